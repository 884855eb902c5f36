import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { InputError } from '../errors.js';
import { refused } from './files.js';
import { withDatabase } from './with-database.js';

/** The file that each format makes; CSV makes one for each type. */
const FILES: Readonly<Record<string, string>> = {
  records: 'records.jsonl',
  ftm: 'entities.ftm.json',
  jsonld: 'facts.jsonld',
  gexf: 'network.gexf',
};

interface Options {
  readonly format: string;
  readonly table?: string;
  readonly types?: readonly string[];
  readonly filter?: unknown;
  readonly lang?: string;
  readonly out?: string;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new InvalidArgumentError(`It must be JSON, as '{"commodity":"petroleum"}'.`);
  }
}

const listOf = (text: string): string[] => text.split(',').map((each) => each.trim());

export function addExport(program: Command): void {
  program
    .command('export')
    .description('write what is known: everything to be read back, or tables, FollowTheMoney, JSON-LD, GEXF')
    .addOption(
      new Option('--format <format>', 'in which form').choices([...Object.keys(FILES), 'csv']).default('records'),
    )
    .option('--table <name>', 'only one table of CSV, such as agreements or claims')
    .option('--types <list>', 'only these, such as agreements,people, with all that they name', listOf)
    .option(
      '--filter <json>',
      'only those of the one type (agreements without --types) for which this filter holds',
      jsonOf,
    )
    .option('--lang <tag>', 'the language of labels and texts where a format has room for one; en without this')
    .option('--out <path>', 'write it to a file, or all tables of CSV to a folder, instead of the standard output')
    .action(async ({ format, table, types, filter, lang, out }: Options) => {
      await withDatabase({ migrate: false }, async (database) => {
        const { buildAppSchema } = await import('../schema.js');
        const { Exporter } = await import('../exchange/export/exporter.js');
        const exporter = new Exporter(database, await buildAppSchema());
        const request = { types: types && (await typesOf(types)), filter, lang };
        const file = table === undefined ? FILES[format] : `${table}.csv`;
        if (file !== undefined) {
          const { parts, close } = await exporter.open({ file, ...request });
          await writeParts(parts, out).finally(close);
        } else {
          if (out === undefined)
            throw new InputError('CSV is one file for each type: give a folder with --out, or one table with --table.');
          const { parts, close } = await exporter.openTables(request);
          await writeTables(parts, out).finally(close);
        }
      });
    });
}

async function typesOf(lists: readonly string[]) {
  const { LISTS, typeOfList } = await import('../exchange/export/lists.js');
  return lists.map((list) => {
    const type = typeOfList(list);
    if (type) return type;
    const known = Object.values(LISTS).map((each) => each.list);
    throw new InputError(`--types: ${list} is not among ${known.join(', ')}.`);
  });
}

/** To the standard output, or to a file that is there only when it is whole. */
async function writeParts(parts: AsyncIterable<string>, out: string | undefined): Promise<void> {
  if (out === undefined) {
    await pipeline(Readable.from(parts), process.stdout, { end: false }).catch((error: NodeJS.ErrnoException) => {
      // Who reads it has had enough.
      if (error.code !== 'EPIPE') throw error;
    });
    return;
  }
  const unfinished = `${out}.part`;
  try {
    const file = createWriteStream(unfinished);
    await once(file, 'open').catch(refused(out, 'written', 'there is no such folder'));
    await pipeline(Readable.from(parts), file);
    await rename(unfinished, out);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** One file for each table in a folder; files that were there are replaced when all are whole. */
async function writeTables(parts: AsyncIterable<readonly [name: string, text: string]>, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch(refused(folder, 'made', 'there is no such folder'));
  const files = new Map<string, WriteStream>();
  const fileOf = (name: string) => path.join(folder, `${name}.csv`);
  try {
    for await (const [name, text] of parts) {
      const file = files.get(name) ?? createWriteStream(`${fileOf(name)}.part`);
      files.set(name, file);
      if (!file.write(text)) await once(file, 'drain');
    }
    for (const file of files.values()) {
      file.end();
      await once(file, 'finish');
    }
    for (const name of files.keys()) await rename(`${fileOf(name)}.part`, fileOf(name));
  } catch (error) {
    for (const [name, file] of files) {
      file.destroy();
      await rm(`${fileOf(name)}.part`, { force: true });
    }
    throw error;
  }
}
