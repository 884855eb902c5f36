import { stat } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from '../../errors.js';
import { SqliteConnection } from './connection.js';
import { sqliteCode } from './failures.js';
import { place, removeDatabase } from './placing.js';
import { damagesOf } from './soundness.js';

export interface BackedUp {
  readonly bytes: number;
  readonly version: number;
}

/**
 * Copies a database as it is at one moment, while others read and write it, to a file that is there whole or not at all.
 * @throws StartupError when it cannot, or the copy is not sound; then there is no file, or still the one before.
 */
export async function backUpFile(database: string, file: string, force: boolean): Promise<BackedUp> {
  const target = path.resolve(file);
  if (target === database) throw new StartupError(`${file} is the database itself; give the backup another name.`);
  if (!force && (await exists(target))) throw new StartupError(`${file} exists already; --force replaces it.`);
  const unfinished = `${target}.unfinished-${process.pid}`;
  try {
    const source = await SqliteConnection.open(database, 'read');
    try {
      await source.execute('PRAGMA busy_timeout = 5000');
      await source.all('VACUUM INTO ?', [unfinished]);
    } finally {
      await source.close();
    }
    const version = await checked(unfinished, database);
    await place(unfinished, target, force);
    return { bytes: (await stat(target)).size, version };
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`${database} cannot be copied to ${file}: ${reasonOf(error)}`, { cause: error });
  } finally {
    await removeDatabase(unfinished);
  }
}

async function checked(copy: string, database: string): Promise<number> {
  const connection = await SqliteConnection.open(copy, 'read');
  try {
    const damages = await damagesOf(connection);
    if (damages.length > 0) {
      throw new StartupError(`${database} is damaged, so it was not copied (accord doctor says more): ${damages[0]}.`);
    }
    const [state] = await connection.all<{ version: number }>('SELECT version FROM data_state WHERE id = 1');
    return state?.version ?? 0;
  } finally {
    await connection.close();
  }
}

const exists = (file: string) =>
  stat(file).then(
    () => true,
    () => false,
  );

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder.',
  EEXIST: 'it exists already; --force replaces it.',
  EACCES: 'this user is not allowed to.',
  ENOSPC: 'the disk is full.',
  SQLITE_FULL: 'the disk is full.',
  SQLITE_CANTOPEN: 'there is no such folder, or this user may not write there.',
  SQLITE_CORRUPT: 'it is damaged (accord doctor says more).',
  SQLITE_NOTADB: 'it is damaged (accord doctor says more).',
};

export function reasonOf(error: unknown): string {
  const code = sqliteCode(error) ?? (error as NodeJS.ErrnoException).code ?? '';
  return REASONS[code] ?? (error instanceof Error ? error.message : String(error));
}
