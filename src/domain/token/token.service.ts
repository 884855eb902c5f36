import type { Role } from '../../auth/roles.js';
import { isSecret, makeToken, readToken } from '../../auth/token.js';
import type { Viewer } from '../../auth/viewer.js';
import type { Database, Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { AlreadyExistsError, InputError, quoted } from '../../errors.js';

export interface TokenInfo {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: string;
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

const INFO = {
  id: 't.id',
  name: 't.name',
  role: 't.role',
  createdAt: 't.created_at',
  expiresAt: 't.expires_at',
  revokedAt: 't.revoked_at',
};

const SECRET = { ...INFO, hash: 't.hash' };

const NAME = /^[\p{L}\p{N}][\p{L}\p{N} ._@-]{0,99}$/u;

/**
 * Makes a token and gives it: it is shown this once and kept only as a hash. `expiresAt` is ISO 8601; null never expires.
 * @throws InputError for a name that cannot be one, AlreadyExistsError for one that was given before.
 */
export function createToken(
  database: Database,
  { name, role, expiresAt }: { readonly name: string; readonly role: Role; readonly expiresAt: string | null },
): Promise<string> {
  if (!NAME.test(name))
    throw new InputError(
      `${quoted(name)} cannot be the name of a token: take letters, digits, spaces and . _ @ -, 100 at most.`,
    );
  return database.write(async (tx) => {
    const [taken] = await tx.rows<{ id: number }>({ id: 't.id' }, sql`FROM token t WHERE t.name = ${name}`);
    if (taken)
      throw new AlreadyExistsError(
        `There was a token ${quoted(name)} before: take another name, since the history goes by names.`,
      );
    const id = await tx.reserveIds(1);
    const { token, hash } = makeToken(id);
    await tx.run(
      sql`INSERT INTO token (id, name, hash, role, created_at, expires_at, revoked_at)
        VALUES (${id}, ${name}, ${hash}, ${role}, ${new Date().toISOString()}, ${expiresAt}, NULL)`,
    );
    return token;
  });
}

/** All tokens, those without effect too, in the order in which they were made. */
export const listTokens = (reads: Reads): Promise<TokenInfo[]> =>
  reads.rows<TokenInfo>(INFO, sql`FROM token t ORDER BY t.id`);

/** From now on a token has no effect, in any process. Whether it had any. @throws InputError where there is none of that name. */
export function revokeToken(database: Database, name: string): Promise<boolean> {
  return database.write(async (tx) => {
    const [found] = await tx.rows<TokenInfo>(INFO, sql`FROM token t WHERE t.name = ${name}`);
    if (!found)
      throw new InputError(`There is no token ${quoted(name)}: "accord token list" shows those that there are.`);
    if (found.revokedAt !== null) return false;
    await tx.run(sql`UPDATE token SET revoked_at = ${new Date().toISOString()} WHERE id = ${found.id}`);
    return true;
  });
}

export const isExpired = ({ expiresAt }: Pick<TokenInfo, 'expiresAt'>, now = Date.now()): boolean =>
  expiresAt !== null && Date.parse(expiresAt) <= now;

/** Whose token this is; null where it is nobody's, or has no effect any more. It is looked up each time, so that a change counts at once. */
export async function viewerOf(reads: Reads, token: string): Promise<Viewer | null> {
  const read = readToken(token);
  const [found] = read
    ? await reads.rows<TokenInfo & { hash: string }>(SECRET, sql`FROM token t WHERE t.id = ${read.id}`)
    : [];
  const isRight = isSecret(read?.secret ?? '', found?.hash ?? null);
  if (!found || !isRight || found.revokedAt !== null || isExpired(found)) return null;
  return { name: found.name, role: found.role, tokenId: found.id };
}
