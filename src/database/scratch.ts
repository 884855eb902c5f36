import { rm } from 'node:fs/promises';
import { SqliteConnection } from './sqlite/connection.js';

/** Of no worth once its process has ended: nothing waits for the disk. 64 MB of pages stay in memory. */
const SETTINGS = `PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA temp_store = FILE; PRAGMA cache_size = -64000;`;

/** A file to sort and group on the disk what is too much for memory. It goes away when it is closed. */
export class Scratch {
  readonly #path: string;
  readonly #connection: SqliteConnection;

  private constructor(path: string, connection: SqliteConnection) {
    this.#path = path;
    this.#connection = connection;
  }

  /** `tables` makes its tables. */
  static async open(path: string, tables: string): Promise<Scratch> {
    const connection = await SqliteConnection.open(path, 'make');
    await connection.execute(SETTINGS + tables);
    return new Scratch(path, connection);
  }

  all<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    return this.#connection.all<Row>(text, params);
  }

  execute(text: string): Promise<void> {
    return this.#connection.execute(text);
  }

  async close(): Promise<void> {
    await this.#connection.close();
    await rm(this.#path, { force: true });
  }
}
