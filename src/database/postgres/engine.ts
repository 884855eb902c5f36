import type { DataSource, QueryRunner } from 'typeorm';
import { StartupError } from '../../errors.js';
import type { Engine, Entities, Listeners } from '../engine.js';
import { postgresMigrations } from '../migrations/postgres/index.js';
import { postgresCode } from './failures.js';
import { inspectServer, refusal } from './inspect.js';
import { PostgresReaders } from './readers.js';
import { postgresSource } from './source.js';
import { PostgresWriter } from './writer.js';

/** The key of the advisory lock that a migrating process holds: "Accr". */
const LOCK = 0x41636372;

/** How long to wait for another process that migrates the same database. */
const PATIENCE = '60s';

export class PostgresEngine implements Engine {
  readonly dialect = 'postgres';
  readonly migrations = postgresMigrations;
  readonly shown: string;
  readonly #url: string;

  constructor(url: string, shown: string) {
    this.#url = url;
    this.shown = shown;
  }

  inspect(): Promise<readonly string[] | null> {
    return inspectServer(this.#url, this.shown);
  }

  async connect(entities: Entities): Promise<DataSource> {
    try {
      return await postgresSource(this.#url, entities, this.migrations).initialize();
    } catch (error) {
      throw new StartupError(refusal(this.shown, error), { cause: error });
    }
  }

  async locked<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T> {
    const runner = source.createQueryRunner();
    try {
      await runner.startTransaction();
      try {
        await runner.query(`SET LOCAL lock_timeout = '${PATIENCE}'`);
        await runner.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
        const result = await work(runner);
        await runner.commitTransaction();
        return result;
      } catch (error) {
        await runner.rollbackTransaction().catch(() => undefined);
        if (postgresCode(error) !== '55P03') throw error;
        throw new StartupError(`${this.shown} is locked by another program.`, { cause: error });
      }
    } finally {
      await runner.release();
    }
  }

  writer(source: DataSource): PostgresWriter {
    return new PostgresWriter(source);
  }

  readers(listeners: Listeners, limit: number): Promise<PostgresReaders> {
    return Promise.resolve(new PostgresReaders(this.#url, listeners, limit));
  }
}
