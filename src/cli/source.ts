import type { Command } from 'commander';
import type { Database } from '../database/database.js';
import type { SourceLine, SourceSheet } from '../domain/source/source-report.service.js';
import type { Withdrawn } from '../domain/withdraw/withdraw.service.js';
import { StartupError } from '../errors.js';
import { withDatabase } from './with-database.js';

interface Shown {
  readonly json?: true;
}

interface Deleting extends Shown {
  readonly yes?: true;
  readonly dryRun?: true;
  readonly reason?: string;
}

export function addSource(program: Command): void {
  const source = program.command('source').description('where facts come from: list, show and take back sources');
  source
    .command('list')
    .description('the sources, with what sort each is, when it was published and how many claims rest on it')
    .option('--json', 'one JSON object a line')
    .action(async ({ json }: Shown) => {
      await withDatabase({ migrate: false }, async (database) => {
        const { allSources } = await import('../domain/source/source-report.service.js');
        for await (const line of allSources(database)) console.log(json ? JSON.stringify(line) : lineOf(line));
      });
    });
  source
    .command('show')
    .description('one source: what it says of how many records, and from which files it was imported')
    .argument('<ref>', 'its slug, id or name')
    .option('--json', 'as JSON')
    .action(async (ref: string, { json }: Shown) => {
      await withDatabase({ migrate: false }, async (database) => {
        const { sheetOf } = await import('../domain/source/source-report.service.js');
        const sheet = await sheetOf(database, await idOf(database, ref));
        if (json) console.log(JSON.stringify(sheet, null, 2));
        else for (const line of linesOfSheet(sheet)) console.log(line);
      });
    });
  source
    .command('delete')
    .description(
      'take a source back with all that only it supports, as one change; what others say too stays, and the history keeps all of it',
    )
    .argument('<ref>', 'its slug, id or name')
    .option('--yes', 'do not ask first; needed where nobody can be asked')
    .option('--dry-run', 'say what would go, and take nothing back')
    .option('--reason <text>', 'why, for the history')
    .option('--json', 'print what went as JSON')
    .action(async (ref: string, options: Deleting) => {
      if (!options.yes && !options.dryRun && !process.stdin.isTTY)
        throw new StartupError(
          'Nobody can be asked here: give --yes to take it back, or --dry-run to see what would go.',
        );
      await withDatabase({ migrate: false }, (database) => take(database, ref, options));
    });
}

async function take(database: Database, ref: string, { yes, dryRun, reason, json }: Deleting): Promise<void> {
  const { foreseeWithdrawal, withdrawSource } = await import('../domain/withdraw/withdraw.service.js');
  const id = await idOf(database, ref);
  const request = { id, version: null, by: 'accord source delete', reason: reason ?? null };
  const tell = ({ slug, withdrawn }: Told, isDone: boolean) => {
    if (json) console.log(JSON.stringify({ source: slug, dryRun: !isDone, ...withdrawn }, null, 2));
    else for (const line of linesOfWithdrawn(slug, withdrawn, isDone)) console.log(line);
  };
  if (dryRun) return tell(await foreseeWithdrawal(database, request), false);
  if (!yes) {
    const foreseen = await foreseeWithdrawal(database, request);
    for (const line of linesOfWithdrawn(foreseen.slug, foreseen.withdrawn, false)) console.error(line);
    if (!(await isConfirmed(foreseen.slug))) throw new StartupError('Nothing was taken back.');
  }
  tell(await database.write((tx) => withdrawSource(tx, request)), true);
}

interface Told {
  readonly slug: string;
  readonly withdrawn: Withdrawn;
}

async function isConfirmed(slug: string): Promise<boolean> {
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asking.question(`Type ${slug} to take it back: `)).trim() === slug;
  } finally {
    asking.close();
  }
}

/** The source that a Ref means. @throws AccordError where it means none, or several. */
async function idOf(database: Database, ref: string): Promise<number> {
  const { createContext } = await import('../domain/context.js');
  const { requireFound } = await import('../domain/reference/reference.service.js');
  const context = createContext({ database, languages: [] });
  return (await requireFound(context, ref, ['SOURCE'])).id;
}

const lineOf = ({ slug, kind, publishedOn, claims, label }: SourceLine): string =>
  [slug, kind, publishedOn ?? '-', `${claims} claims`, label].join('\t');

const counted = (counts: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(counts)
    .map(([what, n]) => `${n} ${what}`)
    .join(', ') || 'none';

function linesOfSheet(sheet: SourceSheet): string[] {
  const { slug, label, kind, publishedOn, url, contentHash, recordedAt, version } = sheet;
  const facts: readonly (readonly [string, string | number | null])[] = [
    ['source', slug],
    ['name', label],
    ['kind', kind],
    ['published', publishedOn],
    ['address', url],
    ['SHA-256', contentHash],
    ['entered', recordedAt],
    ['version', version],
    ['claims', counted(sheet.claimsByStatus)],
    ['records', counted(sheet.recordsByType)],
    ...sheet.files.map(({ name, keys }) => ['file', `${name}, ${keys} keys`] as const),
  ];
  return facts.flatMap(([what, value]) => (value === null ? [] : [`${what.padEnd(10)} ${value}`]));
}

function linesOfWithdrawn(slug: string, withdrawn: Withdrawn, isDone: boolean): string[] {
  const { recordsDeleted, recordsKept, linksDeleted, claimsDeleted, claimsKept, conflictsEnded, valuesKept } =
    withdrawn;
  return [
    `${slug} ${isDone ? 'is taken back' : 'would be taken back'}, with ${claimsDeleted} claims that only it supported:`,
    `  ${recordsDeleted} records of which only it spoke, and ${linksDeleted} links of others`,
    `  ${recordsKept} records stay, of which others speak too or that they name; ${claimsKept} claims have other evidence`,
    `  ${conflictsEnded} disagreements ended`,
    ...(valuesKept > 0
      ? [`  ${valuesKept} values and names stay without a claim, since nothing can be without them`]
      : []),
  ];
}
