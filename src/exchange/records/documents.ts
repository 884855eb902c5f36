import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { partOf } from '../../domain/document/draft-of.js';
import { type RecordRows, refsIn, rowsOf, rowsOfRecords, type StoredRow } from '../../domain/document/rows.js';
import type { RecordType } from '../../domain/record/record.enums.js';
import { EvidenceDraft } from '../../domain/write/receipts.draft.js';
import {
  type ClaimLine,
  type Document,
  type EvidenceLine,
  fullName,
  type LineType,
  type Plain,
  type RecordLine,
} from './format.js';
import { draftWithLinks, goneLink, type StoredLink } from './links.js';
import { plainOf } from './plain.js';

/** What stands beside the rows of records, read for many of them at once. */
interface Beside {
  readonly claims: ReadonlyMap<unknown, readonly StoredRow[]>;
  readonly evidence: ReadonlyMap<unknown, readonly StoredRow[]>;
  readonly aliases: ReadonlyMap<number, readonly string[]>;
  /** How a record is named in full. */
  ref(id: number): string;
}

/** Records of one type as lines of a file, in the order of the ids; those that are not there are left out. */
export async function readLines(reads: Reads, type: LineType, ids: readonly number[]): Promise<RecordLine[]> {
  const found = await rowsOfRecords(reads, type, ids);
  const records = [...found.values()];
  const beside = await readBeside(reads, records);
  return records.map((record) => ({ type, ...documentOf(record, beside) }));
}

async function readBeside(reads: Reads, records: readonly RecordRows[]): Promise<Beside> {
  const all = records.flatMap((record) => [record, ...record.delegations]);
  const subjects = all.map(({ id }) => id);
  const claims = await rowsOf(reads, 'claim', 'subject_id', subjects);
  const claimRows = [...claims.values()].flat();
  const evidence = await rowsOf(
    reads,
    'evidence',
    'claim_id',
    claimRows.map((row) => row['id'] as number),
  );
  const named = [
    ...records.flatMap(refsIn),
    ...claimRows.map((row) => row['attributed_to_id']),
    ...[...evidence.values()].flat().map((row) => row['source_id']),
  ].filter((id) => typeof id === 'number');
  const names = await namesOf(reads, named);
  return {
    claims,
    evidence,
    aliases: await aliasesOf(reads, subjects),
    ref(id) {
      const name = names.get(id);
      if (name === undefined) throw new Error(`There is no record ${id}.`);
      return name;
    },
  };
}

async function namesOf(reads: Reads, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await reads.rows<{ id: number; type: RecordType; slug: string }>(
    { id: 'r.id', type: 'r.type', slug: 'r.slug' },
    sql`FROM registry r WHERE ${sql.in(sql`r.id`, [...new Set(ids)])}`,
  );
  return new Map(rows.map(({ id, type, slug }) => [id, fullName(type, slug)]));
}

async function aliasesOf(reads: Reads, ids: readonly number[]): Promise<Map<number, string[]>> {
  const rows = await reads.rows<{ record: number; slug: string }>(
    { record: 'a.record_id', slug: 'a.slug' },
    sql`FROM record_alias a WHERE ${sql.in(sql`a.record_id`, ids)} ORDER BY a.slug`,
  );
  const aliases = new Map<number, string[]>();
  for (const { record, slug } of rows) aliases.set(record, [...(aliases.get(record) ?? []), slug]);
  return aliases;
}

/** `more`: what stands beside its own properties. */
function documentOf(record: RecordRows, beside: Beside, more: Plain = {}): Document {
  const { draft, links } = draftWithLinks(record, beside.ref);
  const { slug, agreements, delegations, ...plain } = plainOf(draft);
  const aliases = beside.aliases.get(record.id);
  return {
    slug: slug as string,
    ...plain,
    ...(delegations ? { delegations: record.delegations.map(withMembers(delegations as Plain[], beside)) } : {}),
    // Which agreements a meeting was about has no order.
    ...(agreements ? { agreements: bySlug(agreements as { agreement: string }[]) } : {}),
    ...more,
    ...(aliases && { aliases }),
    recordedAt: record.recordedAt,
    claims: claimsOf(record, links, beside),
  };
}

/** Delegations are records of their own; who belonged to them stands in their meeting. */
const withMembers = (plain: readonly Plain[], beside: Beside) => (record: RecordRows, at: number) => {
  const members = plain[at]?.['members'];
  return documentOf(record, beside, members ? { members } : {});
};

const bySlug = (about: readonly { readonly agreement: string }[]) =>
  [...about].sort((one, other) => (one.agreement < other.agreement ? -1 : 1));

function claimsOf({ id }: RecordRows, links: readonly StoredLink[], { claims, evidence, ref }: Beside): ClaimLine[] {
  const paths = new Map(links.map((link) => [link.id, link.path]));
  const gone = new Map<string, number>();
  const placeOf = (row: StoredRow): string | undefined => {
    const link = row['link_id'];
    if (typeof link !== 'number') return undefined;
    const known = paths.get(link);
    if (known !== undefined) return known;
    const type = String(row['link_type']);
    gone.set(type, (gone.get(type) ?? 0) + 1);
    paths.set(link, goneLink(type, gone.get(type) as number));
    return paths.get(link);
  };
  return (claims.get(id) ?? []).map((row) => {
    const claim = {
      on: placeOf(row),
      property: row['property'],
      value: row['value'],
      data: row['data'] === null ? null : (JSON.parse(row['data'] as string) as unknown),
      status: row['status'],
      modality: row['modality'],
      attributedTo: typeof row['attributed_to_id'] === 'number' ? ref(row['attributed_to_id']) : null,
      recordedAt: row['recorded_at'],
      recordedBy: row['recorded_by'],
      retractedAt: row['retracted_at'],
      evidence: (evidence.get(row['id']) ?? []).map((each) => evidenceOf(each, ref)),
    };
    return Object.fromEntries(
      Object.entries(claim).filter(([, value]) => value !== null && value !== undefined),
    ) as unknown as ClaimLine;
  });
}

const evidenceOf = ({ id: _, ...row }: StoredRow, ref: (id: number) => string) =>
  plainOf(
    partOf(
      EvidenceDraft,
      { ...row, start: row['char_start'] ?? null, end: row['char_end'] ?? null },
      { ref, link: () => undefined },
    ),
  ) as EvidenceLine;
