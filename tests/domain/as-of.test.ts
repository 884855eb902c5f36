import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const AGREEMENT = `slug label status signedOn { edtf } hasConflict version meetingCount sourceCount names { text }
  parties { actor { ... on Organization { slug label agreementCount } } claims { nodes { property value status } } }
  terms { commodity { slug label agreementCount } quantity { min max unit } claims { totalCount } }
  meetings { totalCount nodes { slug participantCount delegations { slug members { actor { ... on Person { slug meetingCount } } } } } }
  claims { nodes { property value status evidence { source { slug claimCount } paragraph } } }
  history { totalCount nodes { operation } }`;

const FACTS: Facts = {
  sources: ['first-paper', 'second-paper'],
  organizations: ['mali', 'russia'],
  people: ['ada', 'bela'],
  commodities: ['petroleum', 'wheat'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['first-paper'],
      parties: ['mali'],
      terms: [{ commodity: 'petroleum', quantity: { min: 1.25, max: 2, bound: 'RANGE', unit: 't' } }],
    },
  ],
  meetings: [{ slug: 'talks', agreements: ['deal'], delegations: [{ slug: 'ours', side: 'HOST', members: ['ada'] }] }],
};
const edit = (mutation: string, ref: string, version: number, fields: string) =>
  run(
    `mutation { ${mutation}(input: { ref: "${ref}", version: ${version}, ${fields}, evidence: [{ source: "second-paper", paragraph: 2 }] }) { record { slug } } }`,
  );
const last = async () => {
  const { changes } = await ask('{ changes(first: 100) { nodes { at } } }');
  return changes.nodes.at(-1).at as string;
};
const told = async (asOf?: string) =>
  (await ask(`{ agreement(ref: "deal"${asOf ? `, asOf: "${asOf}"` : ''}) { ${AGREEMENT} } }`)).agreement;

/** Each does one thing; together they do all that can be done to what hangs on an agreement. */
const STEPS: readonly (readonly [what: string, does: () => Promise<unknown>])[] = [
  ['a date is added', () => edit('updateAgreement', 'deal', 1, 'signedOn: "2025"')],
  ['a status is disputed', () => edit('updateAgreement', 'deal', 2, 'status: IN_FORCE')],
  ['a party comes', () => edit('updateAgreement', 'deal', 3, 'parties: [{ actor: "russia", role: SUPPLIER }]')],
  [
    'a quantity is disputed',
    () =>
      edit(
        'updateAgreement',
        'deal',
        4,
        'terms: [{ commodity: "petroleum", kind: OFFER, quantity: { min: 3, max: 4, bound: RANGE, unit: "t" } }]',
      ),
  ],
  [
    'the commodity is renamed',
    () => edit('updateCommodity', 'petroleum', 1, 'names: [{ text: "Petrol", lang: "en", kind: PRIMARY }]'),
  ],
  ['a delegate joins', () => edit('updateDelegation', 'ours', 1, 'members: [{ actor: "bela", role: MEMBER }]')],
  [
    'a delegation comes',
    () =>
      run(
        'mutation { createDelegation(input: { meeting: "talks", slug: "theirs", side: VISITOR, evidence: [{ source: "second-paper" }] }) { record { slug } } }',
      ),
  ],
  [
    'a delegation goes',
    () =>
      run(
        'mutation { deleteDelegation(input: { ref: "theirs", version: 1, reason: "entered by mistake" }) { record { slug } } }',
      ),
  ],
  [
    'another agreement is made',
    () =>
      run(
        'mutation { createAgreement(input: { slug: "other", instrument: LOAN, status: SIGNED, parties: [{ actor: "mali", role: PARTY }], terms: [{ commodity: "petroleum", kind: NEED }], evidence: [{ source: "first-paper" }] }) { record { slug } } }',
      ),
  ],
  [
    'a party goes',
    async () => {
      const { parties } = (await ask('{ agreement(ref: "deal") { parties { id } } }')).agreement;
      await edit('updateAgreement', 'deal', 5, `remove: ["${parties[1].id}"]`);
    },
  ],
  [
    'a dispute is resolved',
    async () => {
      const { claims } = (await ask('{ agreement(ref: "deal") { claims(property: "status") { nodes { id value } } } }'))
        .agreement;
      await run(
        `mutation { resolveClaim(input: { claim: "${claims.nodes[1].id}", status: ACCEPTED, reason: "in the gazette" }) { record { slug } } }`,
      );
    },
  ],
  [
    'the facts are loaded again, otherwise',
    () => given({ meetings: [{ slug: 'more-talks', agreements: ['deal'] }], people: ['cleo'] }),
  ],
  [
    'the meeting goes',
    () =>
      run(
        'mutation { deleteMeeting(input: { ref: "talks", version: 4, reason: "entered by mistake" }) { record { slug } } }',
      ),
  ],
  [
    'it goes itself',
    async () => {
      await run(
        'mutation { deleteMeeting(input: { ref: "more-talks", version: 1, reason: "entered by mistake" }) { record { slug } } }',
      );
      const { version } = (await ask('{ agreement(ref: "deal") { version } }')).agreement;
      await run(
        `mutation { deleteAgreement(input: { ref: "deal", version: ${version}, reason: "entered by mistake" }) { record { slug } } }`,
      );
    },
  ],
];

describe('asOf', () => {
  it('tells at every time what was told then, whatever has happened since', async () => {
    await given(FACTS);
    const states: { at: string; what: string; told: unknown }[] = [
      { at: await last(), what: 'entered', told: await told() },
    ];
    for (const [what, does] of STEPS) {
      await does();
      states.push({ at: await last(), what, told: await told() });
    }
    // Each step is seen: a test that changes nothing would prove nothing.
    for (const [index, state] of states.entries()) expect(state.told).not.toEqual(states[index + 1]?.told);
    for (const state of states) expect({ ...state, told: await told(state.at) }).toEqual(state);
  });

  it('finds what is gone by its slug or name, and nothing from before it was known', async () => {
    await given({ organizations: ['mali'] });
    const before = await last();
    await given({ people: ['ada'] });
    const there = await last();
    await run(
      'mutation { deletePerson(input: { ref: "ada", version: 1, reason: "entered by mistake" }) { record { slug } } }',
    );
    const person = async (ref: string, asOf: string) =>
      (await ask(`{ person(ref: "${ref}", asOf: "${asOf}") { slug } }`)).person;
    expect(await person('ada', there)).toEqual({ slug: 'ada' });
    expect(await person('Ada', there)).toEqual({ slug: 'ada' });
    expect(await person('ada', before)).toBeNull();
    expect(await person('ada', '1999-01-01T00:00:00Z')).toBeNull();
    expect(await person('ada', await last())).toBeNull();
  });

  it('reads times of any offset', async () => {
    await given({ people: ['ada'] });
    const at = await last();
    const shifted = new Date(Date.parse(at) + 2 * 3_600_000).toISOString().replace('Z', '+02:00');
    expect((await ask(`{ person(ref: "ada", asOf: "${shifted}") { slug } }`)).person).toEqual({ slug: 'ada' });
  });

  it('answers filters and words as of then', async () => {
    await given(FACTS);
    const at = await last();
    await edit('updateMeeting', 'talks', 1, 'names: [{ text: "Summit", lang: "en" }]');
    const meetings = (asOf: string, text: string) =>
      ask(`{ agreement(ref: "deal", asOf: "${asOf}") { meetings(filter: { text: "${text}" }) { totalCount } } }`);
    expect((await meetings(at, 'talks')).agreement.meetings.totalCount).toBe(1);
    expect((await meetings(at, 'summit')).agreement.meetings.totalCount).toBe(0);
    expect((await meetings(await last(), 'summit')).agreement.meetings.totalCount).toBe(1);
  });

  it.each([
    ['the future', '{ person(ref: "ada", asOf: "2999-01-01T00:00:00Z") { slug } }', /lies ahead/],
    [
      'what is known of the present only',
      '{ person(ref: "ada", asOf: "AT") { encounters { nodes { count } } } }',
      /present only/,
    ],
  ])('refuses %s', async (_, question, message) => {
    await given({ people: ['ada'] });
    const { message: said, extensions } = await errorOf(test.database, question.replace('AT', await last()));
    expect(said).toMatch(message);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'asOf' });
  });
});
