import { type Sql, sql } from '../../database/sql.js';
import type { Slice } from '../../graphql/connection.js';
import type { CursorKey, Page } from '../../graphql/pagination.js';
import type { Sort } from './order.js';

/** One stretch of a list: rows on one side of given sort keys, walked in one direction. */
export interface Stretch {
  readonly conditions: readonly Sql[];
  readonly order: Sql;
  readonly limit: number;
}

const tuple = (parts: readonly Sql[]) => (parts.length === 1 ? (parts[0] as Sql) : sql`(${sql.join(parts)})`);

const compare = (sort: Sort, operator: string, keys: readonly CursorKey[]) =>
  sql`${tuple(sort.keys.map((key) => sql.raw(key)))} ${sql.raw(operator)} ${tuple(keys.map((key) => sql`${key}`))}`;

const orderBy = (sort: Sort, reverse: boolean) =>
  sql.join(sort.keys.map((key) => sql.raw(`${key} ${sort.descending !== reverse ? 'DESC' : 'ASC'}`)));

/** The rows of a page and one more, which tells whether the list goes on. */
export function stretchOf(sort: Sort, page: Page): Stretch {
  const [later, earlier] = sort.descending ? ['<', '>'] : ['>', '<'];
  const conditions: Sql[] = [];
  if (page.after) conditions.push(compare(sort, later as string, page.after));
  if (page.before) conditions.push(compare(sort, earlier as string, page.before));
  return { conditions, order: orderBy(sort, page.backward), limit: page.limit + 1 };
}

/** At most one row: is there anything up to `after`, or from `before` on? */
export function neighbourOf(sort: Sort, page: Page, side: 'previous' | 'next'): Stretch | null {
  const keys = side === 'previous' ? page.after : page.before;
  if (!keys) return null;
  const upTo = (side === 'previous') !== sort.descending ? '<=' : '>=';
  return { conditions: [compare(sort, upTo, keys)], order: orderBy(sort, false), limit: 1 };
}

export type KeyedRow = Readonly<Record<`k${number}`, CursorKey>>;

/** The sort keys as further columns of the rows that are read. */
export const keyColumns = (sort: Sort): Record<string, string> =>
  Object.fromEntries(sort.keys.map((key, index) => [`k${index}`, key]));

export function sliceOf<Row extends KeyedRow>(
  sort: Sort,
  page: Page,
  read: readonly Row[],
  neighbour: (side: 'previous' | 'next') => PromiseLike<boolean>,
): Slice<Row> {
  const extra = read.length > page.limit;
  const rows = read.slice(0, page.limit);
  if (page.backward) rows.reverse();
  return {
    nodes: rows,
    keysOf: (place) => sort.keys.map((_, index) => rows[place]?.[`k${index}`] as CursorKey),
    hasNext: !page.backward && extra ? true : () => neighbour('next'),
    hasPrevious: page.backward && extra ? true : () => neighbour('previous'),
  };
}
