import { describe, expect, it } from 'vitest';
import { countStatements, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { agreement, asking, EVIDENCE, FACTS, person, resolve, update } from '../support/proposing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const { run, refused, waiting } = asking(test);

describe('proposals', () => {
  const page = (args = '') =>
    `{ proposals${args} { totalCount pageInfo { hasNextPage endCursor } nodes { record { slug label ... on Person { names { text } } } link { id } claim { id evidence { source { slug } } } claims { property } reason } } }`;

  it('are listed page by page, by type, and only for whoever may propose', async () => {
    await given(FACTS);
    for (const slug of ['p-one', 'p-two']) await run(person(slug), 'contributor');
    await run(agreement('rice-deal'), 'contributor');
    const slugs = ({ proposals }: { proposals: { nodes: { record: { slug: string } }[] } }) =>
      proposals.nodes.map(({ record }) => record.slug);
    const first = await run(page('(first: 2)'), 'contributor');
    expect(slugs(first)).toEqual(['p-one', 'p-two']);
    expect(first.proposals).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await run(page(`(first: 2, after: "${first.proposals.pageInfo.endCursor}")`));
    expect(slugs(rest)).toEqual(['rice-deal']);
    expect(rest.proposals.nodes[0].reason).toBe('seen');
    expect(slugs(await run(page('(types: [AGREEMENT])')))).toEqual(['rice-deal']);
    expect((await refused(page('(types: [])'))).extensions).toMatchObject({ argument: 'types' });
    expect((await refused(page(), 'reader')).extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect((await errorOf(test.database, page())).extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('cost as many statements for many as for few', async () => {
    await given(FACTS);
    for (let n = 0; n < 6; n++) await run(person(`p-${n}`), 'contributor');
    const few = await countStatements(test.database, () => run(page('(first: 2)')));
    expect(await countStatements(test.database, () => run(page('(first: 6)')))).toBe(few);
  });
});

describe('what became of proposals', () => {
  const FATE =
    'status by decidedBy decision claim { property value status } claims { property } record { slug } link { __typename }';
  const listed = async (args: string, as: 'contributor' | 'editor' = 'contributor') =>
    (await run(`{ proposals(${args}) { totalCount nodes { ${FATE} at decidedAt } } }`, as)).proposals.nodes;
  const decided = { by: 'the contributor', decidedBy: 'the editor', decision: 'looked at' };

  it('is listed with who decided and why: a record, a link and a value that were refused', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    await run(
      update('status: IN_FORCE, parties: [{ actor: "russia", role: SUPPLIER }], names: [{ text: "The deal" }]'),
      'contributor',
    );
    const all = await waiting();
    expect(all).toHaveLength(4);
    for (const { claim } of all) await run(resolve(claim.id, 'REFUTED'));
    expect(await listed('first: 5')).toEqual([]);
    const refused = await listed('status: [REFUTED]');
    expect(refused).toHaveLength(4);
    expect(refused).toMatchObject([
      {
        ...decided,
        status: 'REFUTED',
        claim: { property: null, status: 'REFUTED' },
        record: { slug: 'rice-deal' },
        link: null,
        claims: createAgreement.claims.map(({ property }: { property: string | null }) => ({ property })),
      },
      { ...decided, status: 'REFUTED', record: { slug: 'deal' }, link: { __typename: 'AgreementParty' } },
      ...['status', 'name'].map((property) => ({
        ...decided,
        status: 'REFUTED',
        claim: { property, status: 'REFUTED' },
        claims: [{ property }],
        record: { slug: 'deal' },
      })),
    ]);
    for (const { at, decidedAt } of refused) expect(Date.parse(decidedAt)).toBeGreaterThan(Date.parse(at));
    expect(await listed('status: [REFUTED], types: [PERSON]')).toEqual([]);
    expect(await listed('status: [REFUTED], by: "somebody else"')).toEqual([]);
    expect(await listed('status: [REFUTED], by: "the contributor"')).toHaveLength(4);
    expect(
      (await errorOf(test.database, '{ proposals(status: []) { totalCount } }', { as: 'editor' })).extensions,
    ).toMatchObject({ argument: 'status' });
  });

  it('is listed of what was accepted, beside what waits, with all claims that came with it', async () => {
    await given(FACTS);
    const meeting = await run(
      `mutation { createMeeting(input: { slug: "more-talks", kind: TALKS, status: HELD, ${EVIDENCE},
        delegations: [{ slug: "hosts", side: HOST, members: [{ actor: "ada", role: HEAD }] }] }) { claims { id property link { id } } } }`,
      'contributor',
    );
    await run(update('signedOn: "2025-01"'), 'contributor');
    await run(person('bela'), 'contributor');
    const [first, second] = await waiting();
    for (const each of [first, second]) await run(resolve(each?.claim.id as string));
    const rows = await listed('status: [ACCEPTED, PROPOSED]');
    expect(rows).toMatchObject([
      { ...decided, status: 'ACCEPTED', record: { slug: 'more-talks' } },
      { ...decided, status: 'ACCEPTED', claim: { property: 'signedOn', value: '2025-01' }, claims: [{}] },
      { status: 'PROPOSED', decidedBy: null, decidedAt: null, decision: null, record: { slug: 'bela' } },
    ]);
    expect(rows[0].claims).toEqual(
      meeting.createMeeting.claims.map(({ property }: { property: string | null }) => ({ property })),
    );
  });

  it('costs as many statements for many as for few', async () => {
    await given(FACTS);
    for (let n = 0; n < 6; n++) await run(person(`p-${n}`), 'contributor');
    for (const { claim } of await waiting()) await run(resolve(claim.id, 'REFUTED'));
    const page = (first: number) => run(`{ proposals(status: [REFUTED], first: ${first}) { nodes { ${FATE} } } }`);
    const few = await countStatements(test.database, () => page(2));
    expect(await countStatements(test.database, () => page(6))).toBe(few);
  });

  it('shows a link that was proposed for a record which has been merged since', async () => {
    await given({ ...FACTS, agreements: [...(FACTS.agreements ?? []), 'other-deal'] });
    await run(update('parties: [{ actor: "russia", role: SUPPLIER }]'), 'contributor');
    await run(
      'mutation { mergeRecords(input: { ref: "deal", version: 1, into: "other-deal", intoVersion: 1, reason: "the same" }) { record { slug } } }',
    );
    expect(await listed('status: [PROPOSED]')).toMatchObject([{ record: { slug: 'other-deal' } }]);
    const [{ claim } = { claim: { id: '' } }] = await waiting();
    await run(resolve(claim.id));
    expect(await listed('status: [ACCEPTED]')).toMatchObject([
      { record: { slug: 'other-deal' }, link: { __typename: 'AgreementParty' } },
    ]);
  });
});
