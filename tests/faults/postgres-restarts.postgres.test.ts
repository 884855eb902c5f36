import { expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { ownPostgres } from './own-postgres.js';
import { restartPostgres } from './postgres-restarts.js';
import { SEED } from './seed.js';
import { expectSound } from './soundness.js';

const own = ownPostgres();

it(`goes on serving through three restarts of Postgres, and keeps what it acknowledged (ACCORD_SEED=${SEED})`, async () => {
  const url = await own.server.createDatabase('restarted');
  const plan = { postgres: own.server, url, restarts: 3, clients: 4, chance: random(SEED) };
  const { lost, half, doubled, feed, lostAnswers, oddReads, acknowledged } = await restartPostgres(plan);
  expect({ lost, half, doubled, feed }).toEqual({ lost: [], half: [], doubled: [], feed: [] });
  expect({ lostAnswers, oddReads }).toEqual({ lostAnswers: 0, oddReads: [] });
  expect(acknowledged).toBeGreaterThan(15);
  await expectSound(url);
}, 240_000);
