import type { Columns } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { Context, Loader } from '../context.js';
import type { ListSource, RowSource } from '../paging/list.js';
import { sortRecords } from '../paging/order.js';
import type { NodeType, RecordNode } from './record.entity.js';
import type { RecordType } from './record.enums.js';

/** The rows of one record type, and the loader that reads them by id; null for an id of nothing or of another type. */
export interface RecordTable<Row> extends ListSource<Row> {
  readonly type: RecordType;
  readonly byId: Loader<number, Row | null>;
}

export const groupBy = <Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> => {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
};

/** One statement for all ids, rows in the order of the keys. */
export const rowById = <Row extends { readonly id: number }>(source: RowSource<Row>): Loader<number, Row | null> => ({
  kept: true,
  async batch(ids, { database }) {
    const where = sql`${source.where} AND ${sql.in(sql.raw(source.id), ids)}`;
    const rows = await database.rows<Row>(source.columns, sql`${source.from} WHERE ${where}`);
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  },
});

/** A to-one relation that is read in the statement of its owners, and the loader that is handed what was read. */
export interface Along<Other> {
  readonly columns: Columns;
  readonly join: Sql;
  readonly loader: Loader<number, Other | null>;
}

const ALONG = 'along_';

/** The relation in `column` of the rows (alias t): `source` says its columns, `table` joins its own table to its registry entry. */
export function readAlong<Other extends RecordNode>(
  source: RowSource<Other>,
  loader: Loader<number, Other | null>,
  { column, table }: { readonly column: string; readonly table: string },
): Along<Other> {
  const there = (expression: string) => expression.replace(/\br\./g, 'ar.').replace(/\bt\./g, 'at.');
  const columns = Object.entries(source.columns).map(([key, expression]) => [
    `${ALONG}${key}`,
    there(String(expression)),
  ]);
  return {
    columns: Object.fromEntries(columns) as Columns,
    join: sql.raw(`LEFT JOIN registry ar ON ar.id = ${column} LEFT JOIN ${table} at ON at.id = ar.id`),
    loader,
  };
}

/** Hands what was read along with a row to its loader. */
function handOver<Other>(
  row: Readonly<Record<string, unknown>>,
  { columns, loader }: Along<Other>,
  context: Context,
): void {
  const id = row[`${ALONG}id`] as number | null;
  if (id === null) return;
  context.prime(loader, id, () => {
    const other: Record<string, unknown> = {};
    for (const key in columns) other[key.slice(ALONG.length)] = row[key];
    return other as Other;
  });
}

/**
 * One statement for the rows of all parents; `parent` names the result key that holds the parent's id, `order` the SQL to
 * sort by. What is read along saves the statement of a to-one relation that is nearly always asked for.
 */
export function rowsByParent<Row extends object, Other = never>(
  source: RowSource<Row>,
  parent: { readonly key: keyof Row; readonly column: string },
  order: string,
  along?: Along<Other>,
): Loader<number, Row[]> {
  const columns = { ...source.columns, ...along?.columns };
  const from = along ? sql`${source.from} ${along.join}` : source.from;
  return {
    kept: true,
    async batch(ids, context) {
      const where = sql`${source.where} AND ${sql.in(sql.raw(parent.column), ids)}`;
      const rows = await context.database.rows<Row>(columns, sql`${from} WHERE ${where} ORDER BY ${sql.raw(order)}`);
      if (along) for (const row of rows) handOver(row as Record<string, unknown>, along, context);
      const grouped = groupBy(rows, (row) => row[parent.key] as number);
      return ids.map((id) => grouped.get(id) ?? []);
    },
  };
}

/** What is read of every record. */
export const RECORD_COLUMNS = {
  id: 'r.id',
  type: 'r.type',
  slug: 'r.slug',
  labelEn: 'r.label_en',
  labelFr: 'r.label_fr',
  labelOther: 'r.label_other',
  version: 'r.version',
};

/** `columns` are the type's own, besides those that all records have; `table` is its own table, alias t. */
export function recordTable<Row extends RecordNode>(
  type: RecordType,
  table: string,
  columns: Columns,
): RecordTable<Row> {
  const source: ListSource<Row> = {
    name: table,
    columns: { ...RECORD_COLUMNS, ...columns },
    from: sql.raw(`FROM registry r JOIN ${table} t ON t.id = r.id`),
    where: sql.raw(`r.type = '${type}'`),
    id: 'r.id',
    sort: sortRecords,
  };
  return { ...source, type, byId: rowById(source) };
}

/** Rows of links: things inside a record that have an id but no name. */
export function linkSource<Row extends { readonly id: number }>(
  type: NodeType,
  table: string,
  columns: Columns,
): RowSource<Row> {
  return {
    columns: { id: 't.id', type: `'${type}'`, ...columns },
    from: sql.raw(`FROM ${table} t`),
    where: sql.raw('1 = 1'),
    id: 't.id',
  };
}
