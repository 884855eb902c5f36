import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { clean } from '../values/clean.js';
import { columnNames, numberedColumns } from './header.js';
import { type Count, LARGEST_ROW, type ReadRow } from './row.js';
import { textPieces } from './text.js';

export interface CsvOptions {
  readonly delimiter: string;
  readonly quote: string | null;
  readonly encoding?: string | undefined;
  /** The row with the names of the columns, counted from 1; null where there is none. */
  readonly header: number | null;
  /** Names for columns without a header. */
  readonly names?: readonly string[] | undefined;
  /** Whether rows may have fewer or more cells than the header: missing ones are empty, those beyond are dropped. */
  readonly ragged: boolean;
}

/** The rows of a CSV file, counted as a spreadsheet counts them: the header is a row. */
export async function* csvRows(
  file: { readonly path: string; readonly name: string },
  { delimiter, quote, encoding, header, names, ragged }: CsvOptions,
  count: Count,
): AsyncGenerator<ReadRow> {
  let row = 0;
  const parser = parse({
    delimiter,
    quote: quote ?? false,
    bom: false,
    relax_column_count: true,
    // As spreadsheets read them: a quote inside a cell that does not begin with one is a quote.
    relax_quotes: true,
    max_record_size: LARGEST_ROW,
  });
  const source = Readable.from(textPieces(file, encoding, count), { objectMode: true });
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let columns = header === null && names ? [...names] : undefined;
  try {
    for await (const parsed of parser) {
      const record = parsed as readonly string[];
      row += 1;
      if (row < (header ?? 0)) continue;
      if (record.length === 1 && record[0] === '') continue;
      if (row === header) {
        columns = columnNames(record.map(clean));
        continue;
      }
      columns ??= numberedColumns(record.length);
      if (record.length !== columns.length && !ragged) {
        yield {
          raw: record,
          at: `row ${row}`,
          problem: `has ${record.length} cells where ${columns.length} are expected (ragged: true would take it)`,
        };
        continue;
      }
      const value: Record<string, string> = {};
      for (let index = 0; index < columns.length; index += 1) value[columns[index] as string] = record[index] ?? '';
      yield { value, at: `row ${row}` };
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    yield { raw: null, at: `row ${row + 1} to the end`, problem: problemOf(error) };
  }
}

const problemOf = (error: CsvError | undefined): string =>
  error?.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'a quote is opened and never closed'
    : `is not CSV: ${error?.message ?? 'unknown'}`;
