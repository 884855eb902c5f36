import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
});
afterAll(() => test.dispose());

const COUNT = { n: 'COUNT(*)' };
const PEOPLE = sql`FROM person p`;

it('sees one state whatever is written, and holds nobody up', async () => {
  const { database } = test;
  await write(database, { people: ['ada'] });
  const snapshot = await database.snapshot();
  await write(database, { people: ['bob'] });
  expect(await snapshot.rows(COUNT, PEOPLE)).toEqual([{ n: 1 }]);
  expect(await snapshot.rowsPerKey([1, 2], COUNT, PEOPLE)).toEqual([[{ n: 1 }], [{ n: 1 }]]);
  expect(await database.rows(COUNT, PEOPLE)).toEqual([{ n: 2 }]);
  await snapshot.close();
  const later = await database.snapshot();
  expect(await later.rows(COUNT, PEOPLE)).toEqual([{ n: 2 }]);
  await later.close();
});

it('cannot write', async () => {
  const snapshot = await test.database.snapshot();
  const deleting = snapshot.rows({ n: '1' }, sql`FROM person p; DELETE FROM person`);
  await expect(deleting).rejects.toThrow();
  await snapshot.close();
  expect(await test.database.rows(COUNT, PEOPLE)).toEqual([{ n: 2 }]);
});

it('cuts the read that runs when it is closed, and refuses those after it', async () => {
  const snapshot = await test.database.snapshot();
  const reads = [snapshot.rows(COUNT, PEOPLE)];
  const closing = snapshot.close();
  reads.push(snapshot.rows(COUNT, PEOPLE));
  for (const read of await Promise.allSettled(reads))
    expect(read).toMatchObject({
      status: 'rejected',
      reason: { message: expect.stringContaining('was closed before') },
    });
  await closing;
  expect(await test.database.rows(COUNT, PEOPLE)).toEqual([{ n: 2 }]);
});
