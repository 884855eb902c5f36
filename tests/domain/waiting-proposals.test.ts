import { describe, expect, it } from 'vitest';
import { emptiedDatabase, forgetAll } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import {
  agreement,
  asking,
  type ClaimNode,
  EVIDENCE,
  existence,
  FACTS,
  RICE,
  resolve,
  talks,
  update,
} from '../support/proposing.js';
import { soundnessOf } from '../support/sound.js';
import { follow } from '../support/standing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const { run, refused, ask, waiting } = asking(test);

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

  it('cannot be added to before it is accepted, which is what whoever tries is told', async () => {
    await given(FACTS);
    const { createAgreement } = await run(agreement('rice-deal'), 'contributor');
    const { id, terms } = createAgreement.record;
    const claim = existence(createAgreement);
    const more = (ref: string) =>
      `mutation { updateAgreement(input: { ref: "${ref}", version: 1, status: IN_FORCE, ${EVIDENCE} }) { claims { id } } }`;
    const said = (subject: string, value: string) =>
      `mutation { createClaim(input: { subject: "${subject}", ${value}, ${EVIDENCE} }) { claims { id } } }`;
    for (const as of ['contributor', 'editor'] as const)
      for (const [mutation, argument] of [
        [more('rice-deal'), 'input.ref'],
        [more(id), 'input.ref'],
        [said(id, 'property: "status", value: "IN_FORCE"'), 'input.subject'],
        [said(terms[0].id, 'property: "period", value: "2025"'), 'input.subject'],
      ] as const) {
        const { message, extensions } = await refused(mutation, as);
        expect(message).toContain(`proposed as Agreement rice-deal (claim ${claim}) and waits to be accepted`);
        expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument });
      }
    expect((await refused(more('rice-feal'), 'contributor')).extensions['code']).toBe('REFERENCE_NOT_FOUND');
    await run(resolve(claim));
    await run(more('rice-deal'));
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
