import type { RecordType } from '../../domain/record/record.enums.js';

/** What the first line of a file of records says. */
export const HEADER = { format: 'accord-records', version: 1 } as const;

/**
 * The types in the order in which a file holds them: what a record names stands before it, but for its own parent and the
 * sources of claims. Delegations stand in their meetings.
 */
export const TYPE_ORDER = [
  'COUNTRY',
  'ORGANIZATION',
  'SOURCE',
  'PLACE',
  'PERSON',
  'COMMODITY',
  'AGREEMENT',
  'MEETING',
] as const satisfies readonly RecordType[];
export type LineType = (typeof TYPE_ORDER)[number];

export type Plain = Readonly<Record<string, unknown>>;

export interface EvidenceLine extends Plain {
  readonly source: string;
  readonly stance: string;
  readonly paragraph?: number;
}

/** A claim as a file says it, in this order of keys. */
export interface ClaimLine extends Plain {
  /** The link that it is on, as `terms[0]`; none where it is on the record itself. */
  readonly on?: string;
  readonly property?: string;
  readonly value?: string;
  readonly data?: unknown;
  readonly status: string;
  readonly modality: string;
  readonly attributedTo?: string;
  readonly recordedAt: string;
  readonly recordedBy?: string;
  readonly retractedAt?: string;
  readonly evidence: readonly EvidenceLine[];
}

export interface NameLine extends Plain {
  readonly text: string;
  readonly lang?: string;
  readonly kind: string;
}

/** What a record says, with all that is claimed of it. */
export interface Document extends Plain {
  readonly slug: string;
  readonly names?: readonly NameLine[];
  /** The slugs of records that were merged into it. */
  readonly aliases?: readonly string[];
  readonly recordedAt: string;
  readonly claims: readonly ClaimLine[];
}

/** One line of a file. */
export interface RecordLine extends Document {
  readonly type: LineType;
}

/** How a record is named where a field may mean several types, and in messages: `organization/mali`. */
export const fullName = (type: RecordType, slug: string): string => `${type.toLowerCase()}/${slug}`;
