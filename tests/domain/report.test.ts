import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const FACTS: Facts = { organizations: ['mali', 'russia'], commodities: ['petroleum'] };

const report = (day = '"2025-10-23"', unit = 't', more = '') => `mutation { recordReport(input: {
  sources: [{ slug: "the-paper", kind: NEWS, names: [{ text: "The Paper", lang: "en" }] }]
  evidence: [{ source: "the-paper", paragraph: 2 }]
  people: [{ slug: "ada", names: [{ text: "Ada" }], tenures: [{ organization: "mali", title: [{ lang: "en", text: "Minister" }] }] }]
  agreements: [{ slug: "deal", instrument: MEMORANDUM, status: SIGNED, signedOn: ${day}
    parties: [{ actor: "mali", role: RECIPIENT }, { actor: "russia", role: SUPPLIER }]
    terms: [{ commodity: "petroleum", kind: COMMITMENT, from: "russia", to: "mali", quantity: { min: 1, max: 2, bound: RANGE, unit: "${unit}", per: MONTH } }] }]
  meetings: [{ slug: "talks", kind: TALKS, status: HELD, date: "2025-10-23", agreements: [{ agreement: "deal" }]
    delegations: [{ slug: "talks-mali", side: HOST, onBehalfOf: "mali", members: [{ actor: "ada", role: HEAD, evidence: [{ source: "the-paper", paragraph: 3 }] }] }] }]
  ${more}
}) { records { __typename slug } meetings { slug agreements { nodes { slug } } } agreements { slug terms { quantity { min per } } } claims { property } clientMutationId } }`;

describe('recordReport', () => {
  it('enters all that a report says, each part with its evidence', async () => {
    await given(FACTS);
    const { recordReport } = await run(report());
    expect(recordReport.records.map(({ slug }: { slug: string }) => slug)).toEqual([
      'the-paper',
      'ada',
      'deal',
      'talks',
      'talks-mali',
    ]);
    expect(recordReport.meetings).toEqual([{ slug: 'talks', agreements: { nodes: [{ slug: 'deal' }] } }]);
    expect(recordReport.agreements).toEqual([{ slug: 'deal', terms: [{ quantity: { min: 1, per: 'MONTH' } }] }]);
    expect(recordReport.claims.length).toBeGreaterThan(20);
    const { meeting, person } = await ask(`{
      meeting(ref: "talks") { delegations { members { claims { nodes { property evidence { paragraph source { slug } } } } } } }
      person(ref: "ada") { tenures { claims { nodes { evidence { paragraph } } } } }
    }`);
    const [member] = meeting.delegations[0].members;
    expect(member.claims.nodes).toContainEqual({
      property: 'role',
      evidence: [{ paragraph: 3, source: { slug: 'the-paper' } }],
    });
    expect(person.tenures[0].claims.nodes[0].evidence).toEqual([{ paragraph: 2 }]);
  });

  it('enters nothing when a part of it is wrong, and names every wrong value', async () => {
    await given(FACTS);
    const wrong = report('"yesterday"', 'bushels of hope').replace('actor: "ada"', 'actor: "nobody"');
    const { extensions } = await refused(wrong);
    expect((extensions['problems'] as { path: string }[]).map(({ path }) => path).sort()).toEqual([
      'input.agreements[0].signedOn',
      'input.agreements[0].terms[0].quantity.unit',
      'input.meetings[0].delegations[0].members[0].actor',
    ]);
    expect(
      await ask('{ agreements { totalCount } meetings { totalCount } people { totalCount } sources { totalCount } }'),
    ).toEqual({
      agreements: { totalCount: 0 },
      meetings: { totalCount: 0 },
      people: { totalCount: 0 },
      sources: { totalCount: 1 },
    });
  });

  it('is entered once, however often it is sent', async () => {
    await given(FACTS);
    const named = report('"2025-10-23"', 't', 'clientMutationId: "report-1"');
    expect(await run(named)).toEqual(await run(named));
    expect((await refused(report())).extensions).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect((await ask('{ meetings { totalCount } }')).meetings).toEqual({ totalCount: 1 });
  });

  it('needs evidence, and something to say', async () => {
    await given(FACTS);
    expect((await refused('mutation { recordReport(input: {}) { claims { id } } }')).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'input',
    });
    const { extensions } = await refused(
      'mutation { recordReport(input: { people: [{ slug: "ada" }] }) { claims { id } } }',
    );
    expect(extensions).toMatchObject({ code: 'EVIDENCE_REQUIRED', argument: 'input.people[0].evidence' });
  });
});

describe('a delegation', () => {
  const MEETING: Facts = {
    ...FACTS,
    people: ['ada', 'bela'],
    meetings: [{ slug: 'talks', delegations: [{ slug: 'first', side: 'HOST', members: ['ada'] }] }],
  };
  const seats =
    '{ meeting(ref: "talks") { version delegations { slug side version members { actor { ... on Person { slug } } } } } }';

  it('is entered in its meeting, changed and taken out', async () => {
    await given(MEETING);
    const { createDelegation } =
      await run(`mutation { createDelegation(input: { meeting: "talks", slug: "second", side: VISITOR,
      members: [{ actor: "bela", role: HEAD }], evidence: [{ source: "a-source" }] }) { record { slug version meeting { slug } } claims { property } } }`);
    expect(createDelegation.record).toEqual({ slug: 'second', version: 1, meeting: { slug: 'talks' } });
    expect(createDelegation.claims.length).toBeGreaterThan(2);
    const { updateDelegation } =
      await run(`mutation { updateDelegation(input: { ref: "second", version: 1, onBehalfOf: "russia",
      members: [{ actor: "ada", role: MEMBER }], evidence: [{ source: "a-source" }] }) { record { onBehalfOf { slug } memberCount } } }`);
    expect(updateDelegation.record).toEqual({ onBehalfOf: { slug: 'russia' }, memberCount: 2 });
    expect((await ask(seats)).meeting.delegations).toMatchObject([
      { slug: 'first', version: 1, members: [{ actor: { slug: 'ada' } }] },
      { slug: 'second', version: 2, members: [{ actor: { slug: 'bela' } }, { actor: { slug: 'ada' } }] },
    ]);
    const { deleteDelegation } = await run(
      'mutation { deleteDelegation(input: { ref: "second", version: 2, reason: "entered by mistake" }) { record { slug memberCount } } }',
    );
    expect(deleteDelegation.record).toEqual({ slug: 'second', memberCount: 2 });
    expect((await ask(seats)).meeting.delegations).toMatchObject([{ slug: 'first' }]);
    expect(
      (await ask('{ person(ref: "bela") { claims { totalCount } meetings { totalCount } } }')).person.meetings,
    ).toEqual({
      totalCount: 0,
    });
  });

  it('is lost to whoever was quicker, and has one slug', async () => {
    await given({
      ...MEETING,
      meetings: [...(MEETING.meetings ?? []), { slug: 'others', delegations: [{ slug: 'third', side: 'HOST' }] }],
    });
    const create = (slug: string) =>
      `mutation { createDelegation(input: { meeting: "talks", slug: "${slug}", side: VISITOR, evidence: [{ source: "a-source" }] }) { record { slug } } }`;
    expect((await refused(create('first'))).extensions).toMatchObject({ code: 'ALREADY_EXISTS' });
    expect((await refused(create('third'))).extensions).toMatchObject({ argument: 'input.slug' });
    expect(
      (
        await refused(
          'mutation { deleteDelegation(input: { ref: "first", version: 3, reason: "entered by mistake" }) { record { slug } } }',
        )
      ).extensions,
    ).toMatchObject({ code: 'CONFLICT', current: { version: 1, slug: 'first' } });
  });
});
