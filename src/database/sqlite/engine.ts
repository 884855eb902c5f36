import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, QueryRunner } from 'typeorm';
import { StartupError } from '../../errors.js';
import type { Engine, Entities, Listeners } from '../engine.js';
import { sqliteMigrations } from '../migrations/sqlite/index.js';
import { isBusy, sqliteCode } from './failures.js';
import { inspectFile } from './inspect.js';
import { SqliteReaders } from './readers.js';
import { newRunner, sqliteSource } from './source.js';
import { SqliteWriter } from './writer.js';

/** How long to wait for another process that opens or migrates the same file, in milliseconds. */
const PATIENCE = 60_000;

export class SqliteEngine implements Engine {
  readonly dialect = 'sqlite';
  readonly migrations = sqliteMigrations;
  readonly shown: string;

  constructor(path: string) {
    this.shown = path;
  }

  inspect(): Promise<readonly string[] | null> {
    return inspectFile(this.shown);
  }

  async connect(entities: Entities): Promise<DataSource> {
    const source = sqliteSource(this.shown, entities, this.migrations);
    try {
      await source.initialize();
      // Short: SQLite sleeps in one of the driver's four threads. The lane waits longer, in JavaScript.
      await source.query('PRAGMA busy_timeout = 50');
      await this.#patiently(() => source.query('PRAGMA journal_mode = WAL'));
      // WAL comes with NORMAL, which loses the last commits in a power cut.
      await source.query('PRAGMA synchronous = FULL');
      await source.query('PRAGMA cache_size = -16000');
      return source;
    } catch (error) {
      if (source.isInitialized) await source.destroy();
      if (error instanceof StartupError) throw error;
      throw new StartupError(`The database ${this.shown} cannot be opened (${sqliteCode(error) ?? error}).`, {
        cause: error,
      });
    }
  }

  async locked<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = newRunner(source);
    // Only outside a transaction has this an effect; with foreign keys on, rebuilding a table deletes the rows that refer to it.
    await runner.query('PRAGMA foreign_keys = OFF');
    try {
      await this.#patiently(() => runner.query('BEGIN IMMEDIATE'));
      try {
        const result = await work(runner);
        await requireForeignKeys(runner);
        await runner.query('COMMIT');
        return result;
      } catch (error) {
        await runner.query('ROLLBACK').catch(() => undefined);
        throw error;
      }
    } finally {
      await runner.query('PRAGMA foreign_keys = ON');
    }
  }

  writer(source: DataSource): SqliteWriter {
    return new SqliteWriter(source);
  }

  readers(listeners: Listeners, limit: number): Promise<SqliteReaders> {
    return SqliteReaders.open(this.shown, listeners, limit);
  }

  async #patiently<T>(action: () => Promise<T>): Promise<T> {
    const deadline = performance.now() + PATIENCE;
    for (;;) {
      try {
        return await action();
      } catch (error) {
        if (!isBusy(error)) throw error;
        if (performance.now() > deadline) {
          throw new StartupError(`The database ${this.shown} is locked by another program.`, { cause: error });
        }
        await sleep(20 + Math.random() * 30);
      }
    }
  }
}

async function requireForeignKeys(runner: QueryRunner): Promise<void> {
  const broken: readonly { readonly table: string; readonly parent: string }[] =
    await runner.query('PRAGMA foreign_key_check');
  const [first] = broken;
  if (first) throw new Error(`${broken.length} row(s) of ${first.table} would refer to nothing in ${first.parent}`);
}
