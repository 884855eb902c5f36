import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulse } from '../domain/context.js';

/** How often the database is asked whether anything was written, while somebody waits: what one pays for all. */
const EVERY_MS = 100;
/** So often a reader who waits is looked at again, though nothing was written: a token can expire. */
const AT_LEAST_MS = 15_000;

interface Waiting {
  readonly since: string;
  readonly go: () => void;
}

/** The heartbeat of standing questions: one reading of the state of the data for all who wait for it to move. */
export class Heartbeat {
  readonly #mark: () => Promise<string>;
  readonly #waiting = new Set<Waiting>();
  #beats = false;

  /** @param mark equal texts mean that nothing has changed between them. */
  constructor(mark: () => Promise<string>) {
    this.#mark = mark;
  }

  /** @param welcome throws where the reader may no longer read. */
  pulseOf(welcome: () => Promise<unknown>): Pulse {
    return {
      state: async () => {
        await welcome();
        return this.#mark();
      },
      moved: (since, signal) => this.#moved(since, signal),
    };
  }

  #moved(since: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waiting = { since, go };
      const late = setTimeout(go, AT_LEAST_MS);
      const waitingSet = this.#waiting;
      function go() {
        clearTimeout(late);
        signal.removeEventListener('abort', go);
        waitingSet.delete(waiting);
        resolve();
      }
      signal.addEventListener('abort', go);
      this.#waiting.add(waiting);
      if (signal.aborted) go();
      else void this.#beat();
    });
  }

  async #beat(): Promise<void> {
    if (this.#beats) return;
    this.#beats = true;
    while (this.#waiting.size > 0) {
      // A database that is away for a moment has written nothing that could be told now.
      const mark = await this.#mark().catch(() => undefined);
      for (const { since, go } of this.#waiting) if (mark !== undefined && mark !== since) go();
      await sleep(EVERY_MS, undefined, { ref: false });
    }
    this.#beats = false;
  }
}
