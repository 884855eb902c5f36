import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import type { RecordType } from '../record/record.enums.js';
import type { SourceKind } from './source.enums.js';

/** A source in a line. */
export interface SourceLine {
  readonly slug: string;
  readonly label: string;
  readonly kind: SourceKind;
  readonly publishedOn: string | null;
  readonly claims: number;
}

const LINE = {
  slug: 'r.slug',
  label: 'COALESCE(r.label_en, r.label_other, r.label_fr, r.slug)',
  kind: 's.kind',
  publishedOn: 's.published_on',
  claims: 's.claim_count',
};

/** Sources that are read at a time. */
const PAGE = 500;

/** All sources in the order in which they were entered. */
export async function* allSources(reads: Reads): AsyncGenerator<SourceLine> {
  for (let after = 0; ; ) {
    const page = await reads.rows<SourceLine & { id: number }>(
      { id: 'r.id', ...LINE },
      sql`FROM registry r JOIN source s ON s.id = r.id WHERE r.type = 'SOURCE' AND r.id > ${after} ORDER BY r.id LIMIT ${PAGE}`,
    );
    for (const { id: _, ...line } of page) yield line;
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
  }
}

/** A source with all that there is to say of it. */
export interface SourceSheet extends SourceLine {
  readonly url: string | null;
  readonly contentHash: string | null;
  readonly recordedAt: string;
  readonly version: number;
  /** How many claims it is evidence for or against, by what became of them. */
  readonly claimsByStatus: Readonly<Partial<Record<ClaimStatus, number>>>;
  /** Of how many records it says something, by type. */
  readonly recordsByType: Readonly<Partial<Record<RecordType, number>>>;
  /** The files from which it was imported, with how many keys stood in each first. */
  readonly files: readonly { readonly name: string; readonly keys: number }[];
}

const countsOf = (rows: readonly { readonly what: string; readonly n: number }[]) =>
  Object.fromEntries(rows.map(({ what, n }) => [what, n]));

/** What there is to say of the source with an id. */
export async function sheetOf(reads: Reads, id: number): Promise<SourceSheet> {
  const [line] = await reads.rows<Omit<SourceSheet, 'claimsByStatus' | 'recordsByType' | 'files'>>(
    { ...LINE, url: 's.url', contentHash: 's.content_hash', recordedAt: 'r.recorded_at', version: 'r.version' },
    sql`FROM registry r JOIN source s ON s.id = r.id WHERE r.id = ${id}`,
  );
  if (!line) throw new Error(`There is no source ${id}.`);
  const said = sql`SELECT e.claim_id FROM evidence e WHERE e.source_id = ${id}`;
  const statuses = await reads.rows<{ what: string; n: number }>(
    { what: 'c.status', n: 'COUNT(*)' },
    sql`FROM claim c WHERE c.id IN (${said}) GROUP BY c.status ORDER BY c.status`,
  );
  const types = await reads.rows<{ what: string; n: number }>(
    { what: 'r.type', n: 'COUNT(*)' },
    sql`FROM registry r WHERE r.id IN (SELECT c.subject_id FROM claim c WHERE c.id IN (${said})) GROUP BY r.type ORDER BY r.type`,
  );
  const files = await reads.rows<{ name: string; keys: number }>(
    { name: 'i.file', keys: 'COUNT(*)' },
    sql`FROM imported i WHERE i.source_id = ${id} AND i.file <> '' GROUP BY i.file ORDER BY i.file`,
  );
  return { ...line, claimsByStatus: countsOf(statuses), recordsByType: countsOf(types), files };
}
