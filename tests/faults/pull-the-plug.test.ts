import { afterEach, beforeEach, expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { pullThePlug } from './pull-the-plug.js';
import { SEED } from './seed.js';
import { expectSound } from './soundness.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

it(`has every acknowledged write whole and once after three kills amid writing (ACCORD_SEED=${SEED})`, async () => {
  const plan = { url: place.url, rounds: 3, clients: 4, writes: 20, chance: random(SEED) };
  const { lost, half, doubled, feed, acknowledged } = await pullThePlug(plan);
  expect({ lost, half, doubled, feed }).toEqual({ lost: [], half: [], doubled: [], feed: [] });
  expect(acknowledged).toBeGreaterThan(6);
  await expectSound(place.url);
}, 240_000);
