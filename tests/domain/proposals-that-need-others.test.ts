import { describe, expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { asking, existence, FACTS, person, resolve, talks } from '../support/proposing.js';
import { soundnessOf } from '../support/sound.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const { run, refused, ask, waiting } = asking(test);

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

  it.each([
    ['deleted', 'mutation { deletePerson(input: { ref: "bela", version: 1, reason: "nobody" }) { claims { id } } }'],
    [
      'merged',
      'mutation { mergeRecords(input: { ref: "bela", version: 1, into: "cleo", intoVersion: 1, reason: "the same" }) { claims { id } } }',
    ],
  ])('is seen without what has been %s since', async (_, mutation) => {
    await given({ ...FACTS, people: ['ada', 'bela', 'cleo'] });
    const { createMeeting } = await run(
      talks('more-talks', '{ actor: "bela", role: HEAD }, { actor: "ada", role: MEMBER }'),
      'contributor',
    );
    await run(mutation);
    const seen = '{ slug ... on Meeting { participations { actor { ... on Record { slug } } } } }';
    const { proposals, node } = await run(
      `{ proposals { nodes { record ${seen} } } node(id: "${createMeeting.record.id}") { ... on Meeting ${seen} } }`,
      'contributor',
    );
    const rest = { slug: 'more-talks', participations: [{ actor: { slug: 'ada' } }] };
    expect(proposals.nodes).toEqual([{ record: rest }]);
    expect(node).toEqual(rest);
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
