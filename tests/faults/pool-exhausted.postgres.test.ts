import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase } from '../support/database.js';

const sleeping = (seconds: number) => sql`FROM (SELECT pg_sleep(${seconds})) s`;

it('says after two seconds that all sessions are in use, instead of waiting for them, and goes on afterwards', async () => {
  const { database, dispose } = await openTestDatabase({ readLimit: 60_000 });
  const long = Array.from({ length: 8 }, () => database.rows({ n: 'count(*)' }, sleeping(8)));
  let areDone = false;
  const done = Promise.all(long).then(() => {
    areDone = true;
  });
  await expect(database.rows({ n: 'count(*)' }, sleeping(0))).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE' },
    message: 'The database is busy with other questions; try again later.',
  });
  expect(areDone).toBe(false);
  // neither the state of the data nor writing waits for reads
  await Promise.all([database.stateMark(), database.write(async () => undefined)]);
  await done;
  expect(await Promise.all(Array.from({ length: 16 }, () => database.dataVersion()))).toEqual(Array(16).fill(1));
  await dispose();
});
