import { createReadStream } from 'node:fs';
import { InputError } from '../../errors.js';

export interface FileLine {
  /** Counted from 1. */
  readonly number: number;
  readonly text: string;
}

/** A record with all its claims is far smaller; what is longer is another sort of file. */
const LONGEST_LINE = 64 * 1024 * 1024;

const NEWLINE = 0x0a;

/**
 * The lines of a file, one at a time; empty ones are left out. Only a line feed ends one: texts may hold other separators.
 * @throws InputError for what is not UTF-8 or endless, and what reading a file throws.
 */
export async function* readFileLines(file: string): AsyncGenerator<FileLine> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let number = 0;
  const lineOf = (bytes: Uint8Array): FileLine => {
    number += 1;
    try {
      return { number, text: decoder.decode(bytes).replace(/\r$/, '') };
    } catch {
      throw new InputError(`line ${number}: is not UTF-8: save the file in that encoding.`);
    }
  };
  let parts: Buffer[] = [];
  let length = 0;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, from)) {
      const line = lineOf(Buffer.concat([...parts, chunk.subarray(from, end)]));
      [parts, length, from] = [[], 0, end + 1];
      if (line.text !== '') yield line;
    }
    parts.push(chunk.subarray(from));
    length += chunk.length - from;
    if (length > LONGEST_LINE) throw new InputError(`line ${number + 1}: is longer than ${LONGEST_LINE} bytes.`);
  }
  if (length > 0) yield lineOf(Buffer.concat(parts));
}
