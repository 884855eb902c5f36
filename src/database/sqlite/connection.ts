import sqlite3 from 'sqlite3';
import { RecentlyUsed } from '../recently-used.js';

/** Prepared statements kept by one connection; each costs some kilobytes. */
const STATEMENTS = 500;

const MODES = {
  read: sqlite3.OPEN_READONLY | sqlite3.OPEN_FULLMUTEX,
  write: sqlite3.OPEN_READWRITE | sqlite3.OPEN_FULLMUTEX,
  make: sqlite3.OPEN_READWRITE | sqlite3.OPEN_CREATE | sqlite3.OPEN_FULLMUTEX,
};

/**
 * One SQLite connection with its prepared statements. The only file, with the ORM's own connection, that knows the driver:
 * another driver has to offer these methods and nothing else.
 */
export class SqliteConnection {
  readonly #database: sqlite3.Database;
  readonly #statements = new RecentlyUsed<sqlite3.Statement>(STATEMENTS, (statement) => statement.finalize());
  /** One and the same text is prepared once: a statement that the cache forgets would never be given back. */
  readonly #preparing = new Map<string, Promise<sqlite3.Statement>>();

  /** Takes over the statements of a connection that somebody else has opened and will close. */
  constructor(database: sqlite3.Database) {
    this.#database = database;
  }

  /** Opens a file that exists, unless it is to be made. */
  static open(path: string, mode: keyof typeof MODES): Promise<SqliteConnection> {
    return new Promise((resolve, reject) => {
      const database = new sqlite3.Database(path, MODES[mode], (error) =>
        error ? reject(error) : resolve(new SqliteConnection(database)),
      );
    });
  }

  /** All rows of a prepared statement. */
  async all<Row>(text: string, params: readonly unknown[] = []): Promise<Row[]> {
    const statement = this.#statements.get(text) ?? (await this.#prepare(text));
    return new Promise((resolve, reject) => {
      // Not `get`: it leaves the statement open, and the connection then reads an old snapshot for ever.
      statement.all<Row>(params, (error, rows) => (error ? reject(error) : resolve(rows)));
    });
  }

  /** One statement without parameters or result, not kept. */
  execute(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#database.exec(text, (error) => (error ? reject(error) : resolve()));
    });
  }

  /** Makes the statement that runs now fail with SQLITE_INTERRUPT. */
  interrupt(): void {
    this.#database.interrupt();
  }

  /** Gives the prepared statements back; a connection with open ones cannot be closed. */
  async release(): Promise<void> {
    await Promise.all(
      this.#statements.clear().map((statement) => new Promise<void>((resolve) => statement.finalize(() => resolve()))),
    );
  }

  async close(): Promise<void> {
    await this.release();
    await new Promise<void>((resolve, reject) => {
      this.#database.close((error) => (error ? reject(error) : resolve()));
    });
  }

  #prepare(text: string): Promise<sqlite3.Statement> {
    const known = this.#preparing.get(text);
    if (known) return known;
    const preparing = new Promise<sqlite3.Statement>((resolve, reject) => {
      const statement: sqlite3.Statement = this.#database.prepare(text, (error: Error | null) => {
        this.#preparing.delete(text);
        if (error) return reject(error);
        this.#statements.set(text, statement);
        resolve(statement);
      });
    });
    this.#preparing.set(text, preparing);
    return preparing;
  }
}
