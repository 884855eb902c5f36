import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase } from '../support/database.js';

// Each row is compared with each other one: minutes.
const numbers = sql`(WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n)`;
const endless = sql`FROM ${numbers} a JOIN ${numbers} b ON a.i % 97 = b.i % 89`;

it('cuts a read that runs too long, and answers the others meanwhile and afterwards', async () => {
  const { database, dispose } = await openTestDatabase({ readLimit: 400 });
  const started = performance.now();
  const long = database.rows({ n: 'count(*)' }, endless);
  let others = 0;
  const short = (async () => {
    while (performance.now() - started < 300) {
      await database.ping();
      others += 1;
    }
  })();
  await expect(long).rejects.toMatchObject({
    extensions: { code: 'WORK_LIMIT' },
    message: 'The question took too long for the database; ask for less at once.',
  });
  expect(performance.now() - started).toBeLessThan(3000);
  await short;
  expect(others).toBeGreaterThan(5);
  expect(await Promise.all([1, 2, 3].map(() => database.dataVersion()))).toEqual([0, 0, 0]);
  await dispose();
});
