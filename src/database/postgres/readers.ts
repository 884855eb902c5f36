import pg from 'pg';
import type { Columns, KeyedReads } from '../database.js';
import type { Listeners } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import { isLost, translate } from './failures.js';
import { CONNECT_TIMEOUT, sessionOptions, statementName } from './session.js';

const CONNECTIONS = 8;

type Arrays = readonly (readonly unknown[])[] | null;

/** A pool of read-only sessions that survives the server's restart. */
export class PostgresReaders implements KeyedReads {
  readonly #pool: pg.Pool;
  readonly #listeners: Listeners;

  constructor(url: string, listeners: Listeners, limit: number) {
    this.#listeners = listeners;
    this.#pool = new pg.Pool({
      connectionString: url,
      max: CONNECTIONS,
      connectionTimeoutMillis: CONNECT_TIMEOUT,
      keepAlive: true,
      // The server keeps its own limit; this one is for a server that has fallen silent.
      query_timeout: limit + 3_000,
      application_name: 'accord',
      options: sessionOptions({ default_transaction_read_only: 'on', statement_timeout: limit }),
    });
    // Without these a restart of the server ends this process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
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

  async #answer(selection: Selection): Promise<Arrays> {
    for (const listener of this.#listeners) listener(selection.text);
    try {
      return await this.#ask(selection);
    } catch (error) {
      throw translate(error);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }

  /** A session that had been idle may turn out to be dead only now: a read is safe to ask once more. */
  async #ask(selection: Selection): Promise<Arrays> {
    try {
      return await this.#askOnce(selection);
    } catch (error) {
      if (!isLost(error)) throw error;
      return this.#askOnce(selection);
    }
  }

  async #askOnce(selection: Selection): Promise<Arrays> {
    const client = await this.#pool.connect();
    try {
      const arrays = await askArrays(client, selection);
      client.release();
      return arrays;
    } catch (error) {
      client.release(isLost(error));
      throw error;
    }
  }
}

export async function askArrays(client: pg.ClientBase, { text, params }: Selection): Promise<Arrays> {
  const name = statementName(text);
  const query = { ...(name === undefined ? {} : { name }), text, values: params, rowMode: 'array' as const };
  const { rows } = await client.query<[Arrays]>(query);
  return rows[0]?.[0] ?? null;
}
