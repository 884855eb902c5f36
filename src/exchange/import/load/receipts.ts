import { EvidenceDraft } from '../../../domain/write/receipts.draft.js';
import type { Place } from '../fragment.js';

/** The receipts for what stands at a place: one from each source that says it. */
export const evidenceAt = ({ file, hash, at }: Place, sources: readonly string[]): readonly EvidenceDraft[] =>
  sources.map((source) => Object.assign(new EvidenceDraft(), { source, fileHash: hash, locator: `${file}: ${at}` }));

export type Plain = Record<string, unknown>;
type PropertyClaim = { readonly property: string; readonly evidence: EvidenceDraft[] };

/**
 * Plain data with its evidence, which is read like its own fields but is not listed among them: what is said is compared by
 * its JSON, and where it stands in a file is no part of that. Not by a prototype: the engine would know no two alike.
 */
export const withEvidence = (evidence: readonly EvidenceDraft[]): Plain =>
  Object.defineProperty({}, 'evidence', { value: evidence });

/** The claims on properties that stand elsewhere than the rest; what a row itself says of claims is read in their place. */
export const claimsOf = (plain: Plain): readonly PropertyClaim[] =>
  (Object.getPrototypeOf(plain) as { readonly claims?: readonly PropertyClaim[] }).claims ?? [];

/** Few have any, so that these may have a prototype. */
export const putClaims = (plain: Plain, claims: readonly PropertyClaim[]): unknown =>
  Object.setPrototypeOf(plain, { claims });
