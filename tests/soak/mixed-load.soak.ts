import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { random } from '../../bench/random.mjs';
import { post } from '../faults/client.js';
import { examine, recordControl } from '../faults/examination.js';
import { followFeed } from '../faults/feed.js';
import { served } from '../faults/served.js';
import { expectSound } from '../faults/soundness.js';
import { WHOLE, wholeOf } from '../faults/story.js';
import { startWriters, writeWith } from '../faults/writers.js';
import { emptyPlace } from '../support/database.js';
import { ATTACKS } from './attacks.js';
import { LONG, quantile, report, SECONDS, SEED } from './plan.js';
import { COLLECTABLE, growth, type Vitals, vitalsOf } from './vitals.js';

/** Growth is judged from runs of ten minutes on: shorter ones see memory fill that is meant to. */
const JUDGED_FROM = 600;
const MOST_GROWTH_MB = 1;
const READERS = 4;

it(
  `stands ${SECONDS} s of readers, writers and attackers`,
  async () => {
    const place = await emptyPlace();
    const server = await served(place.url, { NODE_ARGUMENTS: COLLECTABLE });
    await server.start();
    const origin = await server.origin();
    const control = await recordControl(server, writeWith(server));
    const follower = followFeed(server);
    const writers = startWriters(server, { clients: 2, named: 'w' });
    const end = performance.now() + SECONDS * 1000;
    const goOn = () => performance.now() < end;
    const waits: number[] = [];
    const readErrors: string[] = [];
    const serverErrors: string[] = [];
    const wrongAttacks: string[] = [];
    let attacks = 0;

    const read = async (reader: number) => {
      const chance = random(SEED + reader);
      for (let n = 0; goOn(); n++) {
        const keys = [...writers.acknowledged.keys()];
        const [document, variables] =
          keys.length > 0 && n % 2 === 0
            ? [WHOLE, wholeOf(chance.pick(keys))]
            : [
                'query ($n: Int!) { agreements(first: $n) { totalCount nodes { slug label } } }',
                { n: chance.between(1, 50) },
              ];
        const started = performance.now();
        const { status, errors } = await post(origin, document, variables);
        waits.push(performance.now() - started);
        if (errors) readErrors.push(JSON.stringify(errors));
        if (status >= 500) serverErrors.push(`${status} to a reader`);
        await sleep(5);
      }
    };
    const attack = async () => {
      for (;;) {
        for (const [name, one] of Object.entries(ATTACKS)) {
          if (!goOn()) return;
          const status = await one(origin, server.token).catch((error: unknown) => {
            wrongAttacks.push(`${name}: ${String(error)}`);
            return null;
          });
          if (status !== null && status >= 500) serverErrors.push(`${status} to ${name}`);
          attacks += 1;
          await sleep(10);
        }
      }
    };
    const vitals: Vitals[] = [];
    const watch = async () => {
      const since = performance.now();
      const pause = Math.min(10_000, SECONDS * 50);
      while (goOn()) {
        vitals.push(await vitalsOf(origin, server.process.child.pid ?? 0, since));
        await sleep(pause);
      }
    };
    await Promise.all([...Array.from({ length: READERS }, (_, reader) => read(reader)), attack(), attack(), watch()]);
    await writers.stop();

    const evidence = { acknowledged: writers.acknowledged, control, followed: await follower.finish() };
    const { lost, half, doubled, feed } = await examine(server, evidence);
    // connections of clients that went away are closed within a moment
    await sleep(12_000);
    const last = await vitalsOf(origin, server.process.child.pid ?? 0, 0);
    const warm = vitals.slice(Math.floor(vitals.length / 2));
    const perMinute = growth(warm.map(({ minute, usedMb }) => [minute, usedMb]));
    const descriptors = { before: warm[0]?.descriptors ?? Number.NaN, after: last.descriptors };
    const { stderr, code } = await server.stop();
    report('mixed load', {
      seconds: SECONDS,
      'questions of readers': waits.length,
      'their errors': readErrors.length,
      'p50 ms': quantile(waits, 0.5),
      'p99 ms': quantile(waits, 0.99),
      attacks,
      '5xx': serverErrors.length,
      'acknowledged writes': writers.count.acknowledged,
      'sent again': writers.count.lostAnswers + writers.count.unavailable,
      lost: lost.length,
      half: half.length,
      doubled: doubled.length,
      'RSS MB at most': Math.max(...vitals.map(({ rssMb }) => rssMb)),
      'MB without garbage': last.usedMb,
      'its growth MB/min after warm-up': perMinute,
      'descriptors amid and after': `${descriptors.before} ${descriptors.after}`,
      'event loop p99 ms at most': Math.max(...warm.map(({ eventLoopMs }) => eventLoopMs)),
    });
    expect({ lost, half, doubled, feed }).toEqual({ lost: [], half: [], doubled: [], feed: [] });
    expect({ readErrors, serverErrors, wrongAttacks }).toEqual({ readErrors: [], serverErrors: [], wrongAttacks: [] });
    expect(writers.count.lostAnswers).toBe(0);
    expect(stderr).not.toContain('internal error');
    expect(code).toBe(0);
    if (!Number.isNaN(descriptors.after)) expect(descriptors.after).toBeLessThanOrEqual(descriptors.before + 5);
    if (SECONDS >= JUDGED_FROM) expect(perMinute).toBeLessThan(MOST_GROWTH_MB);
    await expectSound(place.url);
    await place.remove();
  },
  LONG,
);
