import { expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { ownPostgres } from '../faults/own-postgres.js';
import { restartPostgres } from '../faults/postgres-restarts.js';
import { expectSound } from '../faults/soundness.js';
import { LONG, quantile, ROUNDS, report, SEED } from './plan.js';

const own = ownPostgres();

it(
  `goes on serving through ${ROUNDS} restarts of Postgres`,
  async () => {
    const url = await own.server.createDatabase('restarted');
    const plan = { postgres: own.server, url, restarts: ROUNDS, clients: 8, chance: random(SEED) };
    const { gaps, lost, half, doubled, feed, lostAnswers, oddReads, ...count } = await restartPostgres(plan);
    report('Postgres restarted', {
      times: ROUNDS,
      'acknowledged writes': count.acknowledged,
      'told to try again': count.unavailable,
      'answers lost': lostAnswers,
      lost: lost.length,
      half: half.length,
      doubled: doubled.length,
      'gap ms p50': quantile(gaps, 0.5),
      'ms most': Math.max(...gaps),
    });
    expect({ lost, half, doubled, feed }).toEqual({ lost: [], half: [], doubled: [], feed: [] });
    expect({ lostAnswers, oddReads }).toEqual({ lostAnswers: 0, oddReads: [] });
    await expectSound(url);
  },
  LONG,
);
