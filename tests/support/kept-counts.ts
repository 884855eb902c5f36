import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';

const THERE = "l.status <> 'ABSENT'";

/** What each kept count is, counted live in another way than it is kept. */
export const LIVE = {
  registry: {
    source_count:
      '(SELECT COUNT(*) FROM source s WHERE EXISTS (SELECT 1 FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE e.source_id = s.id AND c.subject_id = t.id AND c.retracted_at IS NULL))',
    has_conflict: `CASE WHEN EXISTS (SELECT 1 FROM claim c WHERE c.subject_id = t.id AND c.status = 'DISPUTED' AND c.retracted_at IS NULL) THEN 1 ELSE 0 END`,
  },
  agreement: {
    party_count:
      '(SELECT COUNT(*) FROM registry a WHERE a.id IN (SELECT l.actor_id FROM agreement_party l WHERE l.agreement_id = t.id))',
    term_count: '(SELECT COUNT(*) FROM commodity_term l WHERE l.agreement_id = t.id)',
    meeting_count: '(SELECT COUNT(*) FROM agreement_meeting l WHERE l.agreement_id = t.id)',
  },
  meeting: {
    participant_count: `(SELECT COUNT(*) FROM registry a WHERE a.id IN (SELECT l.actor_id FROM participation l WHERE l.meeting_id = t.id AND ${THERE}))`,
    delegation_count: `(SELECT COUNT(*) FROM delegation l WHERE l.meeting_id = t.id AND ${THERE})`,
    agreement_count: '(SELECT COUNT(*) FROM agreement_meeting l WHERE l.meeting_id = t.id)',
  },
  delegation: {
    member_count: `(SELECT COUNT(*) FROM registry a WHERE a.id IN (SELECT l.actor_id FROM participation l WHERE l.delegation_id = t.id AND ${THERE}))`,
  },
  person: {
    meeting_count: `(SELECT COUNT(*) FROM meeting m WHERE m.id IN (SELECT l.meeting_id FROM participation l WHERE l.actor_id = t.id AND ${THERE}))`,
  },
  organization: {
    agreement_count:
      '(SELECT COUNT(*) FROM agreement a WHERE a.id IN (SELECT l.agreement_id FROM agreement_party l WHERE l.actor_id = t.id))',
    meeting_count: `(SELECT COUNT(*) FROM meeting m WHERE
      m.id IN (SELECT l.meeting_id FROM participation l WHERE ${THERE} AND (l.actor_id = t.id OR l.on_behalf_of_id = t.id))
      OR m.id IN (SELECT l.meeting_id FROM delegation l WHERE ${THERE} AND l.on_behalf_of_id = t.id))`,
  },
  commodity: {
    agreement_count: `(SELECT COUNT(*) FROM agreement a WHERE a.id IN (SELECT l.agreement_id FROM commodity_term l
      JOIN commodity_closure cc ON cc.descendant_id = l.commodity_id WHERE cc.ancestor_id = t.id))`,
  },
  place: { meeting_count: '(SELECT COUNT(*) FROM meeting l WHERE l.place_id = t.id)' },
  source: {
    claim_count:
      '(SELECT COUNT(*) FROM claim c WHERE c.id IN (SELECT e.claim_id FROM evidence e WHERE e.source_id = t.id))',
  },
} as const;

/** The same for what is kept in tables of its own. */
export const TABLES = {
  encounter: {
    columns: { a: 'a_slug', b: 'b_slug', n: '-meetings_desc' },
    live: `FROM (SELECT ra.slug AS a_slug, rb.slug AS b_slug, -COUNT(*) AS meetings_desc FROM meeting m, registry ra, registry rb
      WHERE m.status = 'HELD' AND ra.type = 'PERSON' AND rb.type = 'PERSON' AND ra.id <> rb.id
        AND EXISTS (SELECT 1 FROM participation l WHERE l.meeting_id = m.id AND l.actor_id = ra.id AND l.status = 'REPORTED')
        AND EXISTS (SELECT 1 FROM participation l WHERE l.meeting_id = m.id AND l.actor_id = rb.id AND l.status = 'REPORTED')
      GROUP BY ra.slug, rb.slug) x`,
  },
  person_country: {
    columns: { country: 'country_id', person: 'person_id' },
    live: `FROM (SELECT c.id AS country_id, p.id AS person_id FROM country c, person p
      WHERE EXISTS (SELECT 1 FROM tenure te JOIN organization o ON o.id = te.organization_id WHERE te.person_id = p.id AND o.country_id = c.id)
        OR EXISTS (SELECT 1 FROM participation l JOIN organization o ON o.id = l.on_behalf_of_id
          WHERE l.actor_id = p.id AND o.country_id = c.id AND ${THERE})
        OR EXISTS (SELECT 1 FROM participation l JOIN delegation d ON d.id = l.delegation_id JOIN organization o ON o.id = d.on_behalf_of_id
          WHERE l.actor_id = p.id AND o.country_id = c.id AND l.on_behalf_of_id IS NULL AND ${THERE})) x`,
  },
} as const;

/** Rows whose kept figure is not the live one; `sums` says what each adds up to, so that 0 = 0 proves nothing unseen. */
export async function wrongCounts(database: Database) {
  const wrong: object[] = [];
  const sums: Record<string, number> = {};
  for (const [table, counts] of Object.entries(LIVE))
    for (const [column, live] of Object.entries(counts)) {
      const rows = await database.rows<{ slug: string; kept: number; live: number }>(
        { slug: 'r.slug', kept: `t.${column}`, live },
        sql`FROM ${sql.raw(table)} t JOIN registry r ON r.id = t.id ORDER BY r.id`,
      );
      sums[`${table}.${column}`] = rows.reduce((sum, { kept }) => sum + kept, 0);
      wrong.push(
        ...rows.filter((row) => row.kept !== row.live).map((row) => ({ count: `${table}.${column}`, ...row })),
      );
    }
  for (const [table, { columns, live }] of Object.entries(TABLES)) {
    const order = sql.raw(`ORDER BY ${Object.values(columns).join(', ')}`);
    const kept = await database.rows(columns, sql`FROM ${sql.raw(table)} ${order}`);
    const wanted = await database.rows(columns, sql`${sql.raw(live)} ${order}`);
    sums[table] = kept.length;
    if (JSON.stringify(kept) !== JSON.stringify(wanted)) wrong.push({ table, kept, wanted });
  }
  return { wrong, sums };
}
