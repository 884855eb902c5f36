import { foreignRows } from '../../../database/sqlite/foreign-table.js';
import type { InputFile } from '../fragment.js';
import type { ReaderSpec } from '../mapping/reader.schema.js';
import { csvRows } from './csv.js';
import { filledDown } from './fill.js';
import { jsonLineRows, jsonRows } from './json.js';
import { pointOf } from './point.js';
import type { Count, ReadRow } from './row.js';
import { xlsxRows } from './xlsx.js';
import { xmlRows } from './xml.js';

/** The rows of a file as its format has them. @throws InputError where nothing of it can be read. */
export function readRows(file: InputFile, reader: ReaderSpec, count: Count): AsyncIterable<ReadRow> {
  switch (reader.format) {
    case 'csv':
      return filled(csvRows(file, reader, count), reader.fill, file);
    case 'json':
      return jsonRows(file, reader, count);
    case 'jsonl':
      return jsonLineRows(file, reader, count);
    case 'xml':
      return xmlRows(file, reader, count);
    case 'xlsx':
      return filled(xlsxRows(file, reader, count), reader.fill, file);
    case 'sqlite':
      return tableRows(file, reader.table, count);
  }
}

const filled = (rows: AsyncIterable<ReadRow>, columns: readonly string[] | undefined, file: InputFile) =>
  columns ? filledDown(rows, columns, file) : rows;

/** Whether a row of the format has a cell for every column, so that one that it lacks is a mistake of the mapping. */
export const isTabular = ({ format }: ReaderSpec): boolean =>
  format === 'csv' || format === 'xlsx' || format === 'sqlite';

async function* tableRows(file: InputFile, table: string, count: Count): AsyncGenerator<ReadRow> {
  for await (const { number, row } of foreignRows(file, table)) {
    const value = Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, Buffer.isBuffer(cell) ? (pointOf(cell) ?? '') : (cell ?? '')]),
    );
    yield { value, at: `table ${table} row ${number}` };
  }
  count(file.size);
}
