import { fork } from 'node:child_process';
import { once } from 'node:events';

/** The process that asks; `ask` gives the figures of one run or throws what was wrong with an answer. */
export function startLoad() {
  const child = fork(new URL('load.mjs', import.meta.url));
  return {
    async ask(job) {
      const answer = once(child, 'message');
      child.send(job);
      const [{ result, error }] = await answer;
      if (error !== undefined) throw new Error(error);
      return result;
    },
    stop: () => child.disconnect(),
  };
}
