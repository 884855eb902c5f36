import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

/** Text that no database can make shorter for its index. */
const noise = (length: number, seed: number) => {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return String.fromCodePoint(0x4e00 + (state % 20_000));
  }).join('');
};

const find = async (ref: string) =>
  (await dataOf(test.database, 'query ($ref: Ref!) { agreement(ref: $ref) { slug } }', { variables: { ref } }))
    .agreement;

it.each([500, 1500, 10_000])('keeps, lists and shows a name of %i characters', async (length) => {
  const [a, b] = [noise(length, 7), noise(length, 11)];
  await write(test.database, {
    agreements: [
      { slug: 'a', names: [{ text: a, lang: 'en' }] },
      { slug: 'b', names: [{ text: b, lang: 'en' }] },
    ],
  });
  const { agreements } = await dataOf(test.database, '{ agreements(orderBy: { field: LABEL }) { nodes { label } } }');
  expect(agreements.nodes.map(({ label }: { label: string }) => label)).toEqual([a, b].sort());
});

it('finds a whole name as long as titles of treaties are', async () => {
  const [a, b] = [noise(1500, 7), noise(1500, 11)];
  await write(test.database, {
    agreements: [
      { slug: 'a', names: [{ text: a }] },
      { slug: 'b', names: [{ text: b }] },
    ],
  });
  expect(await find(a)).toEqual({ slug: 'a' });
  expect(await find(b)).toEqual({ slug: 'b' });
});
