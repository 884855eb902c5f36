import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';

/** A table of these tests' own, so that they say nothing about the domain. */
export const createEntries = (database: Database) =>
  database.write((tx) =>
    tx.run(sql`CREATE TABLE entry (id integer PRIMARY KEY, writer varchar NOT NULL, seen integer NOT NULL)`),
  );
