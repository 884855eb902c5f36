import type { DataSource } from 'typeorm';
import { StartupError } from '../errors.js';
import type { Columns, Database, DatabaseLoad, Snapshot, Transaction } from './database.js';
import { type Engine, type Entities, engineFor, type Readers } from './engine.js';
import { WriteLane } from './lane.js';
import { requireKnown, runPending, statusOf } from './migrate.js';
import { type Dialect, type Key, type Sql, sql } from './sql.js';
import type { Writer } from './writer.js';

export interface OpenOptions {
  /** `sqlite:./accord.db`, `sqlite:/any/path.db` or `postgres://…`. */
  readonly url: string;
  /** Brings the database up to date; without it, one that is behind is refused. */
  readonly migrate: boolean;
  /** The classes that `Transaction.manager` can save. */
  readonly entities?: Entities;
  /** How long one read may run before it is cut, in milliseconds; 15 seconds when left out. */
  readonly readLimit?: number;
  readonly log?: (message: string) => void;
}

/** @throws StartupError with one clear line when the database cannot be used as it is. */
export async function openDatabase(options: OpenOptions): Promise<Database> {
  const engine = await engineFor(options.url);
  const status = await statusOf(engine);
  requireKnown(status);
  if (!options.migrate && status.pending.length > 0) {
    const state = status.applied.length === 0 ? 'holds nothing yet' : `lacks ${status.pending.length} migration(s)`;
    throw new StartupError(`The database ${engine.shown} ${state}: run \`npx accord migrate\`.`);
  }
  const source = await engine.connect(options.entities ?? []);
  try {
    if (status.pending.length > 0) {
      const done = await runPending(engine, source);
      if (done.length > 0) options.log?.(`Migrated ${engine.shown}: ${done.join(', ')}`);
    }
    return await OpenedDatabase.over(engine, source, options.readLimit ?? 15_000);
  } catch (error) {
    await source.destroy();
    throw error;
  }
}

class OpenedDatabase implements Database {
  readonly dialect: Dialect;
  readonly #writer: Writer;
  readonly #lane: WriteLane;
  readonly #readers: Readers;
  readonly #listeners: Set<(text: string) => void>;

  private constructor(writer: Writer, readers: Readers, listeners: Set<(text: string) => void>) {
    this.dialect = writer.dialect;
    this.#writer = writer;
    this.#lane = new WriteLane(writer);
    this.#readers = readers;
    this.#listeners = listeners;
  }

  static async over(engine: Engine, source: DataSource, readLimit: number): Promise<OpenedDatabase> {
    const listeners = new Set<(text: string) => void>();
    return new OpenedDatabase(engine.writer(source), await engine.readers(listeners, readLimit), listeners);
  }

  rows<Row>(columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[]> {
    return this.#readers.rows<Row>(columns, body, signal);
  }

  rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[][]> {
    return this.#readers.rowsPerKey<Row>(keys, columns, body, signal);
  }

  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.#lane.write(work);
  }

  async dataVersion(): Promise<number> {
    const [state] = await this.rows<{ version: number }>(STATE, OF_STATE);
    return state?.version ?? 0;
  }

  stateMark(): Promise<string> {
    return this.#readers.stateMark();
  }

  snapshot(): Promise<Snapshot> {
    return this.#readers.snapshot();
  }

  observe(listener: (text: string) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  load(): DatabaseLoad {
    return { reads: this.#readers.load(), writes: this.#lane.load() };
  }

  async ping(): Promise<void> {
    await this.dataVersion();
  }

  async close(): Promise<void> {
    await this.#lane.idle();
    await this.#readers.close();
    await this.#writer.close();
  }
}

const STATE = { version: 'version' };
const OF_STATE = sql`FROM data_state WHERE id = 1`;
