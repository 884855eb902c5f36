import { InputError } from '../../../errors.js';
import { clean } from '../values/clean.js';
import { excelDay } from '../values/date.js';
import { columnNames } from './header.js';
import type { Count, ReadRow } from './row.js';
import { partEvents, readWorkbook, type Workbook } from './xlsx-parts.js';
import { Zip } from './zip.js';

/** Excel has 16,384 columns and 1,048,576 rows. */
const MOST_COLUMNS = 16_384;

/** The position of a column by the letters of a cell: A is 0, AA is 26. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of reference) {
    const value = letter.charCodeAt(0) - 64;
    if (value < 1 || value > 26) break;
    column = column * 26 + value;
  }
  return column - 1;
}

function cellText(type: string, style: number, raw: string, { strings, dates, since1904 }: Workbook): string {
  if (type === 's') return strings[Number(raw)] ?? '';
  if (type === 'b') return raw === '1' ? 'true' : 'false';
  // #N/A and its like: what was to stand there is not known.
  if (type === 'e') return '';
  if (type === 'd') return raw.slice(0, 10);
  if (type !== 'n' || raw === '') return raw;
  const number = Number(raw);
  if (!Number.isFinite(number)) return raw;
  // Excel keeps 15 digits and writes 17: 0.1 as 0.10000000000000001, 3 times 1.1 as 3.3000000000000003.
  return (dates[style] ? excelDay(number, since1904) : undefined) ?? String(Number(number.toPrecision(15)));
}

interface SheetRow {
  readonly number: number;
  readonly cells: readonly string[];
}

async function* sheetRows(zip: Zip, book: Workbook, part: string): AsyncGenerator<SheetRow> {
  const rows: SheetRow[] = [];
  let number = 0;
  let cells: string[] = [];
  let column = -1;
  let type = 'n';
  let style = 0;
  let raw = '';
  let isValue = false;
  yield* partEvents(
    zip,
    part,
    {
      open: (name, attributes) => {
        if (name === 'row') {
          number = Number(attributes['r'] ?? number + 1);
          cells = [];
          column = -1;
        } else if (name === 'c') {
          column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
          type = attributes['t'] ?? 'n';
          style = Number(attributes['s'] ?? 0);
          raw = '';
        } else if (name === 'v' || (name === 't' && type === 'inlineStr')) isValue = true;
      },
      text: (text) => {
        if (isValue) raw += text;
      },
      close: (name) => {
        if (name === 'v' || name === 't') isValue = false;
        else if (name === 'c' && column >= 0 && column < MOST_COLUMNS) {
          while (cells.length < column) cells.push('');
          cells[column] = cellText(type, style, raw, book);
        } else if (name === 'row') rows.push({ number, cells });
      },
    },
    rows,
  );
}

async function mainPart(zip: Zip): Promise<string> {
  const found: string[] = [];
  const handlers = {
    open: (name: string, { Type = '', Target = '' }: Readonly<Record<string, string>>) => {
      if (name === 'Relationship' && Type.endsWith('/officeDocument')) found.push(Target.replace(/^\//, ''));
    },
  };
  for await (const _ of partEvents(zip, '_rels/.rels', handlers, []));
  return found[0] ?? 'xl/workbook.xml';
}

/** The rows of one sheet: formulas by the values that were last worked out, cells with a date format as ISO days. */
export async function* xlsxRows(
  file: { readonly path: string; readonly name: string; readonly size: number },
  { sheet, header }: { readonly sheet?: string | undefined; readonly header: number | null },
  count: Count,
): AsyncGenerator<ReadRow> {
  const zip = await Zip.open(file);
  try {
    const book = await readWorkbook(zip, await mainPart(zip));
    const chosen = sheet === undefined ? book.sheets[0] : book.sheets.find(({ name }) => name === sheet);
    if (!chosen) {
      const names = book.sheets.map(({ name }) => `"${name}"`).join(', ');
      throw new InputError(`${file.name} has no sheet "${sheet ?? ''}"; it has ${names}.`);
    }
    let columns: readonly string[] | undefined;
    for await (const { number, cells } of sheetRows(zip, book, chosen.part)) {
      if (number < (header ?? 0) || cells.every((cell) => cell === '')) continue;
      if (number === header) {
        columns = columnNames(cells.map(clean));
        continue;
      }
      const value: Record<string, string> = {};
      const names = columns ?? [];
      for (let index = 0; index < Math.max(names.length, cells.length); index += 1)
        value[names[index] ?? String(index + 1)] = cells[index] ?? '';
      yield { value, at: `sheet ${chosen.name} row ${number}` };
    }
    count(file.size);
  } finally {
    zip.close();
  }
}
