import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { driftOf } from '../../src/database/drift.js';
import { type Sql, sql } from '../../src/database/sql.js';
import { entities } from '../../src/domain/index.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;

beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const drift = async () => (await driftOf(test.url, entities)).up;
const change = (statement: Sql) => test.database.write((tx) => tx.run(statement));

it('finds no difference between the entities and a migrated database', async () => {
  expect(await drift()).toEqual([]);
});

describe('sees, so that the test above means something,', () => {
  it('a table that is missing', async () => {
    await change(sql`DROP TABLE record_text`);
    expect(await drift()).toContainEqual(expect.stringContaining('CREATE TABLE "record_text"'));
  });

  it('a column that nobody declares', async () => {
    await change(sql`ALTER TABLE record_text ADD COLUMN forgotten integer`);
    expect((await drift()).join()).not.toBe('');
  });

  it('an index that nobody declares', async () => {
    await change(sql`CREATE INDEX forgotten ON record_text (words)`);
    expect(await drift()).toEqual([expect.stringContaining('DROP INDEX')]);
  });
});
