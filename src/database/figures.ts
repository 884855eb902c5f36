import type { Reads } from './database.js';
import { MIGRATIONS_TABLE } from './engine.js';
import { sql } from './sql.js';

/** What a database says about itself. */
export interface Figures {
  /** What its tables and indexes take, in bytes; on SQLite the file without its log. */
  readonly bytes: number;
  /** See `Database.dataVersion`. */
  readonly version: number;
  /** The newest migration that it has: the version of its tables. */
  readonly migration: string;
}

const COLUMNS = { bytes: 'size.bytes', version: 'state.version', migration: 'newest.name' };

const BODY = sql`FROM data_state state
  CROSS JOIN (${sql.choose(
    sql`SELECT p.page_count * s.page_size AS bytes FROM pragma_page_count p, pragma_page_size s`,
    sql`SELECT pg_database_size(current_database()) AS bytes`,
  )}) size
  CROSS JOIN (SELECT name FROM ${sql.raw(MIGRATIONS_TABLE)} ORDER BY id DESC LIMIT 1) newest
  WHERE state.id = 1`;

/** @throws UnavailableError when the database does not answer. */
export async function figuresOf(reads: Reads): Promise<Figures> {
  const [figures] = await reads.rows<Figures>(COLUMNS, BODY);
  if (!figures) throw new Error('The table data_state has lost its row.');
  return figures;
}
