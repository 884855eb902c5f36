import type { Reads } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { RecordType } from '../record/record.enums.js';

/** A column by which rows of one record name another; `owner` is SQL of the record that the row (alias t) belongs to. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  readonly owner: string;
}

const own = (table: string, ...columns: readonly string[]): Reference[] =>
  columns.map((column) => ({ table, column, owner: 't.id' }));
const owned = (table: string, owner: string, ...columns: readonly string[]): Reference[] =>
  columns.map((column) => ({ table, column, owner: `t.${owner}` }));

/** Everything that can name a record. */
export const REFERENCES: readonly Reference[] = [
  ...own('place', 'country_id'),
  ...own('organization', 'country_id', 'parent_id'),
  ...own('source', 'publisher_id'),
  ...own('commodity', 'parent_id'),
  ...own('agreement', 'place_id', 'parent_id'),
  ...own('meeting', 'place_id'),
  ...own('delegation', 'on_behalf_of_id'),
  ...owned('tenure', 'person_id', 'organization_id'),
  ...owned('participation', 'meeting_id', 'actor_id', 'on_behalf_of_id'),
  ...owned('agreement_party', 'agreement_id', 'actor_id'),
  ...owned('agreement_meeting', 'meeting_id', 'agreement_id'),
  ...owned('commodity_term', 'agreement_id', 'commodity_id', 'from_id', 'to_id'),
  ...owned('claim', 'subject_id', 'attributed_to_id'),
  { table: 'evidence', column: 'source_id', owner: '(SELECT c.subject_id FROM claim c WHERE c.id = t.claim_id)' },
];

const listing = ({ table, column, owner }: Reference, ids: readonly number[]): Sql =>
  sql`SELECT ${sql.raw(owner)} AS id FROM ${sql.raw(table)} t WHERE ${sql.in(sql.raw(`t.${column}`), ids)}`;

interface Referrer {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

/** The records, other than themselves, that name any of these. */
export async function referrersOf(
  reads: Reads,
  ids: readonly number[],
  most: number,
): Promise<{ readonly count: number; readonly first: readonly Referrer[] }> {
  const all = sql.join(
    REFERENCES.map((each) => listing(each, ids)),
    ' UNION ',
  );
  const others = sql`FROM (${all}) n JOIN registry r ON r.id = n.id WHERE NOT (${sql.in(sql`r.id`, ids)})`;
  const [counted] = await reads.rows<{ n: number }>({ n: 'COUNT(*)' }, others);
  const first = await reads.rows<Referrer>(
    { id: 'r.id', type: 'r.type', slug: 'r.slug' },
    sql`${others} ORDER BY r.id LIMIT ${most}`,
  );
  return { count: counted?.n ?? 0, first };
}
