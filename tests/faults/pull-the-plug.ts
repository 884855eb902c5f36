import { setTimeout as sleep } from 'node:timers/promises';
import type { random } from '../../bench/random.mjs';
import { dataFrom } from './client.js';
import { examine, type Findings, recordControl } from './examination.js';
import { followFeed } from './feed.js';
import { served } from './served.js';
import { startWriters, writeWith } from './writers.js';

export interface PlugReport extends Findings {
  readonly acknowledged: number;
  /** Requests whose answer was lost with the server, and that were sent again. */
  readonly lostAnswers: number;
  /** Requests that were told to come again later. */
  readonly unavailable: number;
  /** How long each start after a kill took until the server answered, in milliseconds. */
  readonly backAfter: readonly number[];
}

export interface PlugPlan {
  readonly url: string;
  readonly rounds: number;
  readonly clients: number;
  /** About how many writes are acknowledged in a round before its kill. */
  readonly writes: number;
  readonly chance: ReturnType<typeof random>;
}

/** Kills the server again and again while clients write, and examines what is there in the end. */
export async function pullThePlug({ url, rounds, clients, writes, chance }: PlugPlan): Promise<PlugReport> {
  const server = await served(url);
  const backAfter: number[] = [];
  try {
    await server.start();
    const control = await recordControl(server, writeWith(server));
    const follower = followFeed(server);
    const writers = startWriters(server, { clients, named: 'w' });
    for (let round = 0; round < rounds; round++) {
      await writers.more(chance.between(1, 2 * writes));
      // somewhere in the next writes
      await sleep(chance.below(30));
      await server.kill();
      const started = performance.now();
      await server.start();
      await dataFrom(await server.origin(), '{ agreements(first: 1) { totalCount } }');
      backAfter.push(performance.now() - started);
    }
    await writers.more(clients);
    await writers.stop();
    const findings = await examine(server, {
      acknowledged: writers.acknowledged,
      control,
      followed: await follower.finish(),
    });
    return { ...findings, ...writers.count, backAfter };
  } finally {
    await server.stop().catch(() => undefined);
  }
}
