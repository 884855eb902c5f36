import { StartupError } from '../errors.js';
import { engineFor } from './engine.js';
import { requireKnown, statusOf } from './migrate.js';
import { parseDatabaseUrl } from './url.js';

const BY_POSTGRES =
  'A PostgreSQL database is copied by its own tools, while the server runs: "pg_dump --format=custom --file=FILE DATABASE_URL" ' +
  'makes a backup, "pg_restore --clean --if-exists --single-transaction --dbname=DATABASE_URL FILE" brings it back.';

const fileOf = (url: string): string => {
  const parsed = parseDatabaseUrl(url);
  if (parsed.dialect === 'postgres') throw new StartupError(BY_POSTGRES);
  return parsed.path;
};

export interface BackedUp {
  /** Of the backup. */
  readonly bytes: number;
  /** The data version that it holds. */
  readonly version: number;
}

/** Copies the database into a file while others use it. @throws StartupError; then there is no new file. */
export async function backUp(url: string, file: string, { force }: { readonly force: boolean }): Promise<BackedUp> {
  const database = fileOf(url);
  const { applied } = await statusOf(await engineFor(url));
  if (applied.length === 0)
    throw new StartupError(`The database ${database} holds nothing yet: there is nothing to copy.`);
  const { backUpFile } = await import('./sqlite/backup.js');
  return await backUpFile(database, file, force);
}

/**
 * Puts a backup in the place of the database, in one step.
 * @returns the migrations that it lacks; they run at the next start.
 * @throws StartupError; then nothing is changed.
 */
export async function restore(
  url: string,
  file: string,
  { force }: { readonly force: boolean },
): Promise<readonly string[]> {
  const database = fileOf(url);
  const { migrations } = await engineFor(url);
  const known = migrations.map(({ name }) => name);
  let pending: readonly string[] = [];
  const { restoreFile } = await import('./sqlite/restore.js');
  await restoreFile(database, file, {
    force,
    accept(applied) {
      const unknown = applied.filter((name) => !known.includes(name));
      requireKnown({ database: file, applied, pending: [], unknown });
      pending = known.filter((name) => !applied.includes(name));
    },
  });
  return pending;
}
