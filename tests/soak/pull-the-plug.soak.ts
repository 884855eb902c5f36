import { expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { pullThePlug } from '../faults/pull-the-plug.js';
import { expectSound } from '../faults/soundness.js';
import { emptyPlace } from '../support/database.js';
import { LONG, quantile, ROUNDS, report, SEED } from './plan.js';

it(
  `loses, halves and doubles nothing in ${ROUNDS} kills under 8 writers`,
  async () => {
    const place = await emptyPlace();
    const plan = { url: place.url, rounds: ROUNDS, clients: 8, writes: 60, chance: random(SEED) };
    const { lost, half, doubled, feed, acknowledged, lostAnswers, unavailable, backAfter } = await pullThePlug(plan);
    report('kill -9', {
      rounds: ROUNDS,
      'acknowledged writes': acknowledged,
      'answers lost and asked again': lostAnswers,
      unavailable,
      lost: lost.length,
      half: half.length,
      doubled: doubled.length,
      'faults of the feed': feed.length,
      'back after ms p50': quantile(backAfter, 0.5),
      'ms most': Math.max(...backAfter),
    });
    expect({ lost, half, doubled, feed }).toEqual({ lost: [], half: [], doubled: [], feed: [] });
    await expectSound(place.url);
    await place.remove();
  },
  LONG,
);
