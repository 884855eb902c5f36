import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { accordServing } from '../support/accord.js';
import { emptyPlace } from '../support/database.js';
import { SEED } from './seed.js';
import { expectSound } from './soundness.js';

const RECORDS = / {2}records {3}(.*)/;

/** Starts, tells which records there are, and ends. */
async function startWhole(url: string) {
  const started = performance.now();
  const serving = await accordServing(['start'], { DATABASE_URL: url });
  const took = performance.now() - started;
  serving.child.kill('SIGTERM');
  const { stdout, stderr } = await serving.ended;
  return { took, stderr, records: RECORDS.exec(stdout)?.[1] };
}

it(`starts whole after it was killed three times while it migrated and seeded (ACCORD_SEED=${SEED})`, async () => {
  const chance = random(SEED);
  const [undisturbed, killed] = [await emptyPlace(), await emptyPlace()];
  const { took, records } = await startWhole(undisturbed.url);
  for (let round = 0; round < 3; round++) {
    const child = spawn(process.execPath, ['dist/main.js', 'start'], {
      env: { PATH: process.env['PATH'], DATABASE_URL: killed.url, PORT: '0' },
      stdio: 'ignore',
    });
    await sleep(chance.next() * took);
    child.kill('SIGKILL');
    await once(child, 'close');
  }
  const again = await startWhole(killed.url);
  expect(again).toMatchObject({ stderr: '', records });
  await expectSound(killed.url);
  await Promise.all([undisturbed.remove(), killed.remove()]);
}, 240_000);
