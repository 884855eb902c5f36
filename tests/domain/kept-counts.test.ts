import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { recountAll } from '../../src/domain/write/derived.js';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { LIVE, TABLES, wrongCounts } from '../support/kept-counts.js';
import { richFacts } from '../support/rich-facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);

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
