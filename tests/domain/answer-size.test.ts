import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

/** Agreements of their meetings' agreements' meetings and so on: each step multiplies what the answer holds. */
const nested = (times: number) =>
  `{ agreements { nodes { slug ${'meetings { nodes { agreements { nodes { slug '.repeat(times)}${'} } } } '.repeat(times)} } } }`;

it('an answer that would grow without measure is given up, and says so', async () => {
  const started = performance.now();
  const { message, extensions } = await errorOf(test.database, nested(12));
  expect(message).toMatch(/more than 50000 objects/);
  expect(extensions).toMatchObject({ code: 'WORK_LIMIT' });
  expect(performance.now() - started).toBeLessThan(15_000);
});

it('an answer that is merely deep is given', async () => {
  expect((await dataOf(test.database, nested(2))).agreements.nodes.length).toBeGreaterThan(0);
});
