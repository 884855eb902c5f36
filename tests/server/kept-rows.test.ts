import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open.js';
import { appSchema, countStatements } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { type Running, run } from './toy.js';

const ROUNDS = 100;

let place: TestDatabase;
/** What another process would have. */
let elsewhere: Database;
let server: Running;

beforeEach(async () => {
  place = await openTestDatabase();
  elsewhere = await openDatabase({ url: place.url, migrate: false });
  server = await run({ schema: await appSchema(), database: place.database, answerCacheMb: 0, level: 'silent' });
});
afterEach(async () => {
  await server.app.close();
  await elsewhere.close();
  await place.dispose();
});

const QUESTION =
  '{ commodity(ref: "goods") { label(lang: "ru") names { text } parent { slug } children { slug label } agreements { nodes { slug } } } }';
const goods = async () => (await server.ask(QUESTION)).json.data.commodity;

it(`rows are not read again while nothing is written, and what is written elsewhere is seen at once, ${ROUNDS} times`, async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const text = `товар ${round}`;
    await write(elsewhere, {
      commodities: [
        { slug: 'goods', names: [{ text, lang: 'ru' }] },
        { slug: `part-${round}`, parent: 'goods', names: [{ text: `Part ${round}`, lang: 'en' }] },
      ],
    });
    const seen = await goods();
    expect(seen).toMatchObject({ label: text, names: [{ text }] });
    expect(seen.children).toHaveLength(round + 1);
  }
  const again = await countStatements(place.database, goods);
  // the state of the data, and nothing else
  expect(again).toBe(1);
}, 60_000);

it('of many clients none sees what was there before his question came', async () => {
  await write(elsewhere, { commodities: [{ slug: 'goods', names: [{ text: 'v0', lang: 'ru' }] }] });
  let written = 0;
  let isOver = false;
  const readers = Array.from({ length: 4 }, async () => {
    while (!isOver) {
      const before = written;
      expect(Number((await goods()).label.slice(1))).toBeGreaterThanOrEqual(before);
    }
  });
  for (let round = 1; round <= 50; round++) {
    await write(elsewhere, { commodities: [{ slug: 'goods', names: [{ text: `v${round}`, lang: 'ru' }] }] });
    written = round;
  }
  isOver = true;
  await Promise.all(readers);
}, 60_000);
