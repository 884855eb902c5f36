import { afterAll, afterEach, beforeAll } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase, type TestDatabase } from './database.js';

/** One database for the tests of a file, emptied after each of them: making one costs Postgres more than most tests do. */
export function emptiedDatabase(): { readonly database: Database; readonly url: string } {
  let test: TestDatabase | undefined;
  beforeAll(async () => {
    test = await openTestDatabase();
  });
  afterEach(() => test && forgetAll(test.database));
  afterAll(() => test?.dispose());
  const there = () => {
    if (!test) throw new Error('The database is there from the first test on.');
    return test;
  };
  return {
    get database() {
      return there().database;
    },
    get url() {
      return there().url;
    },
  };
}

/** What refers to records of others comes first; the rest goes with its record. */
const TABLES = [
  'claim',
  'participation',
  'agreement_party',
  'commodity_term',
  'tenure',
  'delegation',
  'meeting',
  'agreement',
  'source',
  'place',
  'commodity',
  'organization',
  'registry',
  'proposal',
  // The history is for good, but not beyond a test.
  'change',
  'was',
  'answered',
  'token',
];

/** Removes every record with all that belongs to it. TRUNCATE would be shorter, and takes Postgres ten times as long. */
export const forgetAll = (database: Database): Promise<void> =>
  database.write(async (tx) => {
    for (const table of TABLES) await tx.run(sql`DELETE FROM ${sql.raw(table)}`);
  });
