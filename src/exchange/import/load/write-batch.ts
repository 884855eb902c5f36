import type { Reads, Transaction } from '../../../database/database.js';
import { type NewImported, noteImported } from '../../../domain/imported/imported.service.js';
import type { Target } from '../../../domain/write/scope.js';
import { writeChecked } from '../../../domain/write/write.service.js';
import type { Problem } from '../../../graphql/input.js';
import { add } from './add.js';
import { guiltyOf } from './guilty.js';
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
