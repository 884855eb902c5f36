import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { AccordError, StartupError } from '../errors.js';
import { type Engine, engineFor } from './engine.js';

export interface MigrationStatus {
  /** The database, without a password. */
  readonly database: string;
  /** Names in the order in which they ran. */
  readonly applied: readonly string[];
  /** Names that this program knows and the database lacks, in the order in which they will run. */
  readonly pending: readonly string[];
  /** Names that the database has and this program does not know: a newer program made them. */
  readonly unknown: readonly string[];
}

const NONE = { applied: [], pending: [], unknown: [] };

/** @throws StartupError when there is no way to the database, or it is not ours. */
export async function migrationStatus(url: string): Promise<MigrationStatus> {
  return statusOf(await engineFor(url));
}

/** Runs what is pending, all or nothing, and returns the names. @throws StartupError */
export async function migrateUp(url: string): Promise<readonly string[]> {
  const engine = await engineFor(url);
  requireKnown(await statusOf(engine));
  return withSource(engine, (source) => runPending(engine, source));
}

/** Takes the newest migration back and returns its name; undefined when there is none. @throws StartupError */
export async function migrateDown(url: string): Promise<string | undefined> {
  const engine = await engineFor(url);
  const status = await statusOf(engine);
  requireKnown(status);
  if (status.applied.length === 0) return undefined;
  return withSource(engine, (source) =>
    locked(engine, source, async (runner) => {
      const executor = executorOf(source, runner);
      const newest = (await executor.getExecutedMigrations())[0]?.name;
      await executor.undoLastMigration();
      return newest;
    }),
  );
}

export async function statusOf(engine: Engine): Promise<MigrationStatus> {
  const known = engine.migrations.map((migration) => migration.name);
  const applied = await engine.inspect();
  if (applied === null) return { ...NONE, database: engine.shown, pending: known };
  return {
    database: engine.shown,
    applied,
    pending: known.filter((name) => !applied.includes(name)),
    unknown: applied.filter((name) => !known.includes(name)),
  };
}

/** @throws StartupError when the database belongs to a newer program. */
export function requireKnown({ database, unknown }: MigrationStatus): void {
  if (unknown.length === 0) return;
  throw new StartupError(
    `The database ${database} was made by a newer Accord (it has the migration ${unknown.join(', ')}); use that version. Nothing was changed.`,
  );
}

/** Runs what is pending once the lock is held; another process may have done it meanwhile. */
export function runPending(engine: Engine, source: DataSource): Promise<readonly string[]> {
  return locked(engine, source, async (runner) =>
    (await executorOf(source, runner).executePendingMigrations()).map((migration) => migration.name),
  );
}

function executorOf(source: DataSource, runner: QueryRunner): MigrationExecutor {
  const executor = new MigrationExecutor(source, runner);
  // The transaction is the engine's, opened together with the lock.
  executor.transaction = 'none';
  return executor;
}

async function locked<T>(engine: Engine, source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
  try {
    return await engine.locked(source, work);
  } catch (error) {
    if (error instanceof AccordError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StartupError(`A migration of ${engine.shown} failed, nothing was changed: ${reason}`, { cause: error });
  }
}

async function withSource<T>(engine: Engine, work: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await engine.connect([]);
  try {
    return await work(source);
  } finally {
    await source.destroy();
  }
}
