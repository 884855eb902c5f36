import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { InputError } from '../../errors.js';
import type { InputFile } from './fragment.js';
import type { CompiledMapping } from './mapping/compiled.js';

/** `*` and `?` in the name of a file, and nothing else: no pattern leads out of its folder. */
function matches(pattern: string): (name: string) => boolean {
  const escaped = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const expression = new RegExp(`^${escaped}$`, 'u');
  return (name) => expression.test(name);
}

export const isNamed = (file: InputFile, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => matches(path.basename(pattern))(file.name));

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1024 * 1024 })) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const refuse = (name: string, { code }: NodeJS.ErrnoException) =>
  new InputError(code === 'ENOENT' ? `There is no file ${name}.` : `${name} cannot be read (${code}).`);

/** The files of a folder, in the order of their names; the file itself where it is none. */
async function expanded(given: string): Promise<string[]> {
  const found = await stat(given).catch((error: NodeJS.ErrnoException) => {
    throw refuse(path.basename(given), error);
  });
  if (!found.isDirectory()) return [given];
  const entries = await readdir(given, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(given, entry.name))
    .sort();
}

async function matching(folder: string, pattern: string): Promise<string[]> {
  const full = path.resolve(folder, pattern);
  if (!/[*?]/.test(path.basename(full))) return [full];
  const names = await readdir(path.dirname(full)).catch((error: NodeJS.ErrnoException) => {
    throw refuse(path.dirname(pattern), error);
  });
  const found = names.filter(matches(path.basename(full))).sort();
  if (found.length === 0) throw new InputError(`No file matches ${pattern}.`);
  return found.map((name) => path.join(path.dirname(full), name));
}

/**
 * The files that a mapping is to read: those given, folders by their files, else those that its queries name from the
 * folder of the mapping. Hashed, each once.
 * @throws InputError where one cannot be read, or there is none
 */
export async function inputFilesOf(mapping: CompiledMapping, given: readonly string[]): Promise<InputFile[]> {
  const patterns = mapping.queries.flatMap(({ files, joins }) => [
    ...(files ?? []),
    ...joins.flatMap((join) => join.files ?? []),
  ]);
  const paths =
    given.length > 0
      ? (await Promise.all(given.map(expanded))).flat()
      : (await Promise.all(patterns.map((pattern) => matching(mapping.folder, pattern)))).flat();
  if (paths.length === 0) throw new InputError(`Say which files to read: accord import ${mapping.name} FILE…`);
  const files: InputFile[] = [];
  for (const each of new Set(paths.map((one) => path.resolve(one)))) {
    const name = path.basename(each);
    const found = await stat(each).catch((error: NodeJS.ErrnoException) => {
      throw refuse(name, error);
    });
    const hash = await hashOf(each).catch((error: NodeJS.ErrnoException) => {
      throw refuse(name, error);
    });
    files.push({ path: each, name, hash, size: found.size });
  }
  return files;
}
