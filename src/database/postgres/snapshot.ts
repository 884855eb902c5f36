import type pg from 'pg';
import { UnavailableError } from '../../errors.js';
import type { Columns, Snapshot } from '../database.js';
import { type Listeners, SNAPSHOT_CLOSED } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import { type Arrays, askArrays } from './ask.js';
import { cancelling } from './cancel.js';
import { translate } from './failures.js';
import { poolOf } from './pool.js';

/** A repeatable read in a session of its own. */
export class PostgresSnapshot implements Snapshot {
  readonly #pool: pg.Pool;
  readonly #client: pg.PoolClient;
  readonly #listeners: Listeners;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();

  private constructor(pool: pg.Pool, client: pg.PoolClient, listeners: Listeners) {
    this.#pool = pool;
    this.#client = client;
    this.#listeners = listeners;
  }

  static async open(url: string, listeners: Listeners, limit: number): Promise<PostgresSnapshot> {
    const pool = poolOf(url, 1, limit);
    try {
      const client = await pool.connect();
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      // The state that is seen is that of the first read.
      await client.query('SELECT version FROM data_state');
      return new PostgresSnapshot(pool, client, listeners);
    } catch (error) {
      void pool.end();
      throw translate(error);
    }
  }

  async rows<Row>(columns: Columns, body: Sql): Promise<Row[]> {
    const selection = select(columns, body, 'postgres');
    return rowsOf<Row>(await this.#answer(selection), selection.shape);
  }

  async rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql): Promise<Row[][]> {
    const selection = selectPerKey(keys, columns, body, 'postgres');
    const answer = (await this.#answer(selection)) as unknown as readonly Arrays[] | null;
    return (answer ?? []).map((arrays) => rowsOf<Row>(arrays, selection.shape));
  }

  async close(): Promise<void> {
    this.#closing.abort(new UnavailableError(SNAPSHOT_CLOSED));
    await this.#tail;
    // The session ends with its transaction.
    this.#client.release(true);
    await this.#pool.end();
  }

  #answer(selection: Selection): Promise<Arrays> {
    const answer = this.#tail.then(() => this.#ask(selection));
    this.#tail = answer.catch(() => undefined);
    return answer;
  }

  async #ask(selection: Selection): Promise<Arrays> {
    const { signal } = this.#closing;
    signal.throwIfAborted();
    const answered = cancelling(this.#client, signal);
    try {
      for (const listener of this.#listeners) listener(selection.text);
      return await askArrays(this.#client, selection).finally(answered);
    } catch (error) {
      signal.throwIfAborted();
      throw translate(error);
    }
  }
}
