import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, LineCounter, parseDocument } from 'yaml';
import { SourceDraft } from '../../../domain/source/source.draft.js';
import { hydrate } from '../../../domain/write/hydrate.js';
import { InputError } from '../../../errors.js';
import { type Problem, problemsOf } from '../../../graphql/input.js';
import { compileMapping } from './compile-mapping.js';
import type { CompiledMapping } from './compiled.js';
import { type MappingProblem, problemsOfIssues } from './issues.js';
import { mappingSchema } from './mapping.schema.js';
import { positionOf } from './positions.js';

/** A file may repeat a part by alias; more than this is a trick to make the reader run out of memory. */
const MOST_ALIASES = 100;
const LARGEST = 4 * 1024 * 1024;

/** All that is wrong with a mapping, each with its place in the file. */
const mistaken = (name: string, problems: readonly { readonly position: string; readonly message: string }[]) =>
  new InputError(
    problems
      .map(({ position, message }) => `${name}, ${position}: ${message.replace(/[.?]?$/, (end) => end || '.')}`)
      .join('\n'),
  );

function parsed(name: string, text: string): { document: Document; lines: LineCounter; value: unknown } {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0)
    throw mistaken(
      name,
      document.errors.map(({ message, pos }) => {
        const { line, col } = lines.linePos(pos[0]);
        return { position: `line ${line}, column ${col}`, message };
      }),
    );
  try {
    return { document, lines, value: document.toJS({ maxAliasCount: MOST_ALIASES }) };
  } catch (error) {
    throw new InputError(`${name}: ${(error as Error).message}.`);
  }
}

/** @throws InputError that lists everything that is wrong with line and column */
export async function readMapping(file: string): Promise<CompiledMapping> {
  const name = path.basename(file);
  const bytes = await readFile(file).catch((cause: NodeJS.ErrnoException) => {
    throw new InputError(`The mapping ${name} cannot be read (${cause.code}).`);
  });
  if (bytes.length > LARGEST) throw new InputError(`The mapping ${name} is larger than 4 MiB.`);
  return mappingOf(name, bytes.toString('utf8'), path.dirname(path.resolve(file)));
}

/** The same for the text of a mapping, whose files are named from `folder`. */
export function mappingOf(name: string, text: string, folder: string): CompiledMapping {
  const { document, lines, value } = parsed(name, text);
  const refuse = (problems: readonly MappingProblem[]) =>
    mistaken(
      name,
      problems.map(({ path: at, message }) => ({
        position: positionOf(document, lines, at),
        message: `${at.length > 0 ? `${at.join('.')}: ` : ''}${message}`,
      })),
    );
  const checked = mappingSchema.safeParse(value);
  if (!checked.success) throw refuse(problemsOfIssues(checked.error.issues));
  const problems: MappingProblem[] = sourceProblems(checked.data.source);
  const compiled = compileMapping(checked.data, (at, message) => problems.push({ path: at, message }));
  if (problems.length > 0) throw refuse(problems);
  return { ...compiled, name, hash: createHash('sha256').update(text).digest('hex'), folder };
}

function sourceProblems(source: object): MappingProblem[] {
  const problems: Problem[] = [];
  problems.push(...problemsOf(hydrate(SourceDraft, source, problems)));
  return problems.map(({ path: at, message }) => ({
    path: ['source', ...at.split(/[.[\]]+/).filter(Boolean)],
    message,
  }));
}
