import type { Transaction } from '../../../database/database.js';
import { addToRecord, type Editing } from '../../../domain/edit/edit.service.js';
import { takeBack } from '../../../domain/edit/take-back.js';
import { keysOf } from '../../../domain/imported/imported.service.js';
import type { ReceiptsDraft } from '../../../domain/write/receipts.draft.js';
import type { Target } from '../../../domain/write/scope.js';
import { problemsOfError } from '../../../graphql/input.js';
import { whatIsNew } from './added.js';
import { Guilty } from './guilty.js';
import type { Job } from './job.js';
import { type Batch, type Prepared, prepare } from './prepare.js';
import type { StagedItem } from './staging.js';

/** Adds what the import says to a record that others have a hand in; what it said before and says no more is taken back. */
export async function add(
  tx: Transaction,
  job: Job,
  { known }: Batch,
  prepared: Prepared,
  target: Target,
): Promise<'updated' | 'unchanged'> {
  const { type, staged, before } = prepared;
  const others = before ? await otherSayings(tx, job, target, staged) : null;
  const request = { ...job.origin, type, id: target.id, version: null, operation: 'UPDATED' as const };
  const given = { refs: [], problems: [], known: new Map([...known, ...(others?.known ?? [])]) };
  try {
    const edited = await addToRecord(tx, request, given, (editing) => {
      editing.merge.separates = true;
      return others ? sayOnly(tx, job, editing, [...others.items, prepared]) : say(editing, prepared, new Set());
    });
    return edited ? 'updated' : 'unchanged';
  } catch (error) {
    const problems = problemsOfError(error);
    throw problems.length > 0 ? new Guilty(new Map([[staged.id, problems]])) : error;
  }
}

/**
 * What the other keys of the import that stand for a record say of it now. Null where that is not known: other files, or other
 * queries, may say what these do not, so that nothing can be taken back.
 */
export async function otherSayings(
  tx: Transaction,
  job: Job,
  { id }: Target,
  own: Pick<StagedItem, 'record' | 'key'>,
): Promise<Batch | null> {
  const keys = await keysOf(tx, job.source.id, id);
  const others = keys.filter(({ record, key }) => record !== own.record || key !== own.key);
  if (others.length === 0) return { items: [], known: new Map() };
  const staged = await job.staging.items(others.map(({ record, key }) => [record, key]));
  const isStaged = new Set(staged.map(({ record, key }) => JSON.stringify([record, key])));
  const isUnknown = others.some(
    ({ record, key, file }) => !isStaged.has(JSON.stringify([record, key])) && !job.retracts.has(file),
  );
  if (isUnknown) return null;
  const batch = await prepare(tx, job, staged, await job.staging.fragments(staged));
  return batch.items.some(({ problems }) => problems.length > 0) ? null : batch;
}

/** Makes the import say of a record what these say, and nothing else. */
export function sayOnly(tx: Transaction, job: Job, editing: Editing, items: readonly Prepared[]): Promise<void> {
  const { by } = job.origin;
  const said = new Set(
    editing.claims.flatMap(({ link, property, recordedBy }) => (link === null && recordedBy === by ? [property] : [])),
  );
  for (const prepared of items) say(editing, prepared, said);
  const unsure = new Set(items.flatMap(({ lost }) => lost.map(({ path }) => /^\w*/.exec(path)?.[0] ?? '')));
  return takeBack(tx, editing, { by, source: job.source.id, unsure });
}

/** @param said the properties of which the import has said something before: there, saying less is saying something else. */
const say = ({ draft: stored, merge }: Editing, { draft }: Prepared, said: ReadonlySet<string | null>): void =>
  merge.record(stored, whatIsNew(stored, draft, said), draft as ReceiptsDraft, '');
