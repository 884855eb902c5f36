import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { post } from '../faults/client.js';
import { served } from '../faults/served.js';
import { storyOf } from '../faults/story.js';
import { startChild } from '../support/child.js';
import { emptyPlace } from '../support/database.js';
import { LONG, quantile, report } from './plan.js';

it(
  'answers at once while another process holds the write lock for 4 s, and writes afterwards',
  async () => {
    const place = await emptyPlace();
    const server = await served(place.url);
    await server.start();
    const origin = await server.origin();
    const holder = await startChild('hold-lock', place.url, '4000');
    await holder.said('locked');
    const writes = ['a', 'b', 'c'].map((key) => {
      const [report] = storyOf(`locked${key}`);
      return post(origin, report?.document ?? '', { input: report?.input }, server.token);
    });
    let held = true;
    void holder.ended.then(() => {
      held = false;
    });
    const waits: number[] = [];
    for (let n = 0; held; n++) {
      const started = performance.now();
      const { errors } = await post(origin, `{ agreements(first: ${1 + (n % 100)}) { totalCount nodes { slug } } }`);
      waits.push(performance.now() - started);
      expect(errors).toBeUndefined();
      await sleep(5);
    }
    const written = await Promise.all(writes);
    report('write lock held for 4 s', {
      questions: waits.length,
      'p50 ms': quantile(waits, 0.5),
      'p99 ms': quantile(waits, 0.99),
      'most ms': Math.max(...waits),
    });
    for (const { errors } of written) expect(errors).toBeUndefined();
    await server.stop();
    await place.remove();
  },
  LONG,
);
