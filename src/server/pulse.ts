import { setTimeout as sleep } from 'node:timers/promises';
import type { Pulse } from '../domain/context.js';
import { UnavailableError } from '../errors.js';
import type { DataState } from './data-state.js';
import { Findings } from './findings.js';
import { Places } from './places.js';

/** How often the database is asked whether anything was written, while somebody waits: what one pays for all. */
const EVERY_MS = 100;
/** So often a reader who waits is looked at again, though nothing was written: a token can expire. */
const AT_LEAST_MS = 15_000;
/** Standing questions that one process follows at once; each write costs two small statements for each different one that it touches. */
const MOST_STANDING = 2_000;
/** Of one address: they share what there is to judge with, so that nobody's questions keep those of all others waiting. */
export const MOST_STANDING_OF_ONE = 200;

export interface Reader {
  /** Tells readers with different rights apart. */
  readonly rights: string;
  readonly address: string;
  /** Throws where the reader may no longer read. */
  readonly welcome: () => Promise<unknown>;
}

interface Waiting {
  readonly since: string;
  readonly go: () => void;
}

/** The heartbeat of standing questions: one reading of the state of the data for all who wait for it to move. */
export class Heartbeat {
  readonly #data: DataState;
  readonly #findings = new Findings();
  readonly #waiting = new Set<Waiting>();
  readonly #standing = new Places(MOST_STANDING, MOST_STANDING_OF_ONE);
  #beats = false;

  constructor(data: DataState) {
    this.#data = data;
  }

  pulseOf({ rights, address, welcome }: Reader): Pulse {
    return {
      enter: () => this.#enter(address),
      state: async () => {
        const state = await this.#data.now();
        if (state === undefined) throw new UnavailableError('The database does not answer.');
        // A token that is revoked moves the state; one that expires is found out in time.
        const period = Math.floor(Date.now() / AT_LEAST_MS);
        await this.#findings.once(`welcome ${period} ${state} ${rights}`, welcome);
        return state;
      },
      moved: (since, signal) => this.#moved(since, signal),
      once: (key, work) => this.#findings.once(key, work),
    };
  }

  #enter(address: string): () => void {
    if (!this.#standing.has(address))
      throw new UnavailableError(
        `There are ${MOST_STANDING} standing questions here already, or ${MOST_STANDING_OF_ONE} from this address: try again in a moment, or at another server.`,
      );
    const giveBack = this.#standing.take(address);
    let isIn = true;
    return () => {
      if (isIn) giveBack();
      isIn = false;
    };
  }

  #moved(since: string, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const waitingSet = this.#waiting;
      const waiting = { since, go };
      const late = setTimeout(go, AT_LEAST_MS);
      function go() {
        clearTimeout(late);
        signal.removeEventListener('abort', go);
        waitingSet.delete(waiting);
        resolve();
      }
      signal.addEventListener('abort', go);
      waitingSet.add(waiting);
      if (signal.aborted) go();
      else void this.#beat();
    });
  }

  async #beat(): Promise<void> {
    if (this.#beats) return;
    this.#beats = true;
    while (this.#waiting.size > 0) {
      // A database that is away for a moment has written nothing that could be told now.
      const state = await this.#data.now();
      for (const { since, go } of this.#waiting) if (state !== undefined && state !== since) go();
      await sleep(EVERY_MS, undefined, { ref: false });
    }
    this.#beats = false;
  }
}
