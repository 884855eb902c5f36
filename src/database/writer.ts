import type { EntityManager } from 'typeorm';
import type { Reads } from './database.js';
import type { Dialect, Sql } from './sql.js';

/** The one connection of a process that writes. It knows one engine; the lane in front of it knows none. */
export interface Writer {
  readonly dialect: Dialect;
  /**
   * Opens a transaction whose first statement moves the data version: this takes the write lock before anything is read.
   * @throws Error for which `isBusy` is true when another process holds the lock; then nothing has been opened.
   */
  begin(): Promise<OpenTransaction>;
  isBusy(error: unknown): boolean;
  /** What the caller should see of an engine's error: UnavailableError where trying again later is right. */
  translate(error: unknown): unknown;
  close(): Promise<void>;
}

export interface OpenTransaction extends Reads {
  readonly manager: EntityManager;
  /** The first id that is free. */
  readonly nextId: number;
  run(statement: Sql): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}
