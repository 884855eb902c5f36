import { expect, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { recountAll } from '../../src/domain/write/derived.js';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);

const THERE = "l.status <> 'ABSENT'";

/** What each kept count is, counted live in another way than it is kept. */
const LIVE = {
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
const TABLES = {
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
async function wrongCounts(database: Database) {
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

const requireRight = async () => expect((await wrongCounts(test.database)).wrong).toEqual([]);

it('are right after a first load, after the same again, and after records lose and gain links', async () => {
  const facts = richFacts(6);
  const disputed = { slug: 'disputed', names: [{ text: 'One' }], claims: { kind: { status: 'DISPUTED' } } };
  await given({ ...facts, organizations: [...(facts.organizations ?? []), disputed] });
  const { wrong, sums } = await wrongCounts(test.database);
  expect(wrong).toEqual([]);
  expect(Object.entries(sums).filter(([, sum]) => sum === 0)).toEqual([]);
  await given(facts);
  await requireRight();
  await given({
    organizations: [{ slug: 'disputed' }],
    agreements: [
      {
        slug: 'agreement-1',
        parties: ['organization-2'],
        terms: [{ commodity: 'commodity-2' }, { commodity: 'commodity-3' }],
      },
      { slug: 'agreement-2', evidence: ['source-1', 'source-2'] },
    ],
    meetings: [
      { slug: 'meeting-top' },
      { slug: 'meeting-1', place: 'place-2', agreements: ['agreement-3', 'agreement-4'], participations: ['person-3'] },
      { slug: 'meeting-2', participations: [{ actor: 'person-1', status: 'ABSENT' }, 'person-1', 'organization-3'] },
    ],
    commodities: [{ slug: 'commodity-4', parent: 'commodity-5' }],
  });
  await requireRight();
  await given(facts);
  expect((await wrongCounts(test.database)).sums).toEqual({ ...sums, 'registry.has_conflict': 0 });
  await requireRight();
});

it('count an actor, a meeting and a source once, and nobody who stayed away', async () => {
  await given({
    agreements: [
      {
        slug: 'deal',
        parties: [
          { actor: 'mali', role: 'SUPPLIER' },
          { actor: 'mali', role: 'GUARANTOR' },
        ],
        evidence: ['one', 'one', 'two'],
      },
    ],
    meetings: [
      {
        slug: 'talks',
        participations: ['ada', { actor: 'bob', status: 'ABSENT' }, { actor: 'mali', onBehalfOf: 'mali' }],
        delegations: [
          { slug: 'guests', onBehalfOf: 'mali', members: ['ada', { actor: 'cid', status: 'ABSENT' }] },
          { slug: 'missing', onBehalfOf: 'russia', status: 'ABSENT' },
        ],
      },
    ],
    organizations: ['mali', 'russia'],
    people: ['ada', 'bob', 'cid'],
  });
  const { agreements, meetings, delegations, people, organizations } = await dataOf(
    test.database,
    `{ agreements { nodes { partyCount sourceCount } } meetings { nodes { participantCount delegationCount } }
      delegations(orderBy: { field: SLUG }) { nodes { memberCount } } people(orderBy: { field: SLUG }) { nodes { meetingCount } }
      organizations(orderBy: { field: SLUG }) { nodes { meetingCount agreementCount } } }`,
  );
  // The evidence of its parties is that of another source.
  expect(agreements.nodes).toEqual([{ partyCount: 1, sourceCount: 3 }]);
  expect(meetings.nodes).toEqual([{ participantCount: 2, delegationCount: 1 }]);
  expect(delegations.nodes).toEqual([{ memberCount: 1 }, { memberCount: 0 }]);
  expect(people.nodes).toEqual([{ meetingCount: 1 }, { meetingCount: 0 }, { meetingCount: 0 }]);
  expect(organizations.nodes).toEqual([
    { meetingCount: 1, agreementCount: 1 },
    { meetingCount: 0, agreementCount: 0 },
  ]);
  await requireRight();
});

it('follow a delegation that goes from one meeting to another, or away', async () => {
  const delegation = { slug: 'guests', onBehalfOf: 'mali', members: ['ada', 'bob'], evidence: ['the-paper'] };
  await given({
    organizations: ['mali'],
    people: ['ada', 'bob'],
    meetings: [{ slug: 'one', delegations: [delegation] }],
  });
  await requireRight();
  await given({ meetings: ['one', { slug: 'two', delegations: [delegation] }] });
  await requireRight();
  const before = await wrongCounts(test.database);
  expect(before.sums['delegation.member_count']).toBe(2);
  await given({ meetings: ['two'] });
  await requireRight();
  expect((await wrongCounts(test.database)).sums).toMatchObject({
    'delegation.member_count': 0,
    'person.meeting_count': 0,
  });
});

it('follow a meeting that was not held after all, an office that ends and an organization that changes its country', async () => {
  const title = { en: 'Minister' };
  await given({
    countries: [
      { slug: 'mali', code: 'ML', alpha3: 'MLI' },
      { slug: 'russia', code: 'RU', alpha3: 'RUS' },
    ],
    organizations: [{ slug: 'bank', country: 'ML' }, { slug: 'guests', country: 'ML' }, 'nowhere'],
    people: [{ slug: 'ada', tenures: [{ organization: 'bank', title }] }, 'bob', 'cid', 'dan'],
    meetings: [
      {
        slug: 'one',
        participations: [{ actor: 'bob', onBehalfOf: 'bank' }, 'ada', 'ada'],
        delegations: [
          { slug: 'visitors', onBehalfOf: 'guests', members: ['cid', { actor: 'dan', onBehalfOf: 'bank' }] },
        ],
      },
      { slug: 'two', participations: ['ada', 'bob'] },
    ],
  });
  await requireRight();
  expect((await wrongCounts(test.database)).sums).toMatchObject({ encounter: 12, person_country: 4 });
  await given({
    organizations: [
      { slug: 'bank', country: 'RU' },
      { slug: 'guests', country: 'RU' },
    ],
    meetings: [{ slug: 'three', participations: [{ actor: 'bob', onBehalfOf: 'bank' }] }],
  });
  await requireRight();
  await given({
    organizations: ['bank'],
    people: ['ada'],
    meetings: [{ slug: 'two', status: 'CANCELLED', participations: ['ada', 'bob'] }],
  });
  await requireRight();
  expect((await wrongCounts(test.database)).sums).toMatchObject({ person_country: 1 });
  await given({ meetings: [{ slug: 'one', participations: [{ actor: 'ada', status: 'EXPECTED' }, 'bob'] }] });
  await requireRight();
  expect((await wrongCounts(test.database)).sums).toMatchObject({ encounter: 0, person_country: 0 });
});

it('are worked out anew for rows that came past the write path', async () => {
  await given(richFacts(3));
  const { sums } = await wrongCounts(test.database);
  await test.database.write(async (tx) => {
    for (const [table, counts] of Object.entries(LIVE))
      for (const column of Object.keys(counts))
        await tx.run(sql`UPDATE ${sql.raw(table)} SET ${sql.raw(`${column} = ${column} + 7`)}`);
    for (const table of Object.keys(TABLES)) await tx.run(sql`DELETE FROM ${sql.raw(table)}`);
  });
  expect((await wrongCounts(test.database)).wrong).not.toEqual([]);
  await test.database.write(async (tx) => {
    for (const statement of recountAll) await tx.run(statement);
  });
  expect(await wrongCounts(test.database)).toEqual({ wrong: [], sums });
});

it('are the same for a person whether read alone or as somebody who acted', async () => {
  await given({
    people: ['ada'],
    meetings: [
      { slug: 'one', participations: ['ada'] },
      { slug: 'two', participations: ['ada'] },
    ],
  });
  const { meeting, person } = await dataOf(
    test.database,
    `{ person(ref: "ada") { meetingCount } meeting(ref: "one") { participations { actor { ... on Person { meetingCount } } } } }`,
  );
  expect(person).toEqual({ meetingCount: 2 });
  expect(meeting.participations[0].actor).toEqual(person);
});
