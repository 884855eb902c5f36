import { InputError, quoted } from '../../errors.js';
import { asInputError, type Problem } from '../../graphql/input.js';
import { type FileLine, readFileLines } from './file-lines.js';
import { HEADER } from './format.js';
import { type ParsedLine, parseLine } from './parse-line.js';

/** Records that are written together: enough to make the fixed cost of a batch vanish, few enough to hold. */
const BATCH = 300;

/** After so many mistakes a file is not read any further. */
const MOST_PROBLEMS = 100;

const EXAMPLE = JSON.stringify(HEADER);

/** @throws InputError where the line is not the header of a file of records that this program knows. */
function requireHeader({ number, text }: FileLine): void {
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch {
    header = undefined;
  }
  const { format, version } = (header ?? {}) as { format?: unknown; version?: unknown };
  if (format !== HEADER.format)
    throw new InputError(
      `line ${number}: must be the header of a file of records, ${EXAMPLE}, and is ${quoted(text)}.`,
    );
  if (version !== HEADER.version)
    throw new InputError(
      `line ${number}: is version ${JSON.stringify(version)} of the format; this program reads version ${HEADER.version}.`,
    );
}

/** Whether a file can be read and begins as a file of records does, of whatever version. */
export async function hasHeader(file: string): Promise<boolean> {
  try {
    for await (const { text } of readFileLines(file)) return text.startsWith(`{"format":"${HEADER.format}"`);
  } catch {
    // What is wrong with it is said by whoever reads it.
  }
  return false;
}

/** @throws InputError with all problems, where there are some. */
export function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw asInputError(problems.slice(0, MOST_PROBLEMS));
}

/**
 * The records of a file, those of one type in batches. The tree of commodities is written as one: it is small, and every
 * part of it is worked out anew when one is written. What is wrong in a line is added to `problems`.
 * @throws InputError where it is no file of records, or when there are too many problems to go on.
 */
export async function* readBatches(file: string, problems: Problem[]): AsyncGenerator<readonly ParsedLine[]> {
  let batch: ParsedLine[] = [];
  let hasHeader = false;
  for await (const line of readFileLines(file)) {
    if (!hasHeader) {
      requireHeader(line);
      hasHeader = true;
      continue;
    }
    const parsed = parseLine(line, problems);
    if (problems.length >= MOST_PROBLEMS) refuse(problems);
    if (!parsed) continue;
    const [first] = batch;
    if (first && (first.type !== parsed.type || (batch.length >= BATCH && first.type !== 'COMMODITY'))) {
      yield batch;
      batch = [];
    }
    batch.push(parsed);
  }
  if (!hasHeader) throw new InputError(`line 1: is missing; a file of records begins with ${EXAMPLE}.`);
  if (batch.length > 0) yield batch;
}
