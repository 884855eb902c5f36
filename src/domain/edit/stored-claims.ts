import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { ClaimStatus, Modality } from '../claim/claim.enums.js';
import type { Stand } from './settle.js';

/** A claim that has not been taken back, unless it is on a link that returns. */
export interface StoredClaim extends Stand {
  readonly subject: number;
  /** The link of the subject that it is on. */
  readonly link: number | null;
  readonly property: string | null;
  readonly data: string | null;
  readonly sources: ReadonlySet<number>;
  readonly recordedBy: string;
  /** The source that is left out says it too, or alone. */
  readonly isLess: boolean;
}

interface ClaimRow {
  readonly id: number;
  readonly subject: number;
  readonly link: number | null;
  readonly property: string | null;
  readonly value: string | null;
  readonly data: string | null;
  readonly status: ClaimStatus;
  readonly modality: Modality;
  readonly source: number | null;
  readonly recordedBy: string;
  readonly contradicts: number;
}

const CLAIM = {
  id: 'c.id',
  subject: 'c.subject_id',
  link: 'c.link_id',
  property: 'c.property',
  value: 'c.value',
  data: 'c.data',
  status: 'c.status',
  modality: 'c.modality',
  source: 'e.source_id',
  recordedBy: 'c.recorded_by',
  contradicts: "CASE e.stance WHEN 'CONTRADICTS' THEN 1 ELSE 0 END",
};

interface Selection {
  /** Claims as they would be without this source: what only that says has no source then. */
  readonly without?: number | null;
  /** A link on which those that have been taken back are read as well. */
  readonly returning?: number | null;
}

/** The claims on records and their links that have not been taken back, in the order in which they were recorded. */
export async function storedClaims(
  reads: Reads,
  subjects: readonly number[],
  { without = null, returning = null }: Selection = {},
): Promise<StoredClaim[]> {
  const rows = await reads.rows<ClaimRow>(
    CLAIM,
    sql`FROM claim c LEFT JOIN evidence e ON e.claim_id = c.id
      WHERE ${sql.in(sql`c.subject_id`, subjects)} AND (c.retracted_at IS NULL OR c.link_id = ${returning})
      ORDER BY c.id, e.id`,
  );
  const claims = new Map<number, ClaimRow[]>();
  for (const row of rows) claims.set(row.id, [...(claims.get(row.id) ?? []), row]);
  return [...claims.values()].map((all) => {
    const { id, subject, link, property, value, data, status, modality, recordedBy } = all[0] as ClaimRow;
    const evidence = all.filter(({ source }) => without === null || source !== without);
    return {
      id,
      subject,
      link,
      property,
      value: value ?? '',
      data,
      status,
      recordedBy,
      denies: modality === 'DENIED' || (evidence.length > 0 && evidence.every(({ contradicts }) => contradicts === 1)),
      isLess: evidence.length < all.length,
      sources: new Set(evidence.flatMap(({ source }) => (source === null ? [] : [source]))),
    };
  });
}
