import { UnavailableError } from '../../errors.js';
import { cutting } from '../cutting.js';
import type { Columns, Snapshot } from '../database.js';
import { type Listeners, SNAPSHOT_CLOSED } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import type { SqliteConnection } from './connection.js';
import { translate } from './failures.js';
import { openReader } from './open-reader.js';

/** A read transaction on a connection of its own. While it is open, SQLite keeps what is written in the WAL file. */
export class SqliteSnapshot implements Snapshot {
  readonly #connection: SqliteConnection;
  readonly #listeners: Listeners;
  readonly #limit: number;
  #tail: Promise<unknown> = Promise.resolve();
  readonly #closing = new AbortController();

  private constructor(connection: SqliteConnection, listeners: Listeners, limit: number) {
    this.#connection = connection;
    this.#listeners = listeners;
    this.#limit = limit;
  }

  static async open(path: string, listeners: Listeners, limit: number): Promise<SqliteSnapshot> {
    try {
      const connection = await openReader(path);
      await connection.execute('BEGIN');
      // The state that is seen is that of the first read.
      await connection.all('SELECT version FROM data_state');
      return new SqliteSnapshot(connection, listeners, limit);
    } catch (error) {
      throw translate(error);
    }
  }

  async rows<Row>(columns: Columns, body: Sql): Promise<Row[]> {
    const selection = select(columns, body, 'sqlite');
    return rowsOf<Row>((await this.#answer(selection)) as unknown[][], selection.shape);
  }

  async rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql): Promise<Row[][]> {
    const selection = selectPerKey(keys, columns, body, 'sqlite');
    const answer = (await this.#answer(selection)) as unknown[][][];
    return answer.map((arrays) => rowsOf<Row>(arrays, selection.shape));
  }

  async close(): Promise<void> {
    this.#closing.abort(new UnavailableError(SNAPSHOT_CLOSED));
    await this.#tail;
    await this.#connection.close();
  }

  /** One after the other, so that what is cut for taking too long is what runs. */
  #answer(selection: Selection): Promise<unknown[]> {
    const answer = this.#tail.then(() => this.#ask(selection));
    this.#tail = answer.catch(() => undefined);
    return answer;
  }

  async #ask({ text, params }: Selection): Promise<unknown[]> {
    const { signal } = this.#closing;
    signal.throwIfAborted();
    const limit = setTimeout(() => this.#connection.interrupt(), this.#limit);
    const ended = cutting(signal, () => this.#connection.interrupt());
    try {
      for (const listener of this.#listeners) listener(text);
      const [answer] = await this.#connection.all<{ rows: string }>(text, params);
      return JSON.parse(answer?.rows ?? '[]') as unknown[];
    } catch (error) {
      signal.throwIfAborted();
      throw translate(error);
    } finally {
      ended();
      clearTimeout(limit);
    }
  }
}
