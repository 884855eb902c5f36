import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import type { Context, Loader } from '../context.js';
import { type ListSource, list } from '../paging/list.js';
import { sortByEntry } from '../paging/order.js';
import { type NodeType, RECORD_TYPES } from '../record/record.entity.js';
import type { ProposalArgs } from './proposal.args.js';
import { withProposals, withRefused } from './view.js';

/** What was put forward, by the claim to decide on. */
export interface Proposed {
  /** Of the claim. */
  readonly id: number;
  readonly subjectId: number;
  readonly linkType: NodeType | null;
  readonly linkId: number | null;
  /** A new record or link; null for a value of what was there. */
  readonly proposalId: number | null;
  /** 1 where its rows stand aside. */
  readonly isAside: number;
  readonly status: ClaimStatus;
  readonly by: string | null;
  readonly at: string;
  readonly reason: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
  readonly decision: string | null;
}

const columns = {
  id: 't.id',
  subjectId: 't.subject_id',
  linkType: 't.link_type',
  linkId: 't.link_id',
  proposalId: 't.proposal_id',
  isAside: 't.is_aside',
  status: 't.status',
  by: 't."by"',
  at: 't.at',
  reason: 't.reason',
  decidedBy: 't.decided_by',
  decidedAt: 't.decided_at',
  decision: 't.decision',
};

const LABOUR = sql`p.status, p."by", p.at, p.reason, p.decided_by, p.decided_at, p.decision`;

/** New records and links that have not become part of the rest; not where what a link was to be part of is gone. */
const aside = (
  status: Sql,
): Sql => sql`SELECT p.claim_id AS id, p.subject_id, CASE WHEN p.slug IS NULL THEN p.type END AS link_type,
    CASE WHEN p.slug IS NULL THEN p.id END AS link_id, p.id AS proposal_id, 1 AS is_aside, ${LABOUR},
    CASE WHEN p.slug IS NULL THEN p.root_type ELSE p.type END AS record_type
  FROM proposal p LEFT JOIN registry r ON r.id = p.root_id LEFT JOIN record_alias a ON a.id = p.root_id
  WHERE ${status} AND p.type <> 'CLAIM' AND (p.id = p.root_id OR r.id IS NOT NULL OR a.id IS NOT NULL)`;

/** Values and names that wait. */
const VALUES = sql`SELECT c.id, c.subject_id, c.link_type, c.link_id, NULL, 0, c.status, c.recorded_by, c.recorded_at, NULL, NULL, NULL, NULL, r.type
  FROM claim c JOIN registry r ON r.id = c.subject_id WHERE c.status = 'PROPOSED'`;

/** What was accepted, and values and names whatever was decided on them. */
const entered = (status: Sql): Sql => sql`SELECT c.id, c.subject_id, c.link_type, c.link_id,
    CASE WHEN p.type <> 'CLAIM' THEN p.id END, 0, ${LABOUR}, r.type
  FROM proposal p JOIN claim c ON c.id = p.claim_id JOIN registry r ON r.id = c.subject_id
  WHERE ${status} AND (p.status = 'ACCEPTED' OR p.type = 'CLAIM')`;

/** Those that wait are found by an index of theirs. */
function rowsWith(statuses: readonly ClaimStatus[]): Sql {
  const decided = statuses.filter((status) => status !== 'PROPOSED');
  const isDecided = sql.in(sql`p.status`, decided);
  const parts = [
    ...(statuses.includes('PROPOSED') ? [aside(sql`p.status = 'PROPOSED'`), VALUES] : []),
    ...(decided.length > 0 ? [aside(sql`${isDecided} AND p.status <> 'ACCEPTED'`), entered(isDecided)] : []),
  ];
  return sql.join(parts, ' UNION ALL ');
}

const proposals: Omit<ListSource<Proposed>, 'from'> = {
  name: 'proposal',
  columns,
  where: sql`1 = 1`,
  id: 't.id',
  sort: sortByEntry,
};

/** What was put forward, in the order in which it was. */
export function listProposals(
  context: Context,
  { status, by, types, ...page }: ProposalArgs,
): Promise<Connection<Proposed>> {
  const source = { ...proposals, from: sql`FROM (${rowsWith(status ?? ['PROPOSED'])}) t` };
  const isAbout = sql.in(sql`t.record_type`, types ?? RECORD_TYPES);
  return list(context, source, { page }, by == null ? isAbout : sql`${isAbout} AND t."by" = ${by}`);
}

/** Where a proposal is seen as it would be; what is there is seen with that. */
export function contextOf(context: Context, { isAside, status }: Proposed): Context {
  if (isAside === 0) return context;
  return status === 'PROPOSED' ? withProposals(context) : withRefused(context);
}

/** The claims that are decided on with the one of a proposal. */
export async function claimsOf(context: Context, { id, proposalId, isAside }: Proposed): Promise<readonly number[]> {
  if (proposalId === null) return [id];
  return isAside === 1 ? context.load(claimsAside, proposalId) : context.load(claimsEntered, id);
}

const gathered = (keys: readonly number[], rows: readonly { readonly key: number; readonly claim: number }[]) =>
  keys.map((key) => rows.filter((row) => row.key === key).map(({ claim }) => claim));

/** The claims of what stands aside, by the proposal. */
const claimsAside: Loader<number, readonly number[]> = {
  async batch(ids, { database }) {
    const rows = await database.rows<{ key: number; claim: number }>(
      { key: 'w.proposal_id', claim: 'w.row_id' },
      sql`FROM proposed w WHERE w.part = 'claim' AND ${sql.in(sql`w.proposal_id`, ids)} ORDER BY w.row_id`,
    );
    return gathered(ids, rows);
  },
};

/** The claims that were put forward together with those that what was accepted exists: at one moment, about one thing. */
const claimsEntered: Loader<number, readonly number[]> = {
  async batch(ids, { database }) {
    const rows = await database.rows<{ key: number; claim: number }>(
      { key: 'k.id', claim: 'c.id' },
      sql`FROM claim k JOIN (
          SELECT m.delegation_id AS root, m.meeting_id AS subject, m.id AS link FROM participation m
          UNION ALL SELECT d.meeting_id, d.id, NULL FROM delegation d
          UNION ALL SELECT r.id, r.id, NULL FROM registry r) s ON s.root = k.subject_id
        JOIN claim c ON c.subject_id = s.subject AND c.recorded_at = k.recorded_at AND c.recorded_by = k.recorded_by
          AND (s.link IS NULL OR c.link_id = s.link) AND (k.link_id IS NULL OR c.link_id = k.link_id)
        WHERE ${sql.in(sql`k.id`, ids)} ORDER BY c.id`,
    );
    return gathered(ids, rows);
  },
};
