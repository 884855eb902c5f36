import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { readPage } from '../../graphql/pagination.js';
import type { Change } from '../change/change.entity.js';
import { changes } from '../change/change.loaders.js';
import type { Context } from '../context.js';

/** All changes of one transaction, in their order. */
export type Moment = readonly Change[];

/** Changes that are read at a time. */
const BATCH = 1000;

/** The next transactions after a change, whole; none where there is nothing yet. */
export async function momentsAfter({ database }: Context, change: number): Promise<Moment[]> {
  const read = (where: ReturnType<typeof sql>, limit: number) =>
    database.rows<Change>(changes.columns, sql`${changes.from} WHERE ${where} ORDER BY t.id LIMIT ${limit}`);
  const batch = await read(sql`t.id > ${change}`, BATCH);
  for (let last = batch.at(-1), isWhole = batch.length < BATCH; last && !isWhole; last = batch.at(-1)) {
    const rest = await read(sql`t.id > ${last.id} AND t.at = ${last.at}`, BATCH);
    batch.push(...rest);
    isWhole = rest.length < BATCH;
  }
  const moments: Change[][] = [];
  for (const each of batch) {
    const moment = moments.at(-1);
    if (moment?.[0]?.at === each.at) moment.push(each);
    else moments.push([each]);
  }
  return moments;
}

/** Where a reader of events stands: behind the change `change`, and of the transaction that follows it, behind the thing `id`. */
export interface Standing {
  readonly change: number;
  readonly id: number;
}

export const lastChange = async ({ database }: Context): Promise<number> =>
  (await database.rows<{ id: number }>({ id: 't.id' }, sql`FROM change t ORDER BY t.id DESC LIMIT 1`))[0]?.id ?? 0;

/** The last change before the transaction that a change belongs to. */
const before = async ({ database }: Context, change: number): Promise<number> => {
  const [row] = await database.rows<{ first: number }>(
    { first: 'MIN(t.id)' },
    sql`FROM change t WHERE t.at = (SELECT c.at FROM change c WHERE c.id = ${change})`,
  );
  return (row?.first ?? 1) - 1;
};

const isLast = async ({ database }: Context, change: number): Promise<boolean> =>
  (
    await database.rows(
      { one: '1' },
      sql`FROM change t JOIN change c ON c.at = t.at WHERE c.id = ${change} AND t.id > ${change} LIMIT 1`,
    )
  ).length === 0;

/** Tells the cursors of events from others. */
export const EVENT_TAG = 'event';

/** Where a cursor leads: that of an event, or of a change in the feed. Null is the present. @throws InputError */
export async function standingAt(context: Context, after: string | null | undefined): Promise<Standing> {
  const newest = await lastChange(context);
  if (after == null) return { change: newest, id: 0 };
  const given = keysOf(after);
  if (given.change > newest)
    throw new InputError('after is a cursor of another database: this one has no such change yet.', {
      argument: 'after',
    });
  if (given.id !== null) return { change: given.change, id: given.id };
  // In the middle of a transaction: all of it once more rather than a part of it never.
  const change = (await isLast(context, given.change)) ? given.change : await before(context, given.change);
  return { change, id: 0 };
}

function keysOf(after: string): { readonly change: number; readonly id: number | null } {
  try {
    const keys = readPage({ after }, EVENT_TAG, ['number', 'number']).after as readonly [number, number];
    return { change: keys[0], id: keys[1] };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const tag = `${changes.name} ${changes.sort(null).tag}`;
    const [change] = readPage({ after }, tag, ['number']).after as readonly [number];
    return { change, id: null };
  }
}
