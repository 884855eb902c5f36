import { expect, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { accordServing } from '../support/accord.js';
import { startChild } from '../support/child.js';
import { openTestDatabase } from '../support/database.js';

const namesVersion = (database: Database) =>
  database.rows<{ version: number }>({ version: 'names_version' }, sql`FROM data_state WHERE id = 1`);

test('a start waits for a program that writes for longer than a request would wait', async () => {
  const { database, url, dispose } = await openTestDatabase({ seeded: true });
  const [state] = await namesVersion(database);
  // made by the seeds alone: the first start looks at all names, and writes that it has
  expect(state?.version).toBe(0);
  const holder = await startChild('hold-lock', url, '8000');
  await holder.said('locked');
  const serving = await accordServing(['serve'], { DATABASE_URL: url });
  await holder.ended;
  expect(await namesVersion(database)).not.toEqual([state]);
  serving.child.kill('SIGTERM');
  expect((await serving.ended).code).toBe(0);
  await dispose();
});
