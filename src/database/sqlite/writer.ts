import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import type { Columns } from '../database.js';
import { rowsOf, select } from '../result.js';
import { compile, type Sql } from '../sql.js';
import type { OpenTransaction, Writer } from '../writer.js';
import { SqliteConnection } from './connection.js';
import { isBusy, translate } from './failures.js';
import { connectionOf, newRunner, retire } from './source.js';

const TAKE_LOCK = 'UPDATE data_state SET version = version + 1 WHERE id = 1 RETURNING next_id';

export class SqliteWriter implements Writer {
  readonly dialect = 'sqlite';
  readonly isBusy = isBusy;
  readonly translate = translate;
  readonly #source: DataSource;
  readonly #connection: SqliteConnection;

  constructor(source: DataSource) {
    this.#source = source;
    this.#connection = new SqliteConnection(connectionOf(source));
  }

  async begin(): Promise<OpenTransaction> {
    const runner = newRunner(this.#source);
    await runner.startTransaction();
    try {
      const [state] = await this.#connection.all<{ next_id: number }>(TAKE_LOCK);
      if (!state) throw new Error('The table data_state has lost its row.');
      return new SqliteTransaction(this.#connection, runner, state.next_id);
    } catch (error) {
      await rollback(this.#connection, runner);
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.#connection.release();
    await this.#source.destroy();
  }
}

class SqliteTransaction implements OpenTransaction {
  readonly manager: EntityManager;
  readonly nextId: number;
  readonly #connection: SqliteConnection;
  readonly #runner: QueryRunner;

  constructor(connection: SqliteConnection, runner: QueryRunner, nextId: number) {
    this.manager = runner.manager;
    this.nextId = nextId;
    this.#connection = connection;
    this.#runner = runner;
  }

  async rows<Row>(columns: Columns, body: Sql): Promise<Row[]> {
    const { text, params, shape } = select(columns, body, 'sqlite');
    const [answer] = await this.#connection.all<{ rows: string }>(text, params);
    return rowsOf<Row>(JSON.parse(answer?.rows ?? '[]'), shape);
  }

  async run(statement: Sql): Promise<void> {
    const { text, params } = compile(statement, 'sqlite');
    await this.#connection.all(text, params);
  }

  async commit(): Promise<void> {
    await this.#connection.all('COMMIT');
    retire(this.#runner);
  }

  rollback(): Promise<void> {
    return rollback(this.#connection, this.#runner);
  }
}

async function rollback(connection: SqliteConnection, runner: QueryRunner): Promise<void> {
  retire(runner);
  // A full disk and the like have rolled back already, and SQLite then knows of no transaction.
  await connection.all('ROLLBACK').catch(() => undefined);
}
