import { CutCounts, cutting } from '../cutting.js';
import type { Columns, ReadLoad, Snapshot } from '../database.js';
import type { Listeners, Readers } from '../engine.js';
import { rowsOf, type Selection, select, selectPerKey } from '../result.js';
import type { Key, Sql } from '../sql.js';
import type { SqliteConnection } from './connection.js';
import { translate } from './failures.js';
import { openReader } from './open-reader.js';
import { SqliteSnapshot } from './snapshot.js';

/** Moves with every commit of another connection, but counts for itself on each: one connection has to be asked always. */
const MARK = 'PRAGMA data_version';

/** More connections than this only wait for each other: the driver has four threads, and the writer needs one. */
const CONNECTIONS = 2;

interface Reader {
  readonly connection: SqliteConnection;
  /** When its running read began; 0 when idle. */
  since: number;
}

/** Read-only connections apart from the writer's, so that nobody sees a half-written transaction. One read at a time on each. */
export class SqliteReaders implements Readers {
  readonly #path: string;
  readonly #limit: number;
  readonly #readers: readonly Reader[];
  readonly #idle: Reader[];
  /** For the mark alone, so that it need not wait for the reads. */
  readonly #marker: SqliteConnection;
  #marking: Promise<unknown> = Promise.resolve();
  readonly #waiting: ((reader: Reader) => void)[] = [];
  readonly #cut = new CutCounts();
  readonly #listeners: Listeners;
  readonly #watch: NodeJS.Timeout;

  private constructor(
    { path, listeners, limit }: { readonly path: string; readonly listeners: Listeners; readonly limit: number },
    marker: SqliteConnection,
    connections: readonly SqliteConnection[],
  ) {
    this.#path = path;
    this.#limit = limit;
    this.#marker = marker;
    this.#readers = connections.map((connection) => ({ connection, since: 0 }));
    this.#idle = [...this.#readers];
    this.#listeners = listeners;
    this.#watch = setInterval(() => this.#cutLongReads(limit), Math.min(limit / 2, 1000)).unref();
  }

  static async open(path: string, listeners: Listeners, limit: number): Promise<SqliteReaders> {
    const marker = await openReader(path);
    const connections = await Promise.all(Array.from({ length: CONNECTIONS }, () => openReader(path)));
    return new SqliteReaders({ path, listeners, limit }, marker, connections);
  }

  async rows<Row>(columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[]> {
    const selection = select(columns, body, 'sqlite');
    return rowsOf<Row>((await this.#answer(selection, signal)) as unknown[][], selection.shape);
  }

  async rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[][]> {
    const selection = selectPerKey(keys, columns, body, 'sqlite');
    const answer = (await this.#answer(selection, signal)) as unknown[][][];
    return answer.map((arrays) => rowsOf<Row>(arrays, selection.shape));
  }

  stateMark(): Promise<string> {
    const mark = this.#mark();
    this.#marking = mark.catch(() => undefined);
    return mark;
  }

  load(): ReadLoad {
    const most = this.#readers.length;
    return { running: most - this.#idle.length, waiting: this.#waiting.length, most, cut: { ...this.#cut } };
  }

  snapshot(): Promise<Snapshot> {
    return SqliteSnapshot.open(this.#path, this.#listeners, this.#limit);
  }

  async #mark(): Promise<string> {
    try {
      for (const listener of this.#listeners) listener(MARK);
      const [row] = await this.#marker.all<{ data_version: number }>(MARK);
      return String(row?.data_version);
    } catch (error) {
      throw translate(error);
    }
  }

  async #answer({ text, params }: Selection, signal?: AbortSignal): Promise<unknown[]> {
    signal?.throwIfAborted();
    const reader = this.#idle.pop() ?? (await this.#nextIdle(signal));
    reader.since = performance.now();
    const ended = cutting(signal, () => reader.connection.interrupt());
    try {
      signal?.throwIfAborted();
      for (const listener of this.#listeners) listener(text);
      const [answer] = await reader.connection.all<{ rows: string }>(text, params);
      return JSON.parse(answer?.rows ?? '[]') as unknown[];
    } catch (error) {
      throw this.#cut.note(translate(error), signal);
    } finally {
      ended();
      this.#release(reader);
    }
  }

  /** Reads that still wait are answered first. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    await Promise.all(
      this.#readers.map(async () => {
        const reader = this.#idle.pop() ?? (await this.#nextIdle());
        await reader.connection.close();
      }),
    );
    await this.#marking;
    await this.#marker.close();
  }

  #nextIdle(signal?: AbortSignal): Promise<Reader> {
    return new Promise((resolve, reject) => {
      const come = (reader: Reader) => {
        signal?.removeEventListener('abort', leave);
        resolve(reader);
      };
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(come), 1);
        reject(this.#cut.note(null, signal));
      };
      signal?.addEventListener('abort', leave, { once: true });
      this.#waiting.push(come);
    });
  }

  #release(reader: Reader): void {
    reader.since = 0;
    const next = this.#waiting.shift();
    if (next) next(reader);
    else this.#idle.push(reader);
  }

  #cutLongReads(limit: number): void {
    const now = performance.now();
    for (const { connection, since } of this.#readers) if (since !== 0 && now - since > limit) connection.interrupt();
  }
}
