import { randomBytes } from 'node:crypto';
import { constants } from 'node:fs';
import { copyFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { inject } from 'vitest';
import { databasesOf } from '../../scripts/postgres.mjs';
import type { Database } from '../../src/database/database.js';
import { type OpenOptions, openDatabase } from '../../src/database/open.js';
import { once, templateName } from './templates.js';

export interface TestDatabase {
  readonly database: Database;
  readonly url: string;
  /** Closes the database and removes it. */
  dispose(): Promise<void>;
}

/** A place for a database of the engine under test, and nothing there yet. */
export interface TestPlace {
  readonly url: string;
  /** The file of an SQLite database. */
  readonly file: string | undefined;
  remove(): Promise<void>;
}

export const dialect = process.env['TEST_DATABASE'] === 'postgres' ? 'postgres' : 'sqlite';

/** A migrated database of the engine under test (TEST_DATABASE), with the seeds where `seeded`; a copy, so it takes milliseconds. */
export async function openTestDatabase(
  options: { readonly seeded?: boolean } & Partial<OpenOptions> = {},
): Promise<TestDatabase> {
  const { seeded = false, ...open } = options;
  const place = await copyOf(await templateOf(seeded));
  const database = await openDatabase({ migrate: false, ...open, url: place.url });
  return {
    database,
    url: place.url,
    async dispose() {
      await database.close();
      await place.remove();
    },
  };
}

/** An empty Postgres database, or a path at which there is no file yet. */
export async function emptyPlace(): Promise<TestPlace> {
  if (dialect === 'sqlite') return filePlace(`db-${randomBytes(6).toString('hex')}`);
  return postgresPlace();
}

async function templateOf(seeded: boolean): Promise<string> {
  const folder = inject('testFolder');
  const name = templateName(path.basename(folder), seeded);
  await once(path.join(folder, name), () => makeTemplate(name, seeded));
  return name;
}

async function makeTemplate(name: string, seeded: boolean): Promise<void> {
  const url = dialect === 'sqlite' ? filePlace(name).url : await servers().createDatabase(name);
  const database = await openDatabase({ url, migrate: true });
  try {
    if (seeded) await seed(database);
  } finally {
    await database.close();
  }
}

/** Loaded only where seeds are wanted, because they need the whole domain. */
async function seed(database: Database): Promise<void> {
  const { seedDatabase } = await import('../../src/exchange/seed/seed.js');
  await seedDatabase(database, { folder: 'seeds' });
}

async function copyOf(template: string): Promise<TestPlace> {
  if (dialect === 'postgres') return postgresPlace(template);
  const place = filePlace(`db-${randomBytes(6).toString('hex')}`);
  await copyFile(filePlace(template).file, place.file, constants.COPYFILE_FICLONE);
  return place;
}

function filePlace(name: string) {
  const file = path.join(inject('testFolder'), `${name}.db`);
  const files = ['', '-wal', '-shm', '-journal'].map((end) => file + end);
  return {
    url: `sqlite:${file}`,
    file,
    remove: async () => void (await Promise.all(files.map((one) => rm(one, { recursive: true, force: true })))),
  };
}

async function postgresPlace(template?: string): Promise<TestPlace> {
  const name = `accord_test_${randomBytes(6).toString('hex')}`;
  const url = await servers().createDatabase(name, template);
  return { url, file: undefined, remove: () => servers().dropDatabase(name) };
}

function servers() {
  const url = inject('postgresUrl');
  if (url === null) throw new Error('There is no Postgres server in this run.');
  return databasesOf(url);
}
