import { LRUCache } from 'lru-cache';

const WINDOW_MS = 60_000;

/** Clients that are kept in mind; those who have not asked for longest are forgotten, some 100 bytes each. */
const CLIENTS = 50_000;

/** Lets so many requests a minute through for each client, and begins to count anew a minute after its first one. */
export class RateLimit {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #windows = new LRUCache<string, { until: number; count: number }>({ max: CLIENTS });

  /** @param now in milliseconds. */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts one request. @returns 0 where it may pass, else after how many whole seconds the next one may. */
  take(client: string): number {
    const now = this.#now();
    const known = this.#windows.get(client);
    const window = known && known.until > now ? known : { until: now + WINDOW_MS, count: 0 };
    if (window !== known) this.#windows.set(client, window);
    window.count += 1;
    return window.count <= this.#perMinute ? 0 : Math.max(1, Math.ceil((window.until - now) / 1000));
  }
}
