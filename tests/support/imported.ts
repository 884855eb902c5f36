import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Fragment, isRefused, type Refused } from '../../src/exchange/import/fragment.js';
import { fragmentsOf } from '../../src/exchange/import/fragments.js';
import { inputFilesOf } from '../../src/exchange/import/input-files.js';
import { mappingOf, readMapping } from '../../src/exchange/import/mapping/read-mapping.js';
import { readRows } from '../../src/exchange/import/readers/read-rows.js';
import type { ReadRow } from '../../src/exchange/import/readers/row.js';

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A folder with these files, gone after `work`. */
export async function withFiles<Result>(
  contents: Contents,
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-import-'));
  try {
    for (const [name, content] of Object.entries(contents)) await writeFile(path.join(folder, name), content);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** All rows of a file as a reader gives them. */
export const rowsOf = (name: string, content: string | Uint8Array, reader: Parameters<typeof readRows>[1]) =>
  withFiles({ [name]: content }, async (folder) => {
    const rows: ReadRow[] = [];
    const file = { path: path.join(folder, name), name, hash: '', size: content.length };
    for await (const row of readRows(file, reader, () => {})) rows.push(row);
    return rows;
  });

export interface Imported {
  readonly fragments: readonly Fragment[];
  readonly refused: readonly Refused[];
}

/** What a mapping makes of files: its text, or the path of one that ends in .yaml. */
export const imported = (mapping: string, contents: Contents): Promise<Imported> =>
  withFiles(contents, (folder) => importedFrom(mapping, [folder]));

export async function importedFrom(mapping: string, files: readonly string[]): Promise<Imported> {
  const compiled = /\.yaml$/.test(mapping) ? await readMapping(mapping) : mappingOf('mapping.yaml', mapping, tmpdir());
  const fragments: Fragment[] = [];
  const refused: Refused[] = [];
  for await (const item of fragmentsOf(compiled, await inputFilesOf(compiled, files)))
    if (isRefused(item)) refused.push(item);
    else fragments.push(item);
  return { fragments, refused };
}
