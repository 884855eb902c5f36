import { JSONParser } from '@streamparser/json';
import { type Count, cut, LARGEST_ROW, type ReadRow } from './row.js';
import { textPieces } from './text.js';

interface TextFile {
  readonly path: string;
  readonly name: string;
}

/** `persons` and `countries.*.treaties` as the parser writes paths; the elements of the list that lies there. */
function selector(records: string | undefined, first: string): string {
  const steps = (records ?? '').split(/[./]/).filter((step) => step !== '' && step !== '$');
  if (steps.length === 0) return first === '[' ? '$.*' : '$';
  return ['$', ...steps, ...(steps.at(-1) === '*' ? [] : ['*'])].join('.');
}

/** The objects of a JSON document, one at a time; memory holds one of them, whatever the size of the file. */
export async function* jsonRows(
  file: TextFile,
  { records, encoding }: { readonly records?: string | undefined; readonly encoding?: string | undefined },
  count: Count,
): AsyncGenerator<ReadRow> {
  const rows: ReadRow[] = [];
  const base = `/${(records ?? '').split(/[./]/).filter(Boolean).join('/')}`.replace(/\/$/, '');
  let parser: JSONParser | undefined;
  let number = 0;
  let broken: string | undefined;
  for await (const text of textPieces(file, encoding, count)) {
    if (parser === undefined) {
      const first = text.trimStart()[0];
      if (first === undefined) continue;
      parser = new JSONParser({ paths: [selector(records, first)], keepStack: false });
      parser.onValue = ({ value, key }) => {
        number += 1;
        rows.push({ value, at: `${base}/${typeof key === 'string' ? key : number - 1}` });
      };
      parser.onError = (error) => {
        broken = error.message;
      };
    }
    try {
      parser.write(text);
    } catch (error) {
      broken ??= (error as Error).message;
    }
    yield* rows.splice(0);
    if (broken !== undefined) break;
  }
  if (parser !== undefined && !parser.isEnded && broken === undefined) broken = 'it ends in the middle';
  if (broken !== undefined)
    yield { raw: null, at: `after ${number} records, to the end`, problem: `is not JSON: ${broken.split('\n')[0]}` };
}

/** The objects of a file with one JSON value a line. */
export async function* jsonLineRows(
  file: TextFile,
  { encoding }: { readonly encoding?: string | undefined },
  count: Count,
): AsyncGenerator<ReadRow> {
  let rest = '';
  let line = 0;
  const read = (text: string): ReadRow[] => {
    line += 1;
    if (text.trim() === '') return [];
    const at = `line ${line}`;
    if (text.length > LARGEST_ROW) return [{ raw: cut(text), at, problem: 'is longer than 64 MiB' }];
    try {
      return [{ value: JSON.parse(text) as unknown, at }];
    } catch (error) {
      return [{ raw: cut(text), at, problem: `is not JSON: ${(error as Error).message}` }];
    }
  };
  for await (const piece of textPieces(file, encoding, count)) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield* read(text);
    if (rest.length > 2 * LARGEST_ROW) {
      yield { raw: cut(rest), at: `line ${line + 1} to the end`, problem: 'is longer than 128 MiB' };
      return;
    }
  }
  yield* read(rest);
}
