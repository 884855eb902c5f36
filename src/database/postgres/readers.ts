import type pg from 'pg';
import { CutCounts } from '../cutting.js';
import type { Columns, ReadLoad, Snapshot } from '../database.js';
import { type Listeners, MIGRATIONS_TABLE, type Readers } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import { type Arrays, askArrays } from './ask.js';
import { asked, poolOf } from './pool.js';
import { PostgresSnapshot } from './snapshot.js';

const CONNECTIONS = 8;

// A commit moves the version; a restored table is a row of another transaction; a server that takes over for another may
// lack its last commits, and count them again; migrations move no version.
const MARK = `SELECT concat_ws(':', version, xmin, (SELECT max(id) FROM ${MIGRATIONS_TABLE}), pg_postmaster_start_time())
  FROM data_state WHERE id = 1`;

/** Reads in sessions that cannot write. */
export class PostgresReaders implements Readers {
  readonly #pool: pg.Pool;
  /** For the mark alone, so that it need not wait for the reads. */
  readonly #marker: pg.Pool;
  readonly #cut = new CutCounts();
  readonly #listeners: Listeners;
  readonly #url: string;
  readonly #limit: number;

  constructor(url: string, listeners: Listeners, limit: number) {
    this.#listeners = listeners;
    this.#url = url;
    this.#limit = limit;
    this.#pool = poolOf(url, CONNECTIONS, limit);
    this.#marker = poolOf(url, 1, limit);
  }

  async rows<Row>(columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[]> {
    const selection = select(columns, body, 'postgres');
    return rowsOf<Row>(await this.#answer(selection, signal), selection.shape);
  }

  async rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[][]> {
    const selection = selectPerKey(keys, columns, body, 'postgres');
    const answer = (await this.#answer(selection, signal)) as unknown as readonly Arrays[] | null;
    return (answer ?? []).map((arrays) => rowsOf<Row>(arrays, selection.shape));
  }

  async stateMark(): Promise<string> {
    for (const listener of this.#listeners) listener(MARK);
    const mark = await asked(this.#marker, async (client) => {
      const { rows } = await client.query<[string]>({ name: 'state_mark', text: MARK, rowMode: 'array' });
      return rows[0]?.[0];
    });
    if (mark === undefined) throw new Error('The table data_state has lost its row.');
    return mark;
  }

  load(): ReadLoad {
    const { totalCount, idleCount, waitingCount } = this.#pool;
    return { running: totalCount - idleCount, waiting: waitingCount, most: CONNECTIONS, cut: { ...this.#cut } };
  }

  snapshot(): Promise<Snapshot> {
    return PostgresSnapshot.open(this.#url, this.#listeners, this.#limit);
  }

  async close(): Promise<void> {
    await Promise.all([this.#pool.end(), this.#marker.end()]);
  }

  async #answer(selection: Selection, signal?: AbortSignal): Promise<Arrays> {
    signal?.throwIfAborted();
    const ask = (client: pg.ClientBase) => {
      for (const listener of this.#listeners) listener(selection.text);
      return askArrays(client, selection);
    };
    try {
      return await asked(this.#pool, ask, signal);
    } catch (error) {
      throw this.#cut.note(error, signal);
    }
  }
}
