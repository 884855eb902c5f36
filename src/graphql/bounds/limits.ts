import type { DocumentLimits } from '../../config.js';

export type Limit = keyof DocumentLimits;

/** Validation stops after this many errors: a reader needs the first few, a huge wrong document must not cost more. */
export const MAX_VALIDATION_ERRORS = 5;
