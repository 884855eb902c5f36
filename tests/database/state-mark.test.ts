import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../src/database/migrate.js';
import { sql } from '../../src/database/sql.js';
import { startChild } from '../support/child.js';
import { dialect, openTestDatabase, type TestDatabase } from '../support/database.js';
import { createEntries } from './entries.js';

let test: TestDatabase;

beforeEach(async () => {
  test = await openTestDatabase();
  await createEntries(test.database);
});
afterEach(() => test.dispose());

const mark = () => test.database.stateMark();

it('stays while nothing is written, and when a write is taken back', async () => {
  const before = await mark();
  await test.database.rows({ n: 'count(*)' }, sql`FROM entry`);
  expect(await mark()).toBe(before);
  const failed = test.database.write(async (tx) => {
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (1, 'w', 0)`);
    throw new Error('no');
  });
  await expect(failed).rejects.toThrow('no');
  expect(await mark()).toBe(before);
});

it('is another one after every write of this process', async () => {
  const marks = [await mark()];
  for (let i = 0; i < 20; i++) {
    await test.database.write(async () => undefined);
    marks.push(await mark());
  }
  expect(new Set(marks).size).toBe(21);
});

it('is another one after the write of another process, and not before it is committed', async () => {
  const before = await mark();
  const writer = await startChild('hold-lock', test.url, '300');
  await writer.said('locked');
  expect(await mark()).toBe(before);
  await writer.ended;
  expect(await mark()).not.toBe(before);
});

it('is another one after a migration, which moves no version', async () => {
  const before = await mark();
  await migrateDown(test.url);
  await migrateUp(test.url);
  expect(await mark()).not.toBe(before);
});

it('does not wait for long reads', async () => {
  const counting = sql`FROM (WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000000) SELECT i FROM n) n`;
  let ended = 0;
  // As many as there are sessions: one more would be refused where these take long.
  const reads = Array.from({ length: dialect === 'sqlite' ? 4 : 8 }, () =>
    test.database.rows({ n: 'count(*)' }, counting).then(() => {
      ended += 1;
    }),
  );
  await mark();
  expect(ended).toBe(0);
  await Promise.all(reads);
});
