import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { dataOf } from '../support/ask.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { write } from '../support/facts.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

it('is filled when it is made in a database that has names, and follows them from then on', async () => {
  const before = await openDatabase({ url: place.url, migrate: true });
  await write(before, { people: [{ slug: 'anna', names: [{ text: 'Anna Pavlova' }] }] });
  await before.close();
  for (let gone: string | undefined = ''; !gone?.startsWith('WordIndex'); ) {
    gone = await migrateDown(place.url);
    expect(gone).toBeDefined();
  }
  await migrateUp(place.url);
  const database = await openDatabase({ url: place.url, migrate: false });
  await write(database, { people: [{ slug: 'boris', names: [{ text: 'Boris Pavlov' }] }] });
  const { words, spelling } = await dataOf(
    database,
    `{ words: search(text: "pavlo", types: [PERSON]) { nodes { record { ... on Record { slug } } } }
      spelling: search(text: "Pavllova", types: [PERSON]) { nodes { reason record { ... on Record { slug } } } } }`,
  );
  expect(words.nodes).toEqual([{ record: { slug: 'anna' } }, { record: { slug: 'boris' } }]);
  expect(spelling.nodes).toEqual([{ reason: 'SPELLING', record: { slug: 'anna' } }]);
  await database.close();
});
