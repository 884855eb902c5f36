import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SqliteConnection } from './connection.js';

/** Rows of one statement: SQLite takes 32,766 parameters. */
const BATCH = 200;

/** Values by keys, on disk: as many as there is room for, whatever the memory. Goes away when it is closed. */
export class KeyStore {
  readonly #folder: string;
  readonly #connection: SqliteConnection;
  #waiting: string[] = [];

  private constructor(folder: string, connection: SqliteConnection) {
    this.#folder = folder;
    this.#connection = connection;
  }

  static async make(): Promise<KeyStore> {
    const folder = await mkdtemp(path.join(tmpdir(), 'accord-join-'));
    // An empty file is an empty database.
    await writeFile(path.join(folder, 'keys.db'), '');
    const connection = await SqliteConnection.open(path.join(folder, 'keys.db'), 'write');
    await connection.execute('PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF');
    await connection.execute('CREATE TABLE entry (key TEXT NOT NULL, value TEXT NOT NULL)');
    return new KeyStore(folder, connection);
  }

  async add(key: string, value: unknown): Promise<void> {
    this.#waiting.push(key, JSON.stringify(value));
    if (this.#waiting.length >= 2 * BATCH) await this.#flush();
  }

  /** To be called once, after the last `add`. */
  async ready(): Promise<void> {
    await this.#flush();
    await this.#connection.execute('CREATE INDEX entry_key ON entry (key)');
  }

  /** What was added with a key, in that order. */
  async get(key: string): Promise<unknown[]> {
    const rows = await this.#connection.all<{ value: string }>('SELECT value FROM entry WHERE key = ? ORDER BY rowid', [
      key,
    ]);
    return rows.map(({ value }) => JSON.parse(value) as unknown);
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  async #flush(): Promise<void> {
    const params = this.#waiting;
    if (params.length === 0) return;
    this.#waiting = [];
    await this.#connection.all(
      `INSERT INTO entry VALUES ${Array(params.length / 2)
        .fill('(?, ?)')
        .join(', ')}`,
      params,
    );
  }
}
