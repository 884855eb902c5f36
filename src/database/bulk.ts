import { type Dialect, requireText, type Sql, type SqlValue, sql } from './sql.js';

type Row = Readonly<Record<string, SqlValue>>;

/** Rows of one statement: enough to make its fixed cost vanish, few enough to keep its JSON text small. */
const CHUNK = 1000;

/** From so many rows on, what is the same in all of them travels once. With fewer, every write would be a statement of its own. */
const MANY = 100;

/** INSERT statements that carry up to 1000 rows each as one JSON text. Table and columns are trusted text. */
export function* bulkInserts(
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Generator<Sql> {
  const into = sql.raw(`"${table}"`);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK);
    const same = chunk.length < MANY ? [] : columns.filter((column) => isSame(chunk, column));
    const varying = same.length === 0 ? columns : columns.filter((column) => !same.includes(column));
    const cells = chunk.map((row) => cellsOf(row, varying));
    const first = same.map((column) => cell(chunk[0] as Row, column));
    const names = sql.raw([...same, ...varying].map((column) => `"${column}"`).join(', '));
    yield dialect === 'sqlite'
      ? sql`INSERT INTO ${into} (${names}) ${fromArrays(varying, cells, first)}`
      : sql`INSERT INTO ${into} (${names}) SELECT ${names} FROM jsonb_populate_recordset(${base(into, same, first)}, ${objects(varying, cells)}::jsonb)`;
  }
}

/** UPDATE statements that give up to 1000 rows each, found by their `id`, new values of `columns`. Table and columns are trusted text. */
export function* bulkUpdates(
  dialect: Dialect,
  table: string,
  columns: readonly string[],
  rows: readonly Row[],
): Generator<Sql> {
  const into = sql.raw(`"${table}"`);
  const set = sql.raw(columns.map((c) => `"${c}" = p."${c}"`).join(', '));
  const all = ['id', ...columns];
  for (let from = 0; from < rows.length; from += CHUNK) {
    const chunk = rows.slice(from, from + CHUNK).map((row) => cellsOf(row, all));
    const given =
      dialect === 'sqlite'
        ? sql`(${fromArrays(all, chunk)})`
        : sql`jsonb_populate_recordset(null::${into}, ${objects(all, chunk)}::jsonb)`;
    yield sql`UPDATE ${into} SET ${set} FROM ${given} p WHERE p.id = ${into}.id`;
  }
}

function isSame(rows: readonly Row[], column: string): boolean {
  const value = rows[0]?.[column];
  // Most columns that vary do so at once.
  for (let at = rows.length - 1; at > 0; at -= 1) if (rows[at]?.[column] !== value) return false;
  return true;
}

function cellsOf(row: Row, columns: readonly string[]): SqlValue[] {
  const cells: SqlValue[] = [];
  for (const column of columns) cells.push(cell(row, column));
  return cells;
}

function cell(row: Row, column: string): SqlValue {
  const value = row[column];
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value))) {
    throw new TypeError(`A row to insert has ${value} in "${column}"; give a text, a finite number or null.`);
  }
  return value;
}

/** What the rows of a statement have where they say nothing else. */
const base = (into: Sql, columns: readonly string[], values: readonly SqlValue[]) =>
  columns.length === 0
    ? sql`null::${into}`
    : sql`jsonb_populate_record(null::${into}, ${json(object(columns, values))}::jsonb)`;

const object = (columns: readonly string[], values: readonly SqlValue[]) =>
  Object.fromEntries(columns.map((column, i) => [column, values[i]]));

const objects = (columns: readonly string[], rows: readonly SqlValue[][]) =>
  json(rows.map((values) => object(columns, values)));

/**
 * SQLite reads one in some thousand decimal fractions a digit wrong, integers never: in a column that holds
 * fractions a number travels as two of them, mantissa and power of two. Changes the rows.
 */
function fromArrays(columns: readonly string[], rows: SqlValue[][], same: readonly SqlValue[] = []): Sql {
  const fields = columns.map((column, i) => {
    if (!rows.some((values) => isInexact(values[i]))) return `value ->> ${i}`;
    const power = rows[0]?.length ?? 0;
    for (const values of rows) {
      const number = values[i] ?? null;
      if (typeof number === 'string') throw new TypeError(`"${column}" holds both fractions and texts.`);
      const parts = number === null ? NOTHING : partsOf(number);
      values[i] = parts[0];
      values.push(parts[1]);
    }
    return `(value ->> ${i}) * pow(2, value ->> ${power})`;
  });
  const given = [
    ...same.map((value) => sql`${value}`),
    ...fields.map((field, i) => sql.raw(`${field} AS "${columns[i]}"`)),
  ];
  // With jsonb a row comes read; json_each would give its text, to be read again for each column: 2.4 times the work.
  return sql`SELECT ${sql.join(given)} FROM jsonb_each(${json(rows)})`;
}

const isInexact = (value: SqlValue | undefined) => typeof value === 'number' && !Number.isSafeInteger(value);

const NOTHING = [null, null] as const;
const bits = new DataView(new ArrayBuffer(8));

/** Two safe integers m and e with number = m * 2 ** e. */
function partsOf(number: number): readonly [number, number] {
  if (Number.isSafeInteger(number)) return [number, 0];
  bits.setFloat64(0, number);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) & 0x7ff;
  const mantissa = (high & 0xfffff) * 2 ** 32 + bits.getUint32(4) + (exponent === 0 ? 0 : 2 ** 52);
  return [Math.sign(number) * mantissa, Math.max(exponent, 1) - 1075];
}

/** JSON hides a NUL and half surrogates behind escapes; this looks behind them, but only where there is one. */
function json(value: unknown): string {
  const text = JSON.stringify(value);
  if (/\\u(?:0000|d[89a-f])/.test(text)) {
    JSON.parse(text, (_key, part) => {
      if (typeof part === 'string') requireText(part);
      return part;
    });
  }
  return text;
}
