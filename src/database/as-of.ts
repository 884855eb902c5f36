import type { Columns, KeyedReads, RealColumn } from './database.js';
import { Sql, sql } from './sql.js';

/** A column as both databases know it. */
export type ColumnType = 'integer' | 'smallint' | 'bigint' | 'varchar' | 'text' | 'double precision';

/** A table whose rows belong to records, and are kept as they were when their record changes. */
export interface HistoricTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: ColumnType }[];
  /** The column with the id of the record that a row belongs to; of evidence, the id of the claim that does. */
  readonly owner: string;
  /** The column that tells the rows of one record apart; the owner where there is one row. */
  readonly key: string;
  /**
   * Columns that follow from rows of other records and move without a change of their own: SQL of each, given that of the
   * id, and the historic tables that it counts.
   */
  readonly follows?: Readonly<Record<string, Following>>;
}

export interface Following {
  readonly from: readonly string[];
  readonly value: (id: string) => string;
}

/** Text in JSON is exact, fractions are not: they have columns of their own, of which there are as many as any table needs. */
export const FRACTIONS = ['first', 'second'] as const;

export const fractionsOf = ({ columns }: HistoricTable): string[] =>
  columns.flatMap(({ name, type }) => (type === 'double precision' ? [name] : []));

const SQLITE_TYPES: Readonly<Record<ColumnType, string>> = {
  integer: 'INTEGER',
  smallint: 'INTEGER',
  bigint: 'INTEGER',
  varchar: 'TEXT',
  text: 'TEXT',
  'double precision': 'REAL',
};

const list = (names: readonly string[]) => names.map((name) => `"${name}"`).join(', ');

/** The record that a row of the real table belongs to has not changed since. */
function untouched({ name, owner }: HistoricTable, cut: number, schema: string): Sql {
  if (name === 'registry') return sql`m.changed <= ${cut}`;
  const claim = `JOIN ${schema}registry x ON x.id = c.subject_id`;
  return name === 'evidence'
    ? sql`NOT EXISTS (SELECT 1 FROM ${sql.raw(`${schema}claim c ${claim}`)} WHERE c.id = m.claim_id AND x.changed > ${cut})`
    : sql`NOT EXISTS (SELECT 1 FROM ${sql.raw(`${schema}registry`)} x WHERE x.id = ${sql.raw(`m.${owner}`)} AND x.changed > ${cut})`;
}

/** What a column holds that follows from others; undefined where nobody asks for it. */
const following = ({ follows = {} }: HistoricTable, name: string, id: string, named: ReadonlySet<string>) =>
  follows[name] && named.has(name) ? follows[name].value(id) : undefined;

function kept(table: HistoricTable, dialect: 'sqlite' | 'postgres', named: ReadonlySet<string>): string {
  const { columns, owner, key } = table;
  const fractions = fractionsOf(table);
  return columns
    .map(({ name, type }) => {
      if (name === owner && table.name !== 'evidence') return 'w.owner_id';
      if (name === key) return 'w.row_id';
      if (name === owner) return 'w.holder_id';
      const followed = following(table, name, 'w.row_id', named);
      if (followed) return followed;
      const at = fractions.indexOf(name);
      if (at >= 0) return `w.${FRACTIONS[at]}`;
      // Without the very type of the real column, neither planner looks into the two halves of the table one by one.
      return dialect === 'sqlite'
        ? `CAST(w.data ->> '${name}' AS ${SQLITE_TYPES[type]})`
        : `(w.data::jsonb ->> '${name}')::${type}${type === 'varchar' || type === 'text' ? ' COLLATE "C"' : ''}`;
    })
    .join(', ');
}

/** The columns of a table out of a kept row (alias w of `was`), as SQL. */
export const keptColumns = (table: HistoricTable, dialect: 'sqlite' | 'postgres'): string =>
  kept(table, dialect, new Set());

/** The table as it was at the cut: rows of records that have not changed since, and the kept ones that held then. */
function asItWas(table: HistoricTable, cut: number, named: ReadonlySet<string>): Sql {
  const { name, columns } = table;
  const names = columns.map((column) => column.name);
  const present = names.map((each) => following(table, each, 'm.id', named) ?? `m."${each}"`).join(', ');
  const half = (dialect: 'sqlite' | 'postgres', schema: string) => sql`
    SELECT ${sql.raw(present)} FROM ${sql.raw(`${schema}"${name}"`)} m WHERE ${untouched(table, cut, schema)}
    UNION ALL SELECT ${sql.raw(kept(table, dialect, named))} FROM was w
      WHERE w.part = ${sql.raw(`'${name}'`)} AND w.since <= ${cut} AND w.until > ${cut}`;
  return sql`${sql.raw(`"${name}" (${list(names)})`)} AS NOT MATERIALIZED (${sql.choose(half('sqlite', 'main.'), half('postgres', ''))})`;
}

function textOf(fragment: Sql): string {
  return fragment.parts
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('value' in part) return ' ';
      return 'some' in part ? textOf(part.some) : `${textOf(part.sqlite)} ${textOf(part.postgres)}`;
    })
    .join('');
}

const columnText = (column: string | RealColumn) => (typeof column === 'string' ? column : column.real);

/** What a table is to be in a statement that names these tables and columns. */
type Shadow = (table: HistoricTable, named: ReadonlySet<string>) => Sql;

/** Reads in which the tables hold what `shadow` says; of other tables they hold what is there. */
function shadowed(reads: KeyedReads, tables: readonly HistoricTable[], shadow: Shadow): KeyedReads {
  // A table in its own definition is the real one; on Postgres so are those that are only defined further on.
  const rank = ({ name, follows }: HistoricTable) => (name === 'registry' ? 3 : follows ? 2 : name === 'claim' ? 1 : 0);
  const ordered = tables.toSorted((a, b) => rank(a) - rank(b));
  const replaced = (columns: Columns, body: Sql): Sql => {
    const text = `${Object.values(columns).map(columnText).join(' ')} ${textOf(body)}`;
    const named = new Set(text.match(/\b[a-z_]+\b/g));
    for (const { name, follows = {} } of tables)
      if (named.has(name))
        for (const [column, { from }] of Object.entries(follows))
          if (named.has(column)) for (const each of from) named.add(each);
    const shadows = ordered.filter(({ name }) => named.has(name)).map((table) => shadow(table, named));
    return shadows.length === 0 ? body : new Sql(body.parts, sql`WITH ${sql.join(shadows)}`);
  };
  return {
    rows: (columns, body) => reads.rows(columns, replaced(columns, body)),
    rowsPerKey: (keys, columns, body) => reads.rowsPerKey(keys, columns, replaced(columns, body)),
  };
}

/**
 * Reads of the same database as it was after the change `cut`, whatever has been written since. In every statement the
 * historic tables are replaced by what they held then; tables of other names, such as what is derived from several records,
 * are as they are now.
 */
export const readsAsOf = (reads: KeyedReads, tables: readonly HistoricTable[], cut: number): KeyedReads =>
  shadowed(reads, tables, (table, named) => asItWas(table, cut, named));

/**
 * Reads in which the tables hold further rows besides their own: those that stand in `kept` (SQL of a FROM with its WHERE, of
 * rows with the columns of `was`, alias w). What is derived from several records knows nothing of them.
 */
export function readsWith(reads: KeyedReads, tables: readonly HistoricTable[], kept: Sql): KeyedReads {
  return shadowed(reads, tables, (table) => {
    const { name, columns } = table;
    const own = list(columns.map((column) => column.name));
    const all = (dialect: 'sqlite' | 'postgres', schema: string) => sql`
      SELECT ${sql.raw(own)} FROM ${sql.raw(`${schema}"${name}"`)}
      UNION ALL SELECT ${sql.raw(keptColumns(table, dialect))} ${kept} AND w.part = ${sql.raw(`'${name}'`)}`;
    return sql`${sql.raw(`"${name}" (${own})`)} AS NOT MATERIALIZED (${sql.choose(all('sqlite', 'main.'), all('postgres', ''))})`;
  });
}
