import type { ClaimStatus } from '../claim/claim.enums.js';

/** A claim on a property of a record or link, as far as it decides what holds. */
export interface Stand {
  readonly id: number;
  /** Its value as text; '' for the claim that something exists. */
  readonly value: string;
  readonly status: ClaimStatus;
  /** It says that the value is not so. */
  readonly denies: boolean;
}

export interface Settled {
  readonly inConflict: boolean;
  /** The claims whose status becomes another. */
  readonly statuses: ReadonlyMap<number, ClaimStatus>;
  /** The claim whose value is shown; null where none supports any. */
  readonly shown: Stand | null;
}

/**
 * What holds among the claims on one property, in the order in which they were recorded. Those that are accepted or disputed
 * count. Where they contradict each other all are disputed, and what was `shown` stays for as long as one of them says it:
 * a later source never overwrites an earlier one.
 */
export function settle(claims: readonly Stand[], shown: string | null): Settled {
  const live = claims.filter(({ status }) => status === 'ACCEPTED' || status === 'DISPUTED');
  const affirmed = live.filter(({ denies }) => !denies);
  const values = new Set(affirmed.map(({ value }) => value));
  const inConflict = values.size > 1 || live.some(({ denies, value }) => denies && values.has(value));
  const status: ClaimStatus = inConflict ? 'DISPUTED' : 'ACCEPTED';
  return {
    inConflict,
    statuses: new Map(live.filter((each) => each.status !== status).map(({ id }) => [id, status])),
    shown: affirmed.find(({ value }) => value === shown) ?? affirmed[0] ?? null,
  };
}
