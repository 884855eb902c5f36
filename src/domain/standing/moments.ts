import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { readPage } from '../../graphql/pagination.js';
import type { Change } from '../change/change.entity.js';
import { changes, feedTag, newestChange } from '../change/change.loaders.js';
import type { Context } from '../context.js';

/** All changes of one transaction, in their order. */
export type Moment = readonly Change[];

/** Changes that are read at a time. */
const BATCH = 1000;

/** The next transactions after a change, whole; none where there is nothing yet. */
export async function momentsAfter({ database }: Context, change: number): Promise<readonly Moment[]> {
  const read = (where: Sql) =>
    database.rows<Change>(changes.columns, sql`${changes.from} WHERE ${where} ORDER BY t.id LIMIT ${BATCH}`);
  const batch = await read(sql`t.id > ${change}`);
  for (let last = batch.at(-1), isWhole = batch.length < BATCH; last && !isWhole; last = batch.at(-1)) {
    const rest = await read(sql`t.id > ${last.id} AND t.at = ${last.at}`);
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

/** Tells the cursors of events from others. */
export const EVENT_TAG = 'event';

/**
 * Where a cursor leads: that of an event, or of a change in the feed. Null is the present.
 * @throws InputError for what is no such cursor, or one of a change that this database does not have.
 */
export async function standingAt(context: Context, after: string | null | undefined): Promise<Standing> {
  if (after == null) return { change: await newestChange(context), id: 0 };
  const given = keysOf(after);
  if (given.change === 0) return given;
  const { database } = context;
  const [place] = await database.rows<{ last: number; before: number }>(
    {
      last: '(SELECT MAX(o.id) FROM change o WHERE o.at = t.at)',
      before: 'COALESCE((SELECT MAX(o.id) FROM change o WHERE o.at < t.at), 0)',
    },
    sql`FROM change t WHERE t.id = ${given.change}`,
  );
  if (!place)
    throw new InputError(
      'after is a cursor that this database does not know: it is of another one, or of one that has been restored since. Ask for the list again, and go on after changesCursor.',
      { argument: 'after' },
    );
  // In the middle of a transaction: all of it once more rather than a part of it never.
  return place.last === given.change ? given : { change: place.before, id: 0 };
}

function keysOf(after: string): Standing {
  try {
    const [change, id] = readPage({ after }, EVENT_TAG, ['number', 'number']).after as readonly [number, number];
    return { change, id };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const [change] = readPage({ after }, feedTag, ['number']).after as readonly [number];
    return { change, id: 0 };
  }
}
