import type { Columns } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { type Connection, connection } from '../../graphql/connection.js';
import { MOST_OBJECTS, tooManyObjects } from '../../graphql/execution/most-objects.js';
import { type Page, type PageArgs, readPage } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { loadGrouped } from './grouped.js';
import type { OrderBy, Sort } from './order.js';
import { type KeyedRow, keyColumns, neighbourOf, type Stretch, sliceOf, stretchOf } from './slice.js';

/** What rows of one type are made of: result keys with their SQL, and where they come from (aliases r = registry, t = own table). */
export interface RowSource<Row> {
  readonly columns: Columns;
  /** Only for the type checker: what a row looks like. */
  readonly row?: Row | undefined;
  readonly from: Sql;
  /** What holds for every row of the type. */
  readonly where: Sql;
  /** The SQL of a row's id. */
  readonly id: string;
}

/** Rows that make a list. */
export interface ListSource<Row> extends RowSource<Row> {
  /** Tells the list's cursors from those of others. */
  readonly name: string;
  readonly sort: (order: OrderBy | null | undefined) => Sort;
}

// The database layer works out the text of a column list once per object.
const listedColumns = new WeakMap<object, Map<string, Columns>>();

function columnsFor<Row>(source: RowSource<Row>, sort: Sort): Columns {
  const known = listedColumns.get(source) ?? new Map<string, Columns>();
  listedColumns.set(source, known);
  const columns = known.get(sort.tag) ?? { ...source.columns, ...keyColumns(sort) };
  known.set(sort.tag, columns);
  return columns;
}

const ONE = { one: '1' };
const COUNT = { n: 'COUNT(*)' };

export interface ListRequest {
  readonly page: PageArgs;
  readonly orderBy?: OrderBy | null | undefined;
}

const and = (conditions: readonly Sql[]) => sql.join(conditions, ' AND ');

/** A list that goes by a column of the type's own table needs no look at the registry to know the type: it would start there. */
const base = <Row>(source: ListSource<Row>, sort: Sort): Sql => (sort.isOwn ? sql`1 = 1` : source.where);

/** A list at the root of the query. */
export async function list<Row extends object>(
  context: Context,
  source: ListSource<Row>,
  request: ListRequest,
  filter: Sql | null,
): Promise<Connection<Row>> {
  const sort = source.sort(request.orderBy);
  const tag = `${source.name} ${sort.tag}`;
  const page = readPage(request.page, tag, sort.kinds);
  const { database } = context;
  const where = filter ? [base(source, sort), filter] : [base(source, sort)];
  const columns = columnsFor(source, sort);
  const body = ({ conditions, order, limit }: Stretch) =>
    sql`${source.from} WHERE ${and([...where, ...conditions])} ORDER BY ${order} LIMIT ${limit}`;
  const exists = async (side: 'previous' | 'next') => {
    const stretch = neighbourOf(sort, page, side);
    return stretch !== null && (await database.rows(ONE, body(stretch))).length > 0;
  };
  return connection<Row>(
    tag,
    async () => sliceOf(sort, page, await database.rows<Row & KeyedRow>(columns, body(stretchOf(sort, page))), exists),
    async () => {
      const [row] = await database.rows<{ n: number }>(COUNT, sql`${source.from} WHERE ${sql.forEvery(and(where))}`);
      return row?.n ?? 0;
    },
  );
}

/** A list inside a record: the same, for the children of one parent. Many parents of one request are read in one statement. */
export interface NestedList<Row> {
  readonly name: string;
  readonly source: ListSource<Row>;
  /** What ties a row to its parent: `parent.value` is the parent's id (of a pair, `parent.value` and `parent.other`). */
  readonly condition?: Sql;
}

/** One record may be reached on many ways: its list is read once for all of them. */
async function onceEach<Result>(
  parents: readonly ParentKey[],
  read: (parents: readonly ParentKey[]) => Promise<readonly Result[]>,
): Promise<Result[]> {
  const places = new Map<string, number>();
  const distinct = parents.filter((parent) => {
    const isNew = !places.has(String(parent));
    if (isNew) places.set(String(parent), places.size);
    return isNew;
  });
  const results = await read(distinct);
  return parents.map((parent) => results[places.get(String(parent)) as number] as Result);
}

/** Rows of one statement: where there can be more, the next parents are read by another one. */
const MOST_ROWS = 20_000;

/** Reads so many parents at a time that no answer of the database is large. @throws WorkLimitError where all together are more than an answer may hold. */
async function inParts<Row>(
  parents: readonly ParentKey[],
  limit: number,
  read: (parents: readonly ParentKey[]) => Promise<readonly Row[][]>,
): Promise<readonly Row[][]> {
  const size = Math.max(1, Math.floor(MOST_ROWS / limit));
  if (parents.length <= size) return read(parents);
  const lists: Row[][] = [];
  let rows = 0;
  for (let first = 0; first < parents.length; first += size) {
    for (const list of await read(parents.slice(first, first + size))) {
      lists.push(list);
      rows += list.length;
    }
    if (rows > MOST_OBJECTS) throw tooManyObjects();
  }
  return lists;
}

// The arguments of a field are the same objects for all parents.
const texts = new WeakMap<object, string>();

function textOf(argument: unknown): string {
  if (typeof argument !== 'object' || argument === null) return JSON.stringify(argument) ?? '';
  const known = texts.get(argument) ?? JSON.stringify(argument);
  texts.set(argument, known);
  return known;
}

/** A parent's id, or a pair of ids. */
export type ParentKey = number | readonly [number, number];

export interface NestedRequest extends ListRequest {
  /** As it was asked for. */
  readonly filter?: object | null | undefined;
}

/** What a list inside records comes to, whatever the record. */
interface Understood {
  readonly nested: NestedList<object>;
  readonly request: NestedRequest;
  readonly sort: Sort;
  readonly tag: string;
  readonly page: Page;
  /** Equal for lists that are read together. */
  readonly group: string;
}

// By the arguments, like `texts`: one and the same object for all parents.
const understood = new WeakMap<PageArgs, Understood>();

function understand(nested: NestedList<object>, request: NestedRequest): Understood {
  const { page, orderBy, filter } = request;
  const known = understood.get(page);
  const isSame = known?.nested === nested && known.request.orderBy === orderBy && known.request.filter === filter;
  if (isSame) return known;
  const sort = nested.source.sort(orderBy);
  const tag = `${nested.name} ${sort.tag}`;
  const group = `${nested.name} ${textOf(page)} ${textOf(orderBy)} ${textOf(filter)}`;
  const result = { nested, request, sort, tag, page: readPage(page, tag, sort.kinds), group };
  understood.set(page, result);
  return result;
}

/** @param filter what `request.filter` and everything else that the list depends on come to; worked out once for all parents. */
export function nestedList<Row extends object>(
  context: Context,
  nested: NestedList<Row>,
  parent: ParentKey,
  request: NestedRequest,
  filter: () => Sql | null = () => null,
): Connection<Row> {
  const { source } = nested;
  const { sort, tag, page, group } = understand(nested, request);
  const body = (stretch?: Stretch) => {
    const condition = filter();
    const own = [
      base(source, sort),
      ...(nested.condition ? [nested.condition] : []),
      ...(condition ? [condition] : []),
    ];
    const tail = stretch ? sql` ORDER BY ${stretch.order} LIMIT ${stretch.limit}` : sql``;
    return sql`${source.from} WHERE ${and([...own, ...(stretch?.conditions ?? [])])}${tail}`;
  };
  const rows = <Result>(part: string, columns: Columns, stretch?: Stretch) =>
    loadGrouped<ParentKey, Result[]>(context, {
      member: parent,
      group: `${part} ${group}`,
      key: `${part} ${group} ${parent}`,
      read: (parents, { database }) =>
        onceEach(parents, (each) =>
          inParts(each, stretch?.limit ?? 1, (part) => database.rowsPerKey<Result>(part, columns, body(stretch))),
        ),
    });
  const exists = async (side: 'previous' | 'next') => {
    const stretch = neighbourOf(sort, page, side);
    return stretch !== null && (await rows(side, ONE, stretch)).length > 0;
  };
  return connection<Row>(
    tag,
    () =>
      rows<Row & KeyedRow>('rows', columnsFor(source, sort), stretchOf(sort, page)).map((read) =>
        sliceOf(sort, page, read, exists),
      ),
    () => rows<{ n: number }>('count', COUNT).map(([row]) => row?.n ?? 0),
  );
}
