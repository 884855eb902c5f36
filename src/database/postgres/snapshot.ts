import type pg from 'pg';
import { UnavailableError } from '../../errors.js';
import type { Columns, Snapshot } from '../database.js';
import { type Listeners, SNAPSHOT_CLOSED } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import { type Arrays, askArrays } from './ask.js';
import { translate } from './failures.js';
import { poolOf } from './pool.js';

/** A repeatable read in a session of its own. */
export class PostgresSnapshot implements Snapshot {
  readonly #pool: pg.Pool;
  readonly #client: pg.PoolClient;
  readonly #listeners: Listeners;
  #tail: Promise<unknown> = Promise.resolve();
  #isClosed = false;

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
    this.#isClosed = true;
    await this.#tail;
    // The session ends with its transaction.
    this.#client.release(true);
    await this.#pool.end();
  }

  #answer(selection: Selection): Promise<Arrays> {
    if (this.#isClosed) return Promise.reject(new UnavailableError(SNAPSHOT_CLOSED));
    for (const listener of this.#listeners) listener(selection.text);
    const answer = this.#tail
      .then(() => askArrays(this.#client, selection))
      .catch((error: unknown) => {
        throw translate(error);
      });
    this.#tail = answer.catch(() => undefined);
    return answer;
  }
}
