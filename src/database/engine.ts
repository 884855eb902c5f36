import type { DataSource, EntityTarget, MigrationInterface, ObjectLiteral, QueryRunner } from 'typeorm';
import type { EndableReads, ReadLoad, Snapshot } from './database.js';
import type { Dialect } from './sql.js';
import { parseDatabaseUrl } from './url.js';
import type { Writer } from './writer.js';

export type Entities = readonly EntityTarget<ObjectLiteral>[];
export type Migrations = readonly (new () => MigrationInterface)[];
export type Listeners = ReadonlySet<(text: string) => void>;

/** The table in which the ORM notes the migrations that a database has; its presence makes a database ours. */
export const MIGRATIONS_TABLE = 'accord_migration';

/** Whoever closes a snapshot may have left a read on its way. */
export const SNAPSHOT_CLOSED = 'This view of the database was closed before all was read.';

/** The read side of an engine. */
export interface Readers extends EndableReads {
  /** See `Database.stateMark`. */
  stateMark(): Promise<string>;
  load(): ReadLoad;
  /** See `Database.snapshot`. */
  snapshot(): Promise<Snapshot>;
  close(): Promise<void>;
}

/** One database of one engine, before and while it is opened. Every refusal is a StartupError with one clear line. */
export interface Engine {
  readonly dialect: Dialect;
  /** The database as messages name it, without a password. */
  readonly shown: string;
  readonly migrations: Migrations;
  /**
   * The names of the migrations that the database has, null when it holds nothing yet. Changes nothing.
   * @throws StartupError when there is no way to it, or it is not ours.
   */
  inspect(): Promise<readonly string[] | null>;
  /** An initialised DataSource on which writing and migrating are safe. */
  connect(entities: Entities): Promise<DataSource>;
  /** Runs `work` in one transaction, under a lock that only one process can have. */
  locked<T>(source: DataSource, work: (runner: QueryRunner) => Promise<T>): Promise<T>;
  writer(source: DataSource): Writer;
  /** `limit`: how long one read may run, in milliseconds. */
  readers(listeners: Listeners, limit: number): Promise<Readers>;
}

/** @throws StartupError for a URL of no known kind. */
export async function engineFor(url: string): Promise<Engine> {
  const parsed = parseDatabaseUrl(url);
  // Only the driver that is needed is loaded.
  if (parsed.dialect === 'sqlite') return new (await import('./sqlite/engine.js')).SqliteEngine(parsed.path);
  return new (await import('./postgres/engine.js')).PostgresEngine(parsed.url, parsed.shown);
}
