import { stringify } from 'csv-stringify/sync';
import type { RecordLine } from '../records/format.js';
import { type Cell, CSV_TABLES, type CsvName, type CsvTable } from './csv-tables.js';

/** RFC 4180 in UTF-8. What a spreadsheet would take for a formula gets an apostrophe before it; numbers do not. */
const csvText = (rows: readonly (readonly Cell[])[]): string =>
  stringify(rows as (readonly Cell[])[], { record_delimiter: 'windows', escape_formulas: true });

const isOf = (table: CsvTable, line: RecordLine) => table.types.includes(line.type);

/** The text of one file. */
export async function* csvTable(
  lines: AsyncIterable<readonly RecordLine[]>,
  name: CsvName,
  lang: string,
): AsyncGenerator<string> {
  const table: CsvTable = CSV_TABLES[name];
  yield csvText([table.columns]);
  for await (const page of lines) {
    const rows = page.flatMap((line) => (isOf(table, line) ? table.rows(line, lang) : []));
    if (rows.length > 0) yield csvText(rows);
  }
}

/** The texts of all files, in pieces; each file begins with its header. */
export async function* csvTables(
  lines: AsyncIterable<readonly RecordLine[]>,
  lang: string,
): AsyncGenerator<readonly [name: CsvName, text: string]> {
  const tables = Object.entries(CSV_TABLES) as [CsvName, CsvTable][];
  for (const [name, { columns }] of tables) yield [name, csvText([columns])];
  for await (const page of lines)
    for (const [name, table] of tables) {
      const rows = page.flatMap((line) => (isOf(table, line) ? table.rows(line, lang) : []));
      if (rows.length > 0) yield [name, csvText(rows)];
    }
}
