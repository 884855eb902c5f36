import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse, YAMLParseError } from 'yaml';
import { InputError, StartupError } from '../../errors.js';

/** One record of a seed file as plain data. */
export interface SeedEntry {
  /** For messages; a record without a slug is named by its position. */
  readonly slug: string;
  readonly value: unknown;
}

/** A file may repeat a note by alias; more than this is a trick to make the reader run out of memory. */
const MOST_ALIASES = 100;

/** The records of one YAML file, which must be a list. @throws InputError for bad YAML, StartupError where there is no such file. */
export async function readSeedFile(folder: string, name: string): Promise<SeedEntry[]> {
  const bytes = await readFile(path.join(folder, name)).catch((cause: NodeJS.ErrnoException) => {
    throw new StartupError(`The seed file ${name} cannot be read in ${folder} (${cause.code}).`, { cause });
  });
  const value = parseYaml(name, decode(name, bytes));
  if (value === null) return [];
  if (!Array.isArray(value)) throw new InputError(`${name}: must be a list of records.`);
  return value.map((entry: unknown, index) => ({ slug: slugOf(entry) ?? `record ${index + 1}`, value: entry }));
}

/** @throws InputError for YAML files that nobody would read. */
export async function refuseOtherFiles(folder: string, known: readonly string[]): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  const others = names.filter((name) => /\.ya?ml$/i.test(name) && !known.includes(name)).sort();
  if (others.length > 0)
    throw new InputError(
      `${others.join(', ')}: no seed file has such a name, and nothing of it would be read; known are ${known.join(', ')}.`,
    );
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(`${name}: is not UTF-8: save it in that encoding.`);
  }
}

function parseYaml(name: string, text: string): unknown {
  try {
    return parse(text, { maxAliasCount: MOST_ALIASES });
  } catch (error) {
    if (!(error instanceof YAMLParseError || error instanceof ReferenceError)) throw error;
    throw new InputError(`${name}: ${error.message.split('\n')[0]?.replace(/:$/, '')}`);
  }
}

const slugOf = (entry: unknown): string | undefined => {
  const slug = (entry as { slug?: unknown } | null)?.slug;
  return typeof slug === 'string' ? slug : undefined;
};
