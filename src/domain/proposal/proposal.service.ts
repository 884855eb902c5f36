import { sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context, Loader } from '../context.js';
import { type ListSource, list } from '../paging/list.js';
import { sortByEntry } from '../paging/order.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { withProposals } from './view.js';

/** What waits, by the claim to decide on. */
export interface Proposed {
  /** Of the claim. */
  readonly id: number;
  readonly subjectId: number;
  readonly linkType: NodeType | null;
  readonly linkId: number | null;
  /** What stands aside; null for a claim on what is there. */
  readonly proposalId: number | null;
  readonly reason: string | null;
}

const proposals: ListSource<Proposed> = {
  name: 'proposal',
  columns: {
    id: 't.id',
    subjectId: 't.subject_id',
    linkType: 't.link_type',
    linkId: 't.link_id',
    proposalId: 't.proposal_id',
    reason: 't.reason',
  },
  from: sql`FROM (
    SELECT c.id, c.subject_id, c.link_type, c.link_id, NULL AS proposal_id, NULL AS reason, r.type AS record_type
      FROM claim c JOIN registry r ON r.id = c.subject_id WHERE c.status = 'PROPOSED'
    UNION ALL SELECT p.claim_id, p.subject_id, CASE WHEN p.slug IS NULL THEN p.type END, CASE WHEN p.slug IS NULL THEN p.id END,
        p.id, p.reason, CASE WHEN p.slug IS NULL THEN p.root_type ELSE p.type END
      FROM proposal p LEFT JOIN registry r ON r.id = p.root_id
      WHERE p.status = 'PROPOSED' AND (p.id = p.root_id OR r.id IS NOT NULL)) t`,
  where: sql`1 = 1`,
  id: 't.id',
  sort: sortByEntry,
};

/** What waits for somebody to accept it, in the order in which it was put forward, about records of these types. */
export const listProposals = (
  context: Context,
  types: readonly RecordType[],
  page: ForwardPageArgs,
): Promise<Connection<Proposed>> => list(context, proposals, { page }, sql.in(sql`t.record_type`, types));

/** Where a proposal is seen as it would be; a claim on what is there is seen with that. */
export const contextOf = (context: Context, { proposalId }: Proposed): Context =>
  proposalId === null ? context : withProposals(context);

/** The claims of what stands aside, by the proposal. */
export const claimsAside: Loader<number, readonly number[]> = {
  async batch(ids, { database }) {
    const rows = await database.rows<{ proposal: number; claim: number }>(
      { proposal: 'w.proposal_id', claim: 'w.row_id' },
      sql`FROM proposed w WHERE w.part = 'claim' AND ${sql.in(sql`w.proposal_id`, ids)} ORDER BY w.row_id`,
    );
    return ids.map((id) => rows.filter(({ proposal }) => proposal === id).map(({ claim }) => claim));
  },
};
