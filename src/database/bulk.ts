import { type Dialect, requireText, type Sql, type SqlValue, sql } from './sql.js';

type Row = Readonly<Record<string, SqlValue>>;

/** Rows of one statement: enough to make its fixed cost vanish, few enough to keep its JSON text small. */
const CHUNK = 1000;

/** INSERT statements that carry up to 1000 rows each as one JSON text. Table and columns are trusted text. */
export function* bulkInserts(
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Generator<Sql> {
  const into = sql.raw(`"${table}"`);
  const names = sql.raw(columns.map((c) => `"${c}"`).join(', '));
  const fields = sql.raw(columns.map((_, i) => `value ->> ${i}`).join(', '));
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    yield dialect === 'sqlite'
      ? sql`INSERT INTO ${into} (${names}) SELECT ${fields} FROM json_each(${arrays(columns, chunk)})`
      : sql`INSERT INTO ${into} (${names}) SELECT ${names} FROM jsonb_populate_recordset(null::${into}, ${objects(columns, chunk)}::jsonb)`;
  }
}

const arrays = (columns: readonly string[], rows: readonly Row[]) =>
  storable(JSON.stringify(rows.map((row) => columns.map((c) => cell(row, c)))));

const objects = (columns: readonly string[], rows: readonly Row[]) =>
  storable(JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((c) => [c, cell(row, c)])))));

function cell(row: Row, column: string): SqlValue {
  const value = row[column];
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new TypeError(`A row to insert has ${value} in "${column}"; give a text, a finite number or null.`);
  }
  return value;
}

/** JSON hides a NUL and half surrogates behind escapes; this looks behind them, but only where there is one. */
function storable(json: string): string {
  if (/\\u(?:0000|d[89a-f])/.test(json)) {
    JSON.parse(json, (_key, value) => {
      if (typeof value === 'string') requireText(value);
      return value;
    });
  }
  return json;
}
