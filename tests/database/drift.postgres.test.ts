import { expect, it } from 'vitest';
import { driftOf } from '../../src/database/drift.js';
import { sql } from '../../src/database/sql.js';
import { entities } from '../../src/domain/index.js';
import { openTestDatabase } from '../support/database.js';

it('sees a text that is not ordered byte by byte', async () => {
  const { database, url, dispose } = await openTestDatabase();
  await database.write((tx) => tx.run(sql`ALTER TABLE record_text ALTER COLUMN words TYPE text COLLATE "default"`));
  expect((await driftOf(url, entities)).up).toEqual([expect.stringContaining('COLLATE "C"')]);
  await dispose();
});
