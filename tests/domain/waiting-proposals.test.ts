import { describe, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase, forgetAll } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';
import { follow } from '../support/standing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
type Who = 'reader' | 'contributor' | 'editor';
const run = (source: string, as: Who = 'editor') => dataOf(test.database, source, { as });
const refused = (source: string, as: Who = 'editor') => errorOf(test.database, source, { as });
const ask = (source: string) => dataOf(test.database, source);

const FACTS: Facts = {
  sources: ['paper', 'gazette'],
  countries: [
    { slug: 'country-ml', code: 'ML', alpha3: 'MLI' },
    { slug: 'country-ru', code: 'RU', alpha3: 'RUS' },
  ],
  organizations: [
    { slug: 'mali', kind: 'STATE', country: 'ML' },
    { slug: 'russia', kind: 'STATE', country: 'RU' },
  ],
  commodities: ['rice'],
  people: ['ada'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['paper'],
      parties: [{ actor: 'mali', evidence: ['paper'] }],
      terms: [
        {
          commodity: 'rice',
          kind: 'DELIVERY',
          to: 'mali',
          from: 'russia',
          quantity: { min: 5, max: 5, bound: 'EXACT', unit: 't' },
        },
      ],
    },
  ],
  meetings: [
    {
      slug: 'talks',
      status: 'HELD',
      date: '2025-01-01',
      delegations: [{ slug: 'talks-mali', side: 'HOST', onBehalfOf: 'mali', members: ['ada'] }],
    },
  ],
};

const EVIDENCE = 'evidence: [{ source: "gazette", paragraph: 2 }]';
const RICE = `{ commodity: "rice", kind: DELIVERY, from: "russia", to: "mali", quantity: { bound: EXACT, min: 1000000000, max: 1000000000, unit: "t" } }`;
const FIELDS = `record { id slug version ... on Agreement { date { edtf } parties { actor { ... on Node { id } ... on Record { slug } } } terms { id quantity { min } claims { nodes { property status } } } } }
  claims { id property status subject { slug } }`;
const agreement = (slug: string, more = `terms: [${RICE}]`) =>
  `mutation { createAgreement(input: { slug: "${slug}", names: [{ text: "Rice for ${slug}", lang: "en" }], instrument: CONTRACT, status: SIGNED, signedOn: "2025-03",
    amounts: [{ value: "7", currency: "USD" }], ${more}, ${EVIDENCE}, reason: "seen" }) { ${FIELDS} } }`;
const person = (slug: string) =>
  `mutation { createPerson(input: { slug: "${slug}", names: [{ text: "${slug} Doe" }], ${EVIDENCE} }) { record { id } claims { id property } } }`;
const talks = (slug: string, members: string, about = 'deal') =>
  `mutation { createMeeting(input: { slug: "${slug}", kind: TALKS, status: HELD, date: "2025-10", agreements: [{ agreement: "${about}" }],
    participations: [${members}], ${EVIDENCE} }) { record { id } claims { id property link { id } } } }`;
const update = (more: string, version = 1) =>
  `mutation { updateAgreement(input: { ref: "deal", version: ${version}, ${more}, ${EVIDENCE} }) { ${FIELDS} } }`;
const resolve = (claim: string, status = 'ACCEPTED') =>
  `mutation { resolveClaim(input: { claim: "${claim}", status: ${status}, reason: "looked at" }) { record { slug } claims { id status } } }`;
interface ClaimNode {
  readonly id: string;
  readonly property: string | null;
  readonly link?: { readonly id: string } | null;
}
/** The claim that the record itself exists, or else the first that a link does. */
const existence = ({ claims }: { readonly claims: readonly ClaimNode[] }) =>
  claims.find(({ property, link }) => property === null && !link)?.id as string;

/** Everything in which a fact can be counted or seen. */
const EVERYTHING = `{
  agreements { totalCount nodes { slug terms { quantity { min } } parties { actor { ... on Record { slug } } } } }
  meetings { totalCount nodes { slug delegations { slug } participations { actor { ... on Record { slug } } } } }
  people { totalCount nodes { slug encounters { totalCount } tenures { id } } }
  commodityFlows(filter: { to: "mali" }, groupBy: [COMMODITY], unit: "t") { total { min } termCount }
  commodityTerms { totalCount }
  amountsTotal { currency total }
  search(text: "rice") { nodes { record { slug } } }
  commodity(ref: "rice") { agreementCount }
  organization(ref: "mali") { agreementCount meetingCount }
  source(ref: "gazette") { claims { totalCount } }
  changes { totalCount }
  howConnected(from: "mali", to: "russia") { length shortestCount }
}`;

const PUT_FORWARD = [
  ['a new record', () => agreement('rice-deal')],
  ['a new meeting', () => talks('more-talks', '{ actor: "ada", role: HEAD }, { actor: "mali", role: MEMBER }')],
  [
    'new links',
    () => update(`terms: [${RICE.replace('DELIVERY', 'OFFER')}], parties: [{ actor: "russia", role: SUPPLIER }]`),
  ],
  [
    'a new delegation',
    () =>
      `mutation { createDelegation(input: { meeting: "talks", slug: "talks-russia", side: VISITOR, onBehalfOf: "russia", members: [{ actor: "russia", role: HEAD }], ${EVIDENCE} }) { record { id slug } claims { id property } } }`,
  ],
  [
    'a new member of a delegation',
    () =>
      `mutation { updateDelegation(input: { ref: "talks-mali", version: 1, members: [{ actor: "russia", role: MEMBER }], ${EVIDENCE} }) { record { id slug } claims { id property } } }`,
  ],
] as const;
const waiting = async (): Promise<{ claim: { id: string } }[]> =>
  (await run('{ proposals { nodes { claim { id } } } }')).proposals.nodes;

describe('what a contributor puts forward', () => {
  it.each(PUT_FORWARD)('counts nowhere while it waits, nor where it is refused: %s', async (_, mutation) => {
    await given(FACTS);
    const before = await ask(EVERYTHING);
    const done = Object.values(await run(mutation(), 'contributor'))[0] as { claims: ClaimNode[] };
    expect(done.claims.length).toBeGreaterThan(0);
    expect(await ask(EVERYTHING)).toEqual(before);
    expect(await soundnessOf(test)).toEqual([]);
    const proposals = await waiting();
    expect(proposals.length).toBeGreaterThan(0);
    for (const { claim } of proposals) await run(resolve(claim.id, 'REFUTED'));
    expect(await ask(EVERYTHING)).toEqual(before);
    expect(await waiting()).toEqual([]);
  });

  it.each(PUT_FORWARD)('is there as if an editor had written it, once it is accepted: %s', async (_, mutation) => {
    const CLAIMS =
      '{ agreements { nodes { claims { nodes { property value status } } } } meetings { nodes { claims { nodes { property value status } } } } }';
    const { changes: _written, ...wanted } = await given(FACTS)
      .then(() => run(mutation()))
      .then(() => ask(EVERYTHING));
    const claims = await ask(CLAIMS);
    await forgetAll(test.database);
    await given(FACTS);
    await run(mutation(), 'contributor');
    for (const { claim } of await waiting()) await run(resolve(claim.id));
    const { changes: _accepted, ...found } = await ask(EVERYTHING);
    expect(found).toEqual(wanted);
    expect(await ask(CLAIMS)).toEqual(claims);
    expect(await waiting()).toEqual([]);
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is seen by whoever may propose, in the answer, by id and by slug, with its claims, and by nobody else', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    expect(createAgreement.record).toMatchObject({
      slug: 'rice-deal',
      version: 1,
      date: { edtf: '2025-03' },
      terms: [{ quantity: { min: 1e9 } }],
    });
    expect(new Set(createAgreement.claims.map(({ status }: { status: string }) => status))).toEqual(
      new Set(['PROPOSED']),
    );
    const { id, terms } = createAgreement.record;
    const question = `{ node(id: "${id}") { ... on Agreement { slug label sourceCount amounts { value } terms { claims { nodes { property status evidence { paragraph } } } } } }
      term: node(id: "${terms[0].id}") { id ... on CommodityTerm { agreement { slug } } } agreement(ref: "rice-deal") { slug } }`;
    for (const as of ['contributor', 'editor'] as const)
      expect(await run(question, as)).toMatchObject({
        node: { slug: 'rice-deal', label: 'Rice for rice-deal', sourceCount: 1, amounts: [{ value: '7' }] },
        term: { id: terms[0].id, agreement: { slug: 'rice-deal' } },
        agreement: { slug: 'rice-deal' },
      });
    const nothing = { node: null, term: null, agreement: null };
    expect(await run(question, 'reader')).toEqual(nothing);
    expect(await ask(question)).toEqual(nothing);
  });

  it('is checked in full when it comes, and done once for each name of a request', async () => {
    await given(FACTS);
    expect(
      (await refused(agreement('rice-deal', 'terms: [{ commodity: "rise", kind: OFFER }]'), 'contributor')).extensions,
    ).toMatchObject({
      code: 'REFERENCE_NOT_FOUND',
      argument: 'input.terms[0].commodity',
    });
    expect((await refused(agreement('deal'), 'contributor')).extensions).toMatchObject({ code: 'ALREADY_EXISTS' });
    const again = agreement('rice-deal', `terms: [${RICE}], clientMutationId: "k"`);
    expect(await run(again, 'contributor')).toEqual(await run(again, 'contributor'));
    expect((await refused(agreement('rice-deal'), 'contributor')).extensions).toMatchObject({
      code: 'ALREADY_EXISTS',
      argument: 'input.slug',
    });
    expect(await waiting()).toHaveLength(1);
  });

  it('comes to the history, to the past and to standing questions when it is accepted', async () => {
    await given(FACTS);
    const following = await follow(
      test.database,
      'subscription { agreementsChanged(filter: { commodity: "rice" }) { transition slug by claims { property } changes { operation } } }',
    );
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    const { changesCursor } = await ask('{ changesCursor }');
    await run(resolve(existence(createAgreement)));
    const [event] = await following.take(1);
    await following.stop();
    expect(event).toMatchObject({
      transition: 'ENTERED',
      slug: 'rice-deal',
      by: 'the editor',
      changes: [{ operation: 'CREATED' }],
    });
    expect(event?.['claims'].length).toBe(createAgreement.claims.length);
    const { changes } = await ask(
      `{ changes(after: "${changesCursor}") { nodes { operation by at reason record { slug } claims { id status recordedBy } } } }`,
    );
    expect(changes.nodes).toMatchObject([
      { operation: 'CREATED', by: 'the editor', reason: 'looked at', record: { slug: 'rice-deal' } },
    ]);
    expect(changes.nodes[0].claims).toHaveLength(createAgreement.claims.length);
    expect(changes.nodes[0].claims[0]).toMatchObject({ status: 'ACCEPTED', recordedBy: 'the contributor' });
    const before = new Date(Date.parse(changes.nodes[0].at) - 1).toISOString();
    expect(
      await ask(
        `{ was: agreement(ref: "rice-deal", asOf: "${before}") { slug } is: agreement(ref: "rice-deal") { id } }`,
      ),
    ).toEqual({ was: null, is: { id: createAgreement.record.id } });
  });

  it('waits with its values as claims, and with its links apart', async () => {
    await given(FACTS);
    const { updateAgreement } = await run(
      update('status: IN_FORCE, parties: [{ actor: "russia", role: SUPPLIER }]'),
      'contributor',
    );
    expect(updateAgreement.record.parties.map(({ actor }: { actor: { slug: string } }) => actor.slug)).toEqual([
      'mali',
      'russia',
    ]);
    const { proposals } = await run(
      '{ proposals { totalCount nodes { claim { property value recordedBy } record { slug } link { __typename } claims { property } } } }',
    );
    expect(proposals).toEqual({
      totalCount: 2,
      nodes: expect.arrayContaining([
        {
          claim: { property: 'status', value: 'IN_FORCE', recordedBy: 'the contributor' },
          record: { slug: 'deal' },
          link: null,
          claims: [{ property: 'status' }],
        },
        {
          claim: { property: null, value: null, recordedBy: 'the contributor' },
          record: { slug: 'deal' },
          link: { __typename: 'AgreementParty' },
          claims: expect.arrayContaining([{ property: null }, { property: 'role' }]),
        },
      ]),
    });
    expect((await ask('{ agreement(ref: "deal") { version status parties { id } } }')).agreement).toMatchObject({
      version: 2,
      status: 'SIGNED',
      parties: [{}],
    });
  });
});

describe('what names something that waits', () => {
  it('is accepted after it, and says so', async () => {
    await given(FACTS);
    const named = (await run(person('bela'), 'contributor')).createPerson;
    const { createMeeting } = await run(
      talks('more-talks', '{ actor: "bela", role: HEAD }, { actor: "mali", role: MEMBER }'),
      'contributor',
    );
    const { message, extensions } = await refused(resolve(existence(createMeeting)));
    expect(message).toContain(`accept Person bela (claim ${existence(named)}) first`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.claim' });
    await run(resolve(existence(named)));
    await run(resolve(existence(createMeeting)));
    expect((await ask('{ meeting(ref: "more-talks") { participantCount } }')).meeting).toEqual({
      participantCount: 2,
    });
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('cannot be accepted where that was refused', async () => {
    await given(FACTS);
    const { createPerson } = await run(person('bela'), 'contributor');
    const { createMeeting } = await run(talks('more-talks', '{ actor: "bela", role: HEAD }'), 'contributor');
    await run(
      `mutation { retractClaim(input: { claim: "${existence(createPerson)}", reason: "no such person" }) { claims { status } } }`,
    );
    expect((await refused(resolve(existence(createMeeting)))).message).toContain('is not there any more');
    await run(resolve(existence(createMeeting), 'REFUTED'));
    expect(await waiting()).toEqual([]);
  });

  it('is accepted with it where each needs the other', async () => {
    await given(FACTS);
    const { recordReport } = await run(
      `mutation { recordReport(input: { evidence: [{ source: "journal", paragraph: 1 }],
        sources: [{ slug: "journal", kind: NEWS, names: [{ text: "Journal" }], publisher: "publisher" }],
        organizations: [{ slug: "publisher", kind: COMPANY, names: [{ text: "Publisher" }] }],
        agreements: [{ slug: "reported", instrument: LOAN, status: SIGNED, parties: [{ actor: "publisher", role: PARTY }] }],
        meetings: [{ slug: "said", kind: TALKS, status: HELD, agreements: [{ agreement: "reported" }], delegations: [{ slug: "said-by", side: HOST, members: [{ actor: "publisher", role: HEAD }] }] }] }) {
        records { slug } agreements { parties { actor { ... on Record { slug } } } } meetings { delegations { slug } } claims { id property link { id } subject { slug } } } }`,
      'contributor',
    );
    expect(recordReport).toMatchObject({
      records: ['journal', 'publisher', 'reported', 'said', 'said-by'].map((slug) => ({ slug })),
      agreements: [{ parties: [{ actor: { slug: 'publisher' } }] }],
      meetings: [{ delegations: [{ slug: 'said-by' }] }],
    });
    const of = (slug: string) =>
      existence({
        claims: recordReport.claims.filter(({ subject }: { subject: { slug: string } }) => subject.slug === slug),
      });
    expect((await refused(resolve(of('said')))).message).toContain('Agreement reported');
    await run(resolve(of('publisher')));
    expect(
      await ask('{ source(ref: "journal") { publisher { slug } } organization(ref: "publisher") { slug } }'),
    ).toEqual({
      source: { publisher: { slug: 'publisher' } },
      organization: { slug: 'publisher' },
    });
    await run(resolve(of('reported')));
    await run(resolve(of('said')));
    expect(
      (await ask('{ meeting(ref: "said") { delegations { slug memberCount } agreements { nodes { slug } } } }'))
        .meeting,
    ).toMatchObject({
      delegations: [{ slug: 'said-by', memberCount: 1 }],
      agreements: { nodes: [{ slug: 'reported' }] },
    });
    expect(await waiting()).toEqual([]);
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is not a claim on what is there that rests on it', async () => {
    await given(FACTS);
    await run(
      'mutation { createSource(input: { slug: "new-paper", kind: NEWS, names: [{ text: "New Paper" }] }) { claims { id } } }',
      'contributor',
    );
    const citing = (more: string) =>
      `mutation { updateAgreement(input: { ref: "deal", version: 1, ${more}, evidence: [{ source: "new-paper" }] }) { claims { id } } }`;
    const { message, extensions } = await refused(citing('status: IN_FORCE'), 'contributor');
    expect(message).toMatch(/^input\.evidence: Source new-paper \(claim .*\) waits itself to be accepted/);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.evidence' });
    await run(citing('parties: [{ actor: "russia", role: SUPPLIER }]'), 'contributor');
    for (const { claim } of await waiting()) await run(resolve(claim.id));
    expect(
      (await ask('{ source(ref: "new-paper") { claims { totalCount } } }')).source.claims.totalCount,
    ).toBeGreaterThan(2);
  });
});

describe('deciding on a proposal', () => {
  it('is deciding that it exists: its other claims go with that, once', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    const own = existence(createAgreement);
    const other = createAgreement.claims.find(({ property }: ClaimNode) => property === 'status').id;
    expect((await refused(resolve(other))).message).toContain(`decide first on claim ${own}`);
    const { resolveClaim } = await run(resolve(own, 'REFUTED'));
    expect(resolveClaim.record).toEqual({ slug: 'rice-deal' });
    expect(new Set(resolveClaim.claims.map(({ status }: { status: string }) => status))).toEqual(new Set(['REFUTED']));
    expect((await refused(resolve(own))).message).toContain('was refused already');
    expect(await run('{ agreement(ref: "rice-deal") { slug } }')).toEqual({ agreement: null });
    expect((await run(`{ node(id: "${own}") { ... on Claim { status } } }`)).node).toEqual({ status: 'REFUTED' });
    expect((await run(agreement('rice-deal'), 'contributor')).createAgreement.record.slug).toBe('rice-deal');
  });

  it('is refused where the slug has been taken, or the record has changed or gone', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    await run(agreement('rice-deal'));
    expect((await refused(resolve(existence(createAgreement)))).extensions).toMatchObject({ code: 'ALREADY_EXISTS' });
    await run(resolve(existence(createAgreement), 'REFUTED'));
    await run(update('parties: [{ actor: "russia", role: SUPPLIER }]'), 'contributor');
    const [{ claim } = { claim: { id: '' } }] = await waiting();
    const late = resolve(claim.id).replace('status:', 'version: 7, status:');
    expect((await refused(late)).extensions).toMatchObject({
      code: 'CONFLICT',
      current: { version: 1, slug: 'deal' },
    });
    await run('mutation { deleteMeeting(input: { ref: "talks", version: 1, reason: "never was" }) { claims { id } } }');
    await run(
      'mutation { deleteAgreement(input: { ref: "deal", version: 1, reason: "never was" }) { claims { id } } }',
    );
    expect((await refused(resolve(claim.id))).message).toContain('is not there any more');
    expect(await waiting()).toEqual([]);
  });

  it('is not for contributors', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    expect((await refused(resolve(existence(createAgreement)), 'contributor')).extensions).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('follows what a record was merged into', async () => {
    await given({ ...FACTS, people: ['ada', 'bela'] });
    const { createMeeting } = await run(talks('more-talks', '{ actor: "bela", role: HEAD }'), 'contributor');
    await run(
      'mutation { mergeRecords(input: { ref: "bela", version: 1, into: "ada", intoVersion: 1, reason: "the same" }) { record { slug } } }',
    );
    await run(resolve(existence(createMeeting)));
    expect(
      (await ask('{ meeting(ref: "more-talks") { participations { actor { ... on Record { slug } } } } }')).meeting
        .participations,
    ).toEqual([{ actor: { slug: 'ada' } }]);
  });
});

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
