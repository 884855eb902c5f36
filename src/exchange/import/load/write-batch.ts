import type { Reads, Transaction } from '../../../database/database.js';
import { addToRecord } from '../../../domain/edit/edit.service.js';
import { type NewImported, noteImported } from '../../../domain/imported/imported.service.js';
import type { ReceiptsDraft } from '../../../domain/write/receipts.draft.js';
import type { Target } from '../../../domain/write/scope.js';
import { writeChecked } from '../../../domain/write/write.service.js';
import { type Problem, problemsOfError } from '../../../graphql/input.js';
import { whatIsNew } from './added.js';
import type { Job } from './job.js';
import { type Plan, planOfKnown, plansOf } from './plan.js';
import { type Batch, itemOf, type Prepared, prepare } from './prepare.js';
import type { Said, StagedItem } from './staging.js';

export type Action = 'created' | 'updated' | 'unchanged' | 'kept';

export interface Taken {
  readonly prepared: Prepared;
  readonly action: Action;
  /** Null for what is there no more. */
  readonly target: Target | null;
}

export interface Outcome {
  readonly taken: readonly Taken[];
  readonly refused: readonly { readonly prepared: Prepared; readonly problems: readonly Problem[] }[];
}

/** What is wrong with records shows only when they are written: the batch has to be written without them. */
export class Guilty extends Error {
  /** By the number of the staged record. */
  readonly problems: ReadonlyMap<number, readonly Problem[]>;

  constructor(problems: ReadonlyMap<number, readonly Problem[]>) {
    super('Some records of a batch cannot be written.');
    this.problems = problems;
  }
}

/** The outcome for records in which nothing is new; null where something is, and has to be written. */
export async function nothingNew(
  reads: Reads,
  job: Job,
  staged: readonly StagedItem[],
  said: ReadonlyMap<number, readonly Said[]>,
): Promise<Outcome | null> {
  const { items } = await prepare(reads, job, staged, said);
  const taken: Taken[] = [];
  for (const prepared of items) {
    const plan = planOfKnown(prepared);
    if (plan?.what !== 'nothing') return null;
    taken.push({ prepared, action: plan.action, target: plan.target });
  }
  return { taken, refused: [] };
}

/** Writes records of one type, all or nothing, but those that are refused. @throws Guilty where more have to be left out. */
export async function writeBatch(
  tx: Transaction,
  job: Job,
  staged: readonly StagedItem[],
  said: ReadonlyMap<number, readonly Said[]>,
): Promise<Outcome> {
  const batch = await prepare(tx, job, staged, said);
  const plans = await plansOf(tx, job, batch.items);
  const refused: Outcome['refused'][number][] = [];
  const taken: Taken[] = [];
  const writing: Prepared[] = [];
  const adding: (readonly [Prepared, Target])[] = [];
  for (const [prepared, plan] of plans) sort(prepared, plan, { refused, taken, writing, adding });
  const notes: NewImported[] = [];
  for (const { prepared, target, version, action } of await write(tx, job, batch, writing)) {
    taken.push({ prepared, action, target });
    notes.push(noteOf(prepared, target, version));
  }
  for (const [prepared, target] of adding) {
    taken.push({ prepared, action: await add(tx, job, batch, prepared, target), target });
    notes.push(noteOf(prepared, target, null));
  }
  const noted = new Map(batch.items.map(({ staged: item, before }) => [`${item.record} ${item.key}`, before]));
  await noteImported(
    tx,
    job.source.id,
    notes,
    notes.filter(({ name, key }) => noted.get(`${name} ${key}`)),
  );
  return { taken, refused };
}

function sort(
  prepared: Prepared,
  plan: Plan,
  into: {
    readonly refused: Outcome['refused'][number][];
    readonly taken: Taken[];
    readonly writing: Prepared[];
    readonly adding: (readonly [Prepared, Target])[];
  },
): void {
  if (plan.what === 'refuse') into.refused.push({ prepared, problems: plan.problems });
  else if (plan.what === 'nothing') into.taken.push({ prepared, action: plan.action, target: plan.target });
  else if (plan.what === 'add') into.adding.push([prepared, plan.target]);
  else into.writing.push(prepared);
}

const noteOf = ({ staged: { record, key, file }, hash }: Prepared, { id }: Target, version: number | null) => ({
  name: record,
  key,
  recordId: id,
  version,
  hash,
  file,
});

/** Records of the import's own: new ones, and those that nobody else has changed. */
async function write(tx: Transaction, job: Job, { known }: Batch, writing: readonly Prepared[]) {
  if (writing.length === 0) return [];
  const items = writing.map(({ staged, type, draft, hash }) => ({ ...itemOf(staged, type, draft), hash }));
  try {
    const planned = await writeChecked(tx, items, { ...job.origin, known });
    const byPath = new Map(planned.map((each) => [each.path, each]));
    return writing.flatMap((prepared) => {
      const done = byPath.get(`${prepared.staged.id}`);
      if (!done) return [];
      const { id, draft, version, action } = done;
      return [{ prepared, target: { id, slug: draft.slug }, version: version + 1, action }];
    });
  } catch (error) {
    throw guiltyOf(error);
  }
}

/** Adds what the import says to a record that others have a hand in. */
async function add(
  tx: Transaction,
  job: Job,
  { known }: Batch,
  { staged, type, draft }: Prepared,
  { id }: Target,
): Promise<'updated' | 'unchanged'> {
  const request = { ...job.origin, type, id, version: null, operation: 'UPDATED' as const };
  try {
    const edited = await addToRecord(tx, request, { refs: [], problems: [], known }, ({ draft: stored, merge }) =>
      merge.record(stored, whatIsNew(stored, draft), draft as ReceiptsDraft, ''),
    );
    return edited ? 'updated' : 'unchanged';
  } catch (error) {
    const problems = problemsOfError(error);
    throw problems.length > 0 ? new Guilty(new Map([[staged.id, problems]])) : error;
  }
}

/** Which records of a batch an error is about, where it says so: the paths of its problems begin with their numbers. */
function guiltyOf(error: unknown): unknown {
  const problems = new Map<number, Problem[]>();
  for (const { path, message } of problemsOfError(error)) {
    const [, id, rest = ''] = /^(\d+)\.?(.*)$/s.exec(path) ?? [];
    if (id === undefined) return error;
    problems.set(Number(id), [...(problems.get(Number(id)) ?? []), { path: rest, message }]);
  }
  return problems.size > 0 ? new Guilty(problems) : error;
}
