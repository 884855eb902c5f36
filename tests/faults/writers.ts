import { setTimeout as sleep } from 'node:timers/promises';
import { isUnavailable, post } from './client.js';
import type { Served } from './served.js';
import { type Step, storyOf } from './story.js';

export interface Writers {
  /** How many steps of each story were acknowledged; nothing is under way in none of them once the writers are stopped. */
  readonly acknowledged: ReadonlyMap<string, number>;
  readonly count: { readonly acknowledged: number; readonly lostAnswers: number; readonly unavailable: number };
  /** Resolves when so many more steps have been acknowledged. */
  more(steps: number): Promise<void>;
  /** Resolves when what is under way is acknowledged, however often it has to be sent. @throws Error for a refusal. */
  stop(): Promise<void>;
}

type Where = Pick<Served, 'origin' | 'token'>;

/** Clients that write one story after the other, and send again what got no answer, as it was. */
export function startWriters(served: Where, { clients, named }: { clients: number; named: string }): Writers {
  const acknowledged = new Map<string, number>();
  const count = { acknowledged: 0, lostAnswers: 0, unavailable: 0 };
  const waiting = new Set<{ readonly until: number; readonly resolve: () => void }>();
  let stopping = false;

  const note = (key: string, steps: number) => {
    acknowledged.set(key, steps);
    count.acknowledged += 1;
    for (const one of waiting)
      if (count.acknowledged >= one.until) {
        waiting.delete(one);
        one.resolve();
      }
  };

  const write = async (client: number) => {
    for (let n = 1; !stopping; n++) {
      const key = `${named}${client}n${String(n).padStart(5, '0')}`;
      for (const [index, step] of storyOf(key).entries()) {
        if (stopping) break;
        await acknowledge(served, step, count);
        note(key, index + 1);
      }
    }
  };
  const writing = Promise.all(Array.from({ length: clients }, (_, client) => write(client)));
  writing.catch(() => undefined);

  return {
    acknowledged,
    count,
    async more(steps) {
      const reached = new Promise<void>((resolve) => waiting.add({ until: count.acknowledged + steps, resolve }));
      await Promise.race([reached, writing]);
    },
    async stop() {
      stopping = true;
      await writing;
    },
  };
}

/** Sends one step, once. @throws Error when it is not acknowledged. */
export const writeWith =
  (served: Where) =>
  async ({ document, input }: Step): Promise<void> => {
    const { errors } = await post(await served.origin(), document, { input }, served.token);
    if (errors) throw new Error(JSON.stringify(errors));
  };

async function acknowledge(served: Where, { document, input }: Step, count: Count): Promise<void> {
  for (;;) {
    const origin = await served.origin();
    try {
      const answer = await post(origin, document, { input }, served.token);
      if (!answer.errors) return;
      if (!isUnavailable(answer)) throw new Error(`${input.clientMutationId}: ${JSON.stringify(answer.errors)}`);
      count.unavailable += 1;
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
      count.lostAnswers += 1;
    }
    await sleep(20);
  }
}

interface Count {
  acknowledged: number;
  lostAnswers: number;
  unavailable: number;
}
