import type { Asked } from './operation-watch.js';

/** A finished answer to a GraphQL request: what goes over the wire, whoever asked. */
export interface Answer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Answers a query, without any error: it says nothing but what the data are. */
  readonly isWhole: boolean;
  readonly asked: Asked;
  /** OK, or the code of the first error. */
  readonly code: string;
}
