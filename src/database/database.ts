import type { EntityManager } from 'typeorm';
import type { Dialect, Key, Sql, SqlValue } from './sql.js';

/** A column that can hold a fraction; only these come back with all 17 digits. */
export interface RealColumn {
  readonly real: string;
}

/** Declares that a column can hold a fraction (a REAL column, an average, a division). `expression` is trusted text. */
export const real = (expression: string): RealColumn => ({ real: expression });

/** Result key -> SQL expression (trusted text, no parameters). */
export type Columns = Readonly<Record<string, string | RealColumn>>;

export interface Reads {
  /**
   * Rows of `SELECT <columns> <body>`, in the order of the body's ORDER BY; values are numbers, strings and null.
   * The engine hands all rows over as one JSON text, which is cheaper than row objects.
   * @throws Error when a column not declared with `real` gives a fraction; UnavailableError when the database is not there now.
   */
  rows<Row>(columns: Columns, body: Sql): Promise<Row[]>;
}

export interface KeyedReads extends Reads {
  /** The reads that these stand in front of, for what is remembered of the database beyond one request. */
  readonly of?: KeyedReads;
  /** `rows` once for each key, in one statement and in the order of the keys; the body speaks of its key as `parent.value` (of a pair, also `parent.other`). */
  rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql): Promise<Row[][]>;
}

/**
 * Reads that can be ended. Where the signal is aborted nothing is begun any more, a read that waits for a connection leaves the
 * queue, and one that runs is cut; all of them fail with the reason of the signal.
 */
export interface EndableReads extends KeyedReads {
  rows<Row>(columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[]>;
  rowsPerKey<Row>(keys: readonly Key[], columns: Columns, body: Sql, signal?: AbortSignal): Promise<Row[][]>;
}

/** Reads of one and the same state, on a connection of their own that others need not wait for. */
export interface Snapshot extends KeyedReads {
  /** Gives the connection back, and cuts a read that still runs on it; must be called. */
  close(): Promise<void>;
}

/** One open write transaction. It sees its own writes, and refuses every call once the transaction is over. */
export interface Transaction extends Reads {
  readonly manager: EntityManager;
  run(statement: Sql): Promise<void>;
  /** Bulk insert in few statements; every row has all of `columns`. */
  insert(table: string, columns: readonly string[], rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<void>;
  /** New values of `columns` for many rows in few statements; every row has all of them, and its `id`. */
  update(table: string, columns: readonly string[], rows: readonly Readonly<Record<string, SqlValue>>[]): Promise<void>;
  /** Reserves n consecutive ids from the one counter of the database and returns the first. */
  reserveIds(n: number): Promise<number>;
  /**
   * Runs `work` and takes back all that it has written; gives what it found out. Ids that were reserved in it stay so: nothing
   * else will ever have them.
   */
  trial<T>(work: () => Promise<T>): Promise<T>;
}

/** How busy the connections to a database are now. */
export interface ReadLoad {
  /** Reads that run. */
  readonly running: number;
  /** Reads that wait for a connection. */
  readonly waiting: number;
  /** Reads that can run at once. */
  readonly most: number;
  readonly cut: CutReads;
}

/** Reads that were ended before they had an answer, since the database was opened. */
export interface CutReads {
  /** They, or the operations that they belonged to, took too long. */
  readonly late: number;
  /** Nobody waited for them any more. */
  readonly left: number;
}

/** What the write lane of this process does now, and has done since it was opened. */
export interface WriteLoad {
  /** Transactions that wait for their turn or for the lock of another process. */
  readonly waiting: number;
  /** Transactions that have ended well. */
  readonly done: number;
  /** Transactions of which nothing stayed. */
  readonly failed: number;
  /** How long all transactions together have waited until they began, in seconds. */
  readonly waitedSeconds: number;
  /** How long all of them together have held the lane, in seconds. */
  readonly heldSeconds: number;
}

export interface DatabaseLoad {
  readonly reads: ReadLoad;
  readonly writes: WriteLoad;
}

export interface Database extends EndableReads {
  readonly dialect: Dialect;
  /**
   * Runs `work` in the one write lane, all or nothing: transactions of this process run one after the other, those of other
   * processes are waited for (about 6 s). Every transaction moves the data version. A `write` inside `work` joins the open
   * transaction. A statement or a joined write that fails takes the whole transaction with it, even when `work` catches the error.
   * @throws UnavailableError when the database is locked, read-only, full or not there.
   */
  write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Grows with every committed write of any process. */
  dataVersion(): Promise<number>;
  /**
   * Names the state that the data is in now: where two marks of this object are equal, nothing has been committed between
   * them by any process. It waits for no other read, and means nothing to another object or later process.
   * @throws UnavailableError when the database does not answer.
   */
  stateMark(): Promise<string>;
  /**
   * Opens a view of the state that the data is in now, whatever is written while it is read. For long reads: it costs a
   * connection of its own, and a database cannot tidy up what was written since.
   */
  snapshot(): Promise<Snapshot>;
  /** Tells the text of every statement that the read side runs. Returns the un-subscriber. */
  observe(listener: (text: string) => void): () => void;
  /** How busy it is; asks the database nothing. */
  load(): DatabaseLoad;
  /** @throws UnavailableError when the database does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
