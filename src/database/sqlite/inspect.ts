import { constants } from 'node:fs';
import { access, open, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartupError } from '../../errors.js';
import { MIGRATIONS_TABLE } from '../engine.js';
import { SqliteConnection } from './connection.js';
import { sqliteCode } from './failures.js';

/** "Accr": what the first migration writes into the head of the file. */
const APPLICATION_ID = 0x41636372;

/** See Engine.inspect: null for a file that is missing or empty. */
export async function inspectFile(path: string): Promise<readonly string[] | null> {
  const file = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new StartupError(`The database ${path} cannot be reached (${error.code}).`, { cause: error });
  });
  await requireFolder(dirname(path));
  if (file === null) return null;
  if (!file.isFile()) {
    throw new StartupError(
      `${path} is ${file.isDirectory() ? 'a folder' : 'no file'}; give the path of a database file.`,
    );
  }
  await requireAccess(path);
  if (file.size === 0) return null;
  await requireSqlite(path);
  return readMigrations(path);
}

async function requireFolder(folder: string): Promise<void> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) {
    throw new StartupError(`The folder ${folder} for the database does not exist; create it or give another path.`);
  }
  await access(folder, constants.W_OK | constants.X_OK).catch((error) => {
    throw new StartupError(
      `The folder ${folder} of the database is not writable; SQLite keeps its log beside the file.`,
      {
        cause: error,
      },
    );
  });
}

async function requireAccess(path: string): Promise<void> {
  const allowed = (mode: number) =>
    access(path, mode).then(
      () => true,
      () => false,
    );
  if (!(await allowed(constants.R_OK))) throw new StartupError(`The database ${path} is not readable for this user.`);
  if (!(await allowed(constants.W_OK))) throw new StartupError(`The database ${path} is read-only for this user.`);
}

async function requireSqlite(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(16), 0, 16, 0);
    if (buffer.toString('latin1') !== 'SQLite format 3\0') throw new StartupError(`${path} is not an SQLite database.`);
  } finally {
    await file.close();
  }
}

async function readMigrations(path: string): Promise<readonly string[] | null> {
  const connection = await SqliteConnection.open(path, 'write').catch((error) => refuse(path, error));
  try {
    await connection.execute('PRAGMA busy_timeout = 5000');
    const tables = await connection.all<{ name: string }>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'",
    );
    const [mark] = await connection.all<{ application_id: number }>('PRAGMA application_id');
    if (tables.length === 0 && mark?.application_id === 0) return null;
    const ours = tables.some(({ name }) => name === MIGRATIONS_TABLE);
    if (!ours || ![0, APPLICATION_ID].includes(mark?.application_id ?? 0)) {
      throw new StartupError(`${path} is not an Accord database but one of another program; nothing was changed.`);
    }
    const migrations = await connection.all<{ name: string }>(`SELECT name FROM ${MIGRATIONS_TABLE} ORDER BY id`);
    return migrations.map(({ name }) => name);
  } catch (error) {
    return refuse(path, error);
  } finally {
    await connection.close();
  }
}

function refuse(path: string, error: unknown): never {
  if (error instanceof StartupError) throw error;
  const code = sqliteCode(error) ?? 'unknown error';
  const damaged = code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT';
  const reason = damaged ? `is damaged (${code}): restore it from a backup` : `cannot be opened (${code})`;
  throw new StartupError(`The database ${path} ${reason}.`, { cause: error });
}
