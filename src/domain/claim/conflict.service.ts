import { sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context, Loader } from '../context.js';
import { type ListSource, list } from '../paging/list.js';
import type { RecordType } from '../record/record.enums.js';
import type { Claim } from './claim.entity.js';
import { claims } from './claim.loaders.js';

/** What a conflict is about, as its first claim says. */
export type Matter = Pick<Claim, 'subjectId' | 'linkType' | 'linkId' | 'property'>;

const DISPUTED = sql`t.status = 'DISPUTED' AND t.retracted_at IS NULL`;

/** Each conflict once, by the first of its claims. Records in conflict are known and few; the claims of others are not looked at. */
const conflicts: ListSource<Claim> = {
  ...claims,
  name: 'conflict',
  from: sql`FROM registry r ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} claim t ON t.subject_id = r.id`,
  where: sql`r.has_conflict = 1 AND ${DISPUTED} AND NOT EXISTS (SELECT 1 FROM claim e
    WHERE e.subject_id = t.subject_id AND e.id < t.id AND e.status = 'DISPUTED' AND e.retracted_at IS NULL
      AND COALESCE(e.link_id, 0) = COALESCE(t.link_id, 0) AND COALESCE(e.property, '') = COALESCE(t.property, ''))`,
};

/** Open disagreements in the order in which they began, of records of these types. */
export const listConflicts = (
  context: Context,
  types: readonly RecordType[],
  page: ForwardPageArgs,
): Promise<Connection<Claim>> => list(context, conflicts, { page }, sql.in(sql`r.type`, types));

const keyOf = ({ subjectId, linkId, property }: Matter) => JSON.stringify([subjectId, linkId, property]);

/** The claims that contradict each other about a matter, in the order in which they were recorded. */
export const disputedClaims: Loader<Matter, readonly Claim[]> = {
  keyOf,
  async batch(matters, { database }) {
    const subjects = sql.in(sql`t.subject_id`, [...new Set(matters.map(({ subjectId }) => subjectId))]);
    const rows = await database.rows<Claim>(
      claims.columns,
      sql`${claims.from} WHERE ${DISPUTED} AND ${subjects} ORDER BY t.id`,
    );
    const about = new Map<string, Claim[]>();
    for (const row of rows) about.set(keyOf(row), [...(about.get(keyOf(row)) ?? []), row]);
    return matters.map((matter) => about.get(keyOf(matter)) ?? []);
  },
};
