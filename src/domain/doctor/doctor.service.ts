import { damages } from '../../database/damages.js';
import type { Database } from '../../database/database.js';
import { driftOf } from '../../database/drift.js';
import { entities } from '../index.js';
import type { Check, Found } from './check.js';
import { factChecks } from './fact-checks.js';
import { indexChecks } from './index-checks.js';
import { keptChecks } from './kept-checks.js';
import { textChecks } from './text-checks.js';

export interface Finding extends Found {
  /** Stable, for programs. */
  readonly code: string;
  readonly problem: string;
  readonly advice: string;
  /** Only worth knowing. */
  readonly isNote: boolean;
  /** Whether `repair` can make it right. */
  readonly isRepairable: boolean;
}

/** In the order in which they can be repaired: what others are made of comes first, and triggers before what they follow. */
const CHECKS: readonly Check[] = [...indexChecks, ...textChecks, ...keptChecks, ...factChecks];

const MOST_EXAMPLES = 5;

const byHand = (code: string, problem: string, advice: string, all: readonly string[]): Finding[] => {
  const examples = all.slice(0, MOST_EXAMPLES);
  return all.length === 0
    ? []
    : [{ code, problem, advice, count: all.length, examples, isNote: false, isRepairable: false }];
};

/** Everything that does not hold in a database. Where its very pages or references are damaged nothing else is looked at. */
export async function examine(database: Database, url: string): Promise<readonly Finding[]> {
  const damaged = byHand(
    'damaged-file',
    'the file of the database is damaged, or rows refer to others that are not there',
    'Stop the server, keep a copy of the file with its -wal, and restore the newest backup (accord restore).',
    await damages(url),
  );
  if (damaged.length > 0) return damaged;
  const findings = byHand(
    'drift',
    'the tables are not as the migrations leave them; these statements would make them so',
    'Somebody has changed them by hand: undo that, or restore a backup. Nothing is changed by itself.',
    (await driftOf(url, entities)).up,
  );
  for (const { code, problem, advice, isNote = false, repair, find } of CHECKS) {
    const found = await find(database, database.dialect);
    if (found.count > 0) findings.push({ code, problem, advice, ...found, isNote, isRepairable: repair !== undefined });
  }
  return findings;
}

/** Makes right what can be made right of these findings, in one transaction. */
export async function repair(database: Database, found: readonly Finding[]): Promise<void> {
  const codes = new Set(found.map(({ code }) => code));
  // What is kept follows from what is kept: a tree that was wrong has hidden what else is.
  if (keptChecks.some(({ code }) => codes.has(code))) for (const { code } of keptChecks) codes.add(code);
  await database.write(async (tx) => {
    for (const check of CHECKS) if (codes.has(check.code)) await check.repair?.(tx, database.dialect);
  });
}
