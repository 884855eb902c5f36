import type pg from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Columns } from '../database.js';
import { rowsOf, select } from '../result.js';
import { compile, type Sql } from '../sql.js';
import type { OpenTransaction, Writer } from '../writer.js';
import { askArrays } from './ask.js';
import { isLost, translate } from './failures.js';

const TAKE_LOCK = 'UPDATE data_state SET version = version + 1 WHERE id = 1 RETURNING next_id';

export class PostgresWriter implements Writer {
  readonly dialect = 'postgres';
  readonly translate = translate;
  readonly #source: DataSource;

  constructor(source: DataSource) {
    this.#source = source;
  }

  /** The server itself waits for the lock (lock_timeout). */
  isBusy(): boolean {
    return false;
  }

  /** A session that had been idle may turn out to be dead only now; nothing has been written, so it is safe to begin once more. */
  async begin(): Promise<OpenTransaction> {
    try {
      return await this.#beginOnce();
    } catch (error) {
      if (!isLost(error)) throw error;
      return this.#beginOnce();
    }
  }

  close(): Promise<void> {
    return this.#source.destroy();
  }

  async #beginOnce(): Promise<OpenTransaction> {
    const runner = this.#source.createQueryRunner();
    const client: pg.Client = await runner.connect();
    try {
      await runner.startTransaction();
      const { rows } = await client.query<{ next_id: number }>(TAKE_LOCK);
      if (!rows[0]) throw new Error('The table data_state has lost its row.');
      return new PostgresTransaction(client, runner, rows[0].next_id);
    } catch (error) {
      await rollback(client, runner, error);
      throw error;
    }
  }
}

class PostgresTransaction implements OpenTransaction {
  readonly manager: EntityManager;
  readonly nextId: number;
  readonly #client: pg.Client;
  readonly #runner: QueryRunner;
  #error: unknown;

  constructor(client: pg.Client, runner: QueryRunner, nextId: number) {
    this.manager = runner.manager;
    this.nextId = nextId;
    this.#client = client;
    this.#runner = runner;
  }

  rows<Row>(columns: Columns, body: Sql): Promise<Row[]> {
    const selection = select(columns, body, 'postgres');
    return this.#noting(async () => rowsOf<Row>(await askArrays(this.#client, selection), selection.shape));
  }

  async run(statement: Sql): Promise<void> {
    const { text, params } = compile(statement, 'postgres');
    await this.#noting(() => this.#client.query(text, params));
  }

  async commit(): Promise<void> {
    const { command } = await this.#noting(() => this.#client.query('COMMIT'));
    // A transaction in which a statement has failed answers COMMIT with ROLLBACK, and no error.
    if (command !== 'COMMIT') throw new Error(`The database answered ${command} to COMMIT.`);
    await this.#runner.release();
  }

  rollback(): Promise<void> {
    return rollback(this.#client, this.#runner, this.#error);
  }

  async #noting<T>(action: () => Promise<T>): Promise<T> {
    try {
      return await action();
    } catch (error) {
      this.#error ??= error;
      throw error;
    }
  }
}

/** Gives the session back to the pool, or drops it when `error` or the rollback says that it is of no more use. */
async function rollback(client: pg.Client, runner: QueryRunner, error: unknown): Promise<void> {
  const usable =
    !isLost(error) &&
    (await client.query('ROLLBACK').then(
      () => true,
      () => false,
    ));
  // The pool throws away a session that has ended.
  if (!usable) void client.end().catch(() => undefined);
  await runner.release();
}
