import type { Viewer } from '../auth/viewer.js';
import type { Config } from '../config.js';
import { isLoopback, networkOf } from './client-address.js';
import { type Refusal, tooMany } from './http-error.js';
import { RateLimit } from './rate-limit.js';

/** What one is told who asks too often. */
export interface TooMany {
  readonly body: Refusal;
  /** In seconds. */
  readonly retryAfter: number;
}

/** How often clients may ask, in whatever way: requests over HTTP, and operations over sockets. */
export class Rates {
  readonly #ofAddress: RateLimit | undefined;
  readonly #ofToken: RateLimit | undefined;
  readonly #config: Pick<Config, 'rateLimit' | 'tokenRateLimit'>;

  constructor(config: Pick<Config, 'rateLimit' | 'tokenRateLimit'>) {
    const { rateLimit, tokenRateLimit } = config;
    this.#config = config;
    this.#ofAddress = rateLimit.perMinute === 0 ? undefined : new RateLimit(rateLimit.perMinute);
    this.#ofToken = tokenRateLimit === 0 ? undefined : new RateLimit(tokenRateLimit);
  }

  /** Counts one request from an address. @returns undefined where it may pass. */
  takeOfAddress(address: string): TooMany | undefined {
    const { perMinute, isForLoopback } = this.#config.rateLimit;
    if (!this.#ofAddress || (isLoopback(address) && !isForLoopback)) return undefined;
    const retryAfter = this.#ofAddress.take(networkOf(address));
    return retryAfter === 0 ? undefined : { body: tooMany('address', perMinute, retryAfter), retryAfter };
  }

  /** Counts one request of who has a token. @returns undefined where it may pass. */
  takeOfToken(viewer: Viewer | null): TooMany | undefined {
    const retryAfter = viewer && this.#ofToken ? this.#ofToken.take(String(viewer.tokenId)) : 0;
    return retryAfter === 0
      ? undefined
      : { body: tooMany('token', this.#config.tokenRateLimit, retryAfter), retryAfter };
  }
}
