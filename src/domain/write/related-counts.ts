import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import type { RecordType } from '../record/record.enums.js';
import { idsOf, type Written } from './batch.js';

/** Which records count: a condition on the SQL of an id. */
type Among = (id: Sql) => Sql;

/** Figures of the records that are written themselves, counted anew. `type` is theirs; null is any. */
interface OwnCounts {
  readonly type: RecordType | null;
  readonly table: string;
  /** The column that says which rows are theirs. */
  readonly owner: string;
  readonly counts: Readonly<Record<string, string>>;
}

/** One figure of other records, to which each record that is written adds its part. `parts` gives rows (id, n). */
interface SharedCount {
  readonly type: RecordType | null;
  readonly table: string;
  readonly column: string;
  readonly parts: (among: Among) => Sql;
}

const OWN: readonly OwnCounts[] = [
  {
    type: 'AGREEMENT',
    table: 'agreement',
    owner: 'id',
    counts: {
      party_count: '(SELECT COUNT(DISTINCT l.actor_id) FROM agreement_party l WHERE l.agreement_id = agreement.id)',
      term_count: '(SELECT COUNT(*) FROM commodity_term l WHERE l.agreement_id = agreement.id)',
    },
  },
  {
    type: 'MEETING',
    table: 'meeting',
    owner: 'id',
    counts: {
      participant_count: `(SELECT COUNT(DISTINCT l.actor_id) FROM participation l WHERE l.meeting_id = meeting.id AND l.status <> 'ABSENT')`,
      delegation_count: `(SELECT COUNT(*) FROM delegation l WHERE l.meeting_id = meeting.id AND l.status <> 'ABSENT')`,
      agreement_count: '(SELECT COUNT(*) FROM agreement_meeting l WHERE l.meeting_id = meeting.id)',
    },
  },
  {
    type: 'MEETING',
    table: 'delegation',
    owner: 'meeting_id',
    counts: {
      member_count: `(SELECT COUNT(DISTINCT l.actor_id) FROM participation l WHERE l.delegation_id = delegation.id AND l.status <> 'ABSENT')`,
    },
  },
  {
    type: null,
    table: 'registry',
    owner: 'id',
    counts: {
      source_count: `(SELECT COUNT(DISTINCT e.source_id) FROM claim c JOIN evidence e ON e.claim_id = c.id
        WHERE c.subject_id = registry.id AND c.retracted_at IS NULL)`,
      has_conflict: `(SELECT COUNT(*) FROM (SELECT 1 FROM claim c
        WHERE c.subject_id = registry.id AND c.status = 'DISPUTED' AND c.retracted_at IS NULL LIMIT 1) x)`,
    },
  },
];

const SHARED: readonly SharedCount[] = [
  {
    type: 'AGREEMENT',
    table: 'organization',
    column: 'agreement_count',
    parts: (among) => sql`SELECT l.actor_id AS id, COUNT(DISTINCT l.agreement_id) AS n FROM agreement_party l
      WHERE ${among(sql`l.agreement_id`)} GROUP BY l.actor_id`,
  },
  {
    type: 'MEETING',
    table: 'agreement',
    column: 'meeting_count',
    parts: (among) => sql`SELECT l.agreement_id AS id, COUNT(*) AS n FROM agreement_meeting l
      WHERE ${among(sql`l.meeting_id`)} GROUP BY l.agreement_id`,
  },
  {
    type: 'MEETING',
    table: 'person',
    column: 'meeting_count',
    parts: (among) => sql`SELECT l.actor_id AS id, COUNT(DISTINCT l.meeting_id) AS n FROM participation l
      WHERE ${among(sql`l.meeting_id`)} AND l.status <> 'ABSENT' GROUP BY l.actor_id`,
  },
  {
    type: 'MEETING',
    table: 'organization',
    column: 'meeting_count',
    parts: (among) => sql`SELECT x.id, COUNT(*) AS n FROM (
        SELECT l.actor_id AS id, l.meeting_id FROM participation l WHERE ${among(sql`l.meeting_id`)} AND l.status <> 'ABSENT'
        UNION SELECT l.on_behalf_of_id, l.meeting_id FROM participation l WHERE ${among(sql`l.meeting_id`)} AND l.status <> 'ABSENT'
        UNION SELECT l.on_behalf_of_id, l.meeting_id FROM delegation l WHERE ${among(sql`l.meeting_id`)} AND l.status <> 'ABSENT'
      ) x GROUP BY x.id`,
  },
  {
    type: 'MEETING',
    table: 'place',
    column: 'meeting_count',
    parts: (among) =>
      sql`SELECT l.place_id AS id, COUNT(*) AS n FROM meeting l WHERE ${among(sql`l.id`)} GROUP BY l.place_id`,
  },
  {
    type: null,
    table: 'source',
    column: 'claim_count',
    parts: (
      among,
    ) => sql`SELECT e.source_id AS id, COUNT(DISTINCT c.id) AS n FROM claim c JOIN evidence e ON e.claim_id = c.id
      WHERE ${among(sql`c.subject_id`)} GROUP BY e.source_id`,
  },
];

const countAnew = ({ table, owner, counts }: OwnCounts, among: Among): Sql => {
  const figures = Object.entries(counts).map(([column, count]) => sql.raw(`${column} = ${count}`));
  return sql`UPDATE ${sql.raw(table)} SET ${sql.join(figures)} WHERE ${among(sql.raw(owner))}`;
};

const add = ({ table, column, parts }: SharedCount, sign: '+' | '-', among: Among): Sql =>
  sql`UPDATE ${sql.raw(table)} SET ${sql.raw(`${column} = ${table}.${column} ${sign} p.n`)}
    FROM (${parts(among)}) p WHERE p.id = ${sql.raw(`${table}.id`)}`;

/** The records of which something can have changed, by the type whose writing changes it. */
async function touched(
  tx: Transaction,
  written: readonly Written[],
): Promise<Map<RecordType | null, readonly number[]>> {
  const [agreements, meetings] = [idsOf(written, 'AGREEMENT'), idsOf(written, 'MEETING')];
  // The delegations that a meeting lets go take their claims along.
  const inside =
    meetings.length === 0
      ? []
      : await tx.rows<{ id: number }>(
          { id: 'd.id' },
          sql`FROM delegation d WHERE ${sql.in(sql`d.meeting_id`, meetings)}`,
        );
  const all = new Set([...written.map(({ id }) => id), ...inside.map(({ id }) => id)]);
  return new Map<RecordType | null, readonly number[]>([
    ['AGREEMENT', agreements],
    ['MEETING', meetings],
    [null, [...all]],
  ]);
}

type Step = (type: RecordType | null, among: Among) => readonly Sql[];

async function run(tx: Transaction, written: readonly Written[], step: Step): Promise<void> {
  for (const [type, ids] of await touched(tx, written)) {
    if (ids.length === 0) continue;
    for (const statement of step(type, (id) => sql.in(id, ids))) await tx.run(statement);
  }
}

/** Before anything is taken away. */
export const countOut = (tx: Transaction, updated: readonly Written[]): Promise<void> =>
  run(tx, updated, (type, among) =>
    SHARED.filter((count) => count.type === type).map((count) => add(count, '-', among)),
  );

const stepsIn: Step = (type, among) => [
  ...OWN.filter((count) => count.type === type).map((count) => countAnew(count, among)),
  ...SHARED.filter((count) => count.type === type).map((count) => add(count, '+', among)),
];

/** When everything is written. */
export const countIn = (tx: Transaction, written: readonly Written[]): Promise<void> => run(tx, written, stepsIn);

/** When records that had no claims have got theirs. */
export async function countClaimsIn(tx: Transaction, ids: readonly number[]): Promise<void> {
  for (const statement of stepsIn(null, (id) => sql.in(id, ids))) await tx.run(statement);
}

const ALL: Among = () => sql`1 = 1`;

const OF_COMMODITIES = '(SELECT COUNT(*) FROM agreement_commodity l WHERE l.commodity_id = commodity.id)';

/** A kept count, and the ids of the records for which it is not what counting gives. */
export interface KeptCount {
  readonly table: string;
  readonly column: string;
  readonly wrong: Sql;
}

const miscounted = (table: string, column: string, count: string): KeptCount => ({
  table,
  column,
  wrong: sql.raw(`SELECT ${table}.id FROM ${table} WHERE ${table}.${column} <> ${count}`),
});

export const keptCounts: readonly KeptCount[] = [
  ...OWN.flatMap(({ table, counts }) =>
    Object.entries(counts).map(([column, count]) => miscounted(table, column, count)),
  ),
  ...SHARED.map(({ table, column, parts }) => ({
    table,
    column,
    wrong: sql`SELECT t.id FROM ${sql.raw(table)} t LEFT JOIN (${parts(ALL)}) p ON p.id = t.id
      WHERE ${sql.raw(`t.${column}`)} <> COALESCE(p.n, 0)`,
  })),
  miscounted('commodity', 'agreement_count', OF_COMMODITIES),
];

/** Every kept count of a database worked out anew, for one whose rows came past the write path. */
export const recountCounts: readonly Sql[] = [
  ...OWN.map((count) => countAnew(count, ALL)),
  ...SHARED.flatMap((count) => [
    sql`UPDATE ${sql.raw(count.table)} SET ${sql.raw(count.column)} = 0`,
    add(count, '+', ALL),
  ]),
  sql.raw(`UPDATE commodity SET agreement_count = ${OF_COMMODITIES}`),
];
