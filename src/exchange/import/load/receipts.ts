import { EvidenceDraft } from '../../../domain/write/receipts.draft.js';
import type { Place } from '../fragment.js';

/** The receipts for what stands at a place: one from each source that says it. */
export const evidenceAt = ({ file, hash, at }: Place, sources: readonly string[]): readonly EvidenceDraft[] =>
  sources.map((source) => Object.assign(new EvidenceDraft(), { source, fileHash: hash, locator: `${file}: ${at}` }));

/** Why a record or link is believed, and which of its properties stand elsewhere. */
interface Receipts {
  readonly evidence: readonly EvidenceDraft[];
  claims?: { readonly property: string; readonly evidence: EvidenceDraft[] }[];
}

export type Plain = Record<string, unknown>;

/**
 * Plain data with receipts that are read like its own fields but are not among them: what is said is compared by its JSON,
 * and where it stands in a file is no part of that.
 */
export const withReceipts = (receipts: Receipts, said: Plain = {}): Plain =>
  Object.assign(Object.create(receipts) as Plain, said);

export const receiptsOf = (plain: Plain): Receipts => Object.getPrototypeOf(plain) as Receipts;
