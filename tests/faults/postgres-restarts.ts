import { setTimeout as sleep } from 'node:timers/promises';
import type { random } from '../../bench/random.mjs';
import type { OwnPostgres } from '../../scripts/postgres.mjs';
import { isUnavailable, post } from './client.js';
import { examine, type Findings, recordControl } from './examination.js';
import { followFeed } from './feed.js';
import { served } from './served.js';
import { startWriters, writeWith } from './writers.js';

export interface RestartReport extends Findings {
  readonly acknowledged: number;
  readonly unavailable: number;
  /** Requests that got no answer at all: the server stays, so there must be none. */
  readonly lostAnswers: number;
  /** For each restart, how long no write was acknowledged from the moment that Postgres took connections again, in milliseconds. */
  readonly gaps: readonly number[];
  /** Answers of reads with a code other than UNAVAILABLE, or with none. */
  readonly oddReads: readonly string[];
}

/** Restarts Postgres again and again under a server that goes on serving. */
export async function restartPostgres(plan: {
  readonly postgres: OwnPostgres;
  readonly url: string;
  readonly restarts: number;
  readonly clients: number;
  readonly chance: ReturnType<typeof random>;
}): Promise<RestartReport> {
  const { postgres, chance } = plan;
  const server = await served(plan.url);
  await server.start();
  try {
    const origin = await server.origin();
    const control = await recordControl(server, writeWith(server));
    const follower = followFeed(server);
    const writers = startWriters(server, { clients: plan.clients, named: 'w' });
    const gaps: number[] = [];
    const oddReads: string[] = [];
    let reading = true;
    const reader = (async () => {
      while (reading) {
        const answer = await post(origin, '{ agreements(first: 5) { totalCount nodes { slug } } }', {}, server.token);
        if (answer.errors && !isUnavailable(answer)) oddReads.push(JSON.stringify(answer.errors));
        await sleep(5);
      }
    })();
    reader.catch(() => undefined);
    for (let round = 0; round < plan.restarts; round++) {
      await writers.more(chance.between(5, 30));
      await sleep(chance.below(30));
      await postgres.restart(round % 2 === 0 ? 'fast' : 'immediate');
      const started = performance.now();
      // what was under way when it stopped was not acknowledged; one more is a new one
      await writers.more(1);
      gaps.push(performance.now() - started);
    }
    reading = false;
    await reader;
    await writers.stop();
    const evidence = { acknowledged: writers.acknowledged, control, followed: await follower.finish() };
    return { ...(await examine(server, evidence)), ...writers.count, gaps, oddReads };
  } finally {
    await server.stop();
  }
}
