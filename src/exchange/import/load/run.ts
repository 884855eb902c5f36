import { setTimeout as sleep } from 'node:timers/promises';
import type { Database, Reads, Transaction } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import { AccordError, UnavailableError } from '../../../errors.js';
import type { Problem } from '../../../graphql/input.js';
import type { Mapping } from '../fragment.js';
import { Guilty } from './guilty.js';
import type { Job } from './job.js';
import type { LoadOptions } from './load.js';
import { settleMissing } from './missing.js';
import type { Reporting } from './reporting.js';
import { writeSource } from './source.js';
import type { Said, StagedItem } from './staging.js';
import { nothingNew, type Outcome, writeBatch } from './write-batch.js';

/** Records of one transaction: few enough that others who write wait for a moment only. */
const BATCH = 500;

const FEWEST = 50;
/** A transaction that took longer than this, in milliseconds, is followed by a smaller one. */
const LONG = 1_000;
/** After so much work others who write get their turn, for longer than it takes them to look again; both in milliseconds. */
const TURN = 500;
const PAUSE = 30;

/** How a run gets at the database. */
export interface Access {
  readonly reads: Reads;
  /** Runs work all or nothing. */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

interface Given {
  readonly mapping: Mapping;
  readonly reporting: Reporting;
  readonly options: LoadOptions;
}

class TakenBack extends Error {}

/** Writes what is staged. A dry run, and a strict one, is one transaction: nothing of it stays unless all of it does. */
export async function run(database: Database, job: Job, given: Given): Promise<void> {
  const { dryRun, strict } = given.options;
  if (!dryRun && !strict) return writeAll(inTurns(database), job, given);
  try {
    await database.write(async (tx) => {
      await writeAll({ reads: tx, write: (work) => inSavepoint(tx, work) }, job, given);
      if (dryRun) throw new TakenBack();
    });
  } catch (error) {
    if (!(error instanceof TakenBack)) throw error;
  }
}

/** Transactions of their own, between which other processes come to write. */
function inTurns(database: Database): Access {
  let began = performance.now();
  return {
    reads: database,
    async write(work) {
      const done = await database.write(work);
      if (performance.now() - began > TURN) {
        await sleep(PAUSE);
        began = performance.now();
      }
      return done;
    },
  };
}

/** All or nothing inside a transaction that goes on. */
async function inSavepoint<T>(tx: Transaction, work: (tx: Transaction) => Promise<T>): Promise<T> {
  await tx.run(sql`SAVEPOINT batch`);
  try {
    return await work(tx);
  } catch (error) {
    await tx.run(sql`ROLLBACK TO SAVEPOINT batch`);
    throw error;
  } finally {
    await tx.run(sql`RELEASE SAVEPOINT batch`);
  }
}

async function writeAll(access: Access, job: Job, { mapping, reporting, options }: Given): Promise<void> {
  const { staging } = job;
  job.source = await writeSource(access, job, mapping, options.files);
  const total = await staging.order();
  const circular = await staging.circular();
  const around = await staging.fragments(circular);
  for (const item of circular)
    await reporting.refusedRecord(item, around.get(item.id) ?? [], [
      { path: 'parent', message: 'stands above itself' },
    ]);
  let at: Pick<StagedItem, 'rank' | 'level' | 'id'> = { rank: -1, level: 0, id: 0 };
  for (let most = BATCH; ; ) {
    const items = await staging.after(at, most);
    const last = items.at(-1);
    if (!last) break;
    // Records of one type can be what names in another mean.
    if (last.rank !== at.rank) job.names.forgetMissing();
    at = last;
    const began = performance.now();
    await writeItems(access, job, items, await staging.fragments(items), reporting);
    most = performance.now() - began > LONG ? Math.max(FEWEST, most >> 1) : Math.min(BATCH, most * 2);
    reporting.progress('writing', items.length, total);
  }
  await settleMissing(
    access,
    job,
    options.files.map(({ name }) => name),
    reporting,
  );
}

/** Writes a batch, without those of its records that turn out not to be writable. */
async function writeItems(
  access: Access,
  job: Job,
  items: readonly StagedItem[],
  said: ReadonlyMap<number, readonly Said[]>,
  reporting: Reporting,
): Promise<void> {
  const guilty = new Map<number, readonly Problem[]>();
  const outcome = await attempt(access, job, items, said, guilty);
  if (outcome === null) {
    // Something is wrong that names no record: it is looked for in ever smaller batches.
    const half = Math.ceil(items.length / 2);
    for (const part of [items.slice(0, half), items.slice(half)]) await writeItems(access, job, part, said, reporting);
    return;
  }
  const targets = outcome.taken.flatMap(({ prepared, target }) =>
    target ? [[prepared.staged.id, target.id, target.slug] as const] : [],
  );
  await job.staging.written(targets);
  await reporting.outcome(outcome, job.names);
  for (const item of items) {
    const problems = guilty.get(item.id);
    if (problems) await reporting.refusedRecord(item, said.get(item.id) ?? [], problems);
  }
}

/** Null where the batch has to be parted. */
async function attempt(
  access: Access,
  job: Job,
  items: readonly StagedItem[],
  said: ReadonlyMap<number, readonly Said[]>,
  guilty: Map<number, readonly Problem[]>,
): Promise<Outcome | null> {
  for (;;) {
    const rest = items.filter(({ id }) => !guilty.has(id));
    try {
      const old = (await job.isKnown(access.reads, rest)) ? await nothingNew(access.reads, job, rest, said) : null;
      return old ?? (await access.write((tx) => writeBatch(tx, job, rest, said)));
    } catch (error) {
      if (error instanceof Guilty) for (const [id, problems] of error.problems) guilty.set(id, problems);
      else if (!(error instanceof AccordError) || error instanceof UnavailableError) throw error;
      else if (rest.length > 1) return null;
      else for (const { id } of rest) guilty.set(id, [{ path: '', message: error.message }]);
    }
  }
}
