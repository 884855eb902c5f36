import { type Command, InvalidArgumentError } from 'commander';
import { isRole, ROLES, type Role } from '../auth/roles.js';
import type { TokenInfo } from '../domain/token/token.service.js';
import { withDatabase } from './with-database.js';

const DAY = 24 * 3600 * 1000;

function roleOf(text: string): Role {
  if (!isRole(text)) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return text;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T.+(Z|[+-]\d{2}:\d{2})$/;

/** JavaScript would take 30 February for 2 March. */
const isDay = (text: string): boolean => {
  const time = Date.parse(`${text}T00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
};

/** `90d`, a day, or a moment: when it comes, as ISO 8601. A day means its end in UTC. */
function momentOf(text: string): string {
  const days = /^([1-9]\d{0,4})d$/.exec(text)?.[1];
  if (days) return new Date(Date.now() + Number(days) * DAY).toISOString();
  const given = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59.999Z` : text;
  const time = MOMENT.test(given) && isDay(given.slice(0, 10)) ? Date.parse(given) : Number.NaN;
  if (Number.isNaN(time))
    throw new InvalidArgumentError(
      'It must be a number of days (90d), a day (2027-01-31) or a moment in ISO 8601 with its offset (2027-01-31T12:00Z).',
    );
  if (time <= Date.now()) throw new InvalidArgumentError('It lies in the past.');
  return new Date(time).toISOString();
}

const stateOf = ({ revokedAt, expiresAt }: TokenInfo): string => {
  if (revokedAt !== null) return `revoked ${revokedAt}`;
  if (expiresAt === null) return 'never expires';
  return `${Date.parse(expiresAt) <= Date.now() ? 'expired' : 'expires'} ${expiresAt}`;
};

export function addToken(program: Command): void {
  const token = program.command('token').description('who may write: make, list and revoke tokens');
  token
    .command('create')
    .description('make a token and print it, this once')
    .requiredOption('--name <name>', 'what the history calls whoever uses it')
    .requiredOption('--role <role>', `what it allows: ${ROLES.join(', ')}, each with all before it`, roleOf)
    .option('--expires <when>', 'when it ends: 90d, 2027-01-31, or a moment in ISO 8601; never without this', momentOf)
    .action(async ({ name, role, expires }: { name: string; role: Role; expires?: string }) => {
      await withDatabase({ migrate: false }, async (database) => {
        const { createToken } = await import('../domain/token/token.service.js');
        console.log(await createToken(database, { name, role, expiresAt: expires ?? null }));
        console.error(`accord: keep it, it is not shown again; send it as "Authorization: Bearer …".`);
      });
    });
  token
    .command('list')
    .description('the tokens that there are and were, without their secrets')
    .action(async () => {
      await withDatabase({ migrate: false }, async (database) => {
        const { listTokens } = await import('../domain/token/token.service.js');
        for (const each of await listTokens(database)) console.log([each.name, each.role, stateOf(each)].join('\t'));
      });
    });
  token
    .command('revoke')
    .description('end a token, at once and for every process')
    .argument('<name>', 'its name')
    .action(async (name: string) => {
      await withDatabase({ migrate: false }, async (database) => {
        const { revokeToken } = await import('../domain/token/token.service.js');
        const had = await revokeToken(database, name);
        console.log(had ? `The token ${name} has no effect any more.` : `The token ${name} was revoked before.`);
      });
    });
}
