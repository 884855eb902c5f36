import { LRUCache } from 'lru-cache';
import type { KeyedReads } from '../../database/database.js';
import { compile, type Sql, sql } from '../../database/sql.js';
import { type Context, sharedReads } from '../context.js';

/** Up to so many ids are read and looked up; where there are more, the next of them is never far in any order. */
const FEW = 5000;

// What is few or many changes slowly, and decides only how rows are found, never which: it may be a minute old.
const KEPT = { max: 5000, ttl: 60_000 };
const known = new WeakMap<KeyedReads, LRUCache<string, Promise<boolean>>>();

/** Whether a subselect lists few ids. */
export function areFew({ database }: Context, ids: Sql): Promise<boolean> {
  const place = sharedReads(database);
  const answers = known.get(place) ?? new LRUCache<string, Promise<boolean>>(KEPT);
  known.set(place, answers);
  const key = JSON.stringify(compile(ids, 'sqlite'));
  const before = answers.get(key);
  if (before) return before;
  const counting = place
    .rows<{ n: number }>({ n: 'COUNT(*)' }, sql`FROM (SELECT 1 FROM (${ids}) listed LIMIT ${FEW + 1}) f`)
    .then(([row]) => (row?.n ?? 0) <= FEW);
  answers.set(key, counting);
  counting.catch(() => answers.delete(key));
  return counting;
}

export interface Membership {
  /** Lists the ids that are meant, repeated ones too. */
  readonly ids: Sql;
  /** The same asked of one row. */
  readonly holds: Sql;
}

/**
 * A condition that finds its rows where it names few of them, and tries every row of a list where it names many: a list in
 * any order then costs about the same, however large the table and however rare what is asked for.
 */
export async function among(context: Context, id: 'r.id' | 't.id', { ids, holds }: Membership): Promise<Sql> {
  // Where a few records are asked what they were, the list of all that were it would cost more than the answer.
  const seeks = context.asOf === null || context.seeks;
  return seeks && (await areFew(context, ids)) ? fewAre(id, ids) : holds;
}

/**
 * The same for what takes several steps to ask of one row: where many are named and every row is looked at, the list of them is
 * gone through once. PostgreSQL is asked row by row: it would go through a list that outgrows its memory again for each.
 */
export async function amongListed(context: Context, id: 'r.id' | 't.id', membership: Membership): Promise<Sql> {
  const found = await among(context, id, membership);
  if (context.asOf !== null || found !== membership.holds) return found;
  return sql.aim(found, sql.choose(fewAre(id, membership.ids), found));
}

/** For what never names many. */
export function fewAre(id: 'r.id' | 't.id', ids: Sql): Sql {
  const found = sql`${sql.raw(id)} IN (${ids})`;
  // Unless told that it is rare, SQLite goes through the list again for each of its own entries where rows are only counted.
  return sql.choose(sql`likelihood(${found}, 0.0001)`, found);
}
