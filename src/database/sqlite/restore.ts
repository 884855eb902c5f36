import { chmod, chown, copyFile, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { StartupError } from '../../errors.js';
import { reasonOf } from './backup.js';
import { SqliteConnection } from './connection.js';
import { isBusy } from './failures.js';
import { inspectFile } from './inspect.js';
import { companionsOf, place, removeDatabase } from './placing.js';
import { damagesOf } from './soundness.js';

/**
 * Puts a backup in the place of a database, in one step: whenever it is killed, there is the old one or the new one.
 * @param accept is asked whether the backup's migrations are known, before anything is touched.
 * @throws StartupError when the backup is none, or another program has the database open; then nothing is changed.
 */
export async function restoreFile(
  database: string,
  file: string,
  { force, accept }: { readonly force: boolean; readonly accept: (migrations: readonly string[]) => void },
): Promise<void> {
  const backup = path.resolve(file);
  if (backup === database) throw new StartupError(`${file} is the database itself; give a backup of it.`);
  await requireWhole(backup, file);
  // Beside the database: only inside one file system a file takes the place of another in one step.
  const copy = `${database}.restoring`;
  try {
    await removeDatabase(copy);
    await copyFile(backup, copy);
    await requireSound(copy, file, accept);
    await ownedAlike(copy, database);
    await leaveDatabase(database, force);
    await place(copy, database, true);
  } catch (error) {
    if (error instanceof StartupError) throw error;
    throw new StartupError(`${file} cannot take the place of ${database}: ${reasonOf(error)}`, { cause: error });
  } finally {
    await removeDatabase(copy);
  }
}

async function requireWhole(backup: string, shown: string): Promise<void> {
  const found = await stat(backup).catch(() => null);
  if (!found?.isFile()) throw new StartupError(`${shown} cannot be read: there is no such file.`);
  for (const companion of companionsOf(backup)) {
    const log = await stat(companion).catch(() => null);
    if (log && log.size > 0 && !companion.endsWith('-shm')) {
      throw new StartupError(
        `${shown} is not whole: ${path.basename(companion)} beside it holds a part of it. Make a backup with "accord backup".`,
      );
    }
  }
}

async function requireSound(
  copy: string,
  shown: string,
  accept: (migrations: readonly string[]) => void,
): Promise<void> {
  const migrations = await inspectFile(copy).catch((error: unknown) => {
    throw error instanceof StartupError
      ? new StartupError(error.message.replaceAll(copy, shown), { cause: error })
      : error;
  });
  if (!migrations || migrations.length === 0) throw new StartupError(`${shown} is empty: it is no backup.`);
  accept(migrations);
  const connection = await SqliteConnection.open(copy, 'read');
  try {
    const [damage] = await damagesOf(connection);
    if (damage !== undefined) throw new StartupError(`${shown} is damaged: ${damage}. Nothing was changed.`);
  } finally {
    await connection.close();
  }
}

/** Whoever could use the database before can use it afterwards, also where root restores it. */
async function ownedAlike(copy: string, database: string): Promise<void> {
  const before = await stat(database).catch(() => null);
  if (before) await chmod(copy, before.mode);
  const { uid, gid } = before ?? (await stat(path.dirname(database)));
  if (process.getuid?.() === 0) await chown(copy, uid, gid);
}

/**
 * Brings the database that is to go into one file, so that nothing of its log can get into the new one. SQLite lets nobody
 * do so while another program has the database open.
 */
async function leaveDatabase(database: string, force: boolean): Promise<void> {
  if (!(await stat(database).catch(() => null))) return;
  try {
    const connection = await SqliteConnection.open(database, 'write');
    try {
      await connection.execute('PRAGMA busy_timeout = 1000');
      // Where it goes by force, what is removed below must at least be in the file that is still there if this is killed.
      await connection.all('PRAGMA wal_checkpoint(TRUNCATE)');
      await connection.all('PRAGMA journal_mode = DELETE');
    } finally {
      await connection.close();
    }
  } catch (error) {
    if (!force) throw new StartupError(refusalOf(error, database), { cause: error });
  }
  for (const companion of companionsOf(database)) await rm(companion, { force: true });
}

const refusalOf = (error: unknown, database: string) =>
  isBusy(error)
    ? `Another program has ${database} open: stop the server first. --force replaces it all the same, and whatever that program still writes is lost.`
    : `${database} cannot be opened (${reasonOf(error)}); --force replaces it all the same.`;
