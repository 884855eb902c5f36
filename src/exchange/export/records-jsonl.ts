import { HEADER, type RecordLine } from '../records/format.js';

export const jsonLine = (value: object): string => `${JSON.stringify(value)}\n`;

/** Accord's own format: everything that there is, one record a line, to be read back by `accord import`. */
export async function* recordsJsonl(lines: AsyncIterable<readonly RecordLine[]>): AsyncGenerator<string> {
  yield jsonLine(HEADER);
  for await (const page of lines) yield page.map(jsonLine).join('');
}
