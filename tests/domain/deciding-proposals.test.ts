import { describe, expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { agreement, asking, type ClaimNode, existence, FACTS, resolve, talks, update } from '../support/proposing.js';
import { soundnessOf } from '../support/sound.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const { run, refused, ask, waiting } = asking(test);

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

describe('what is proposed for a link', () => {
  const merge =
    'mutation { mergeRecords(input: { ref: "bela", version: 1, into: "ada", intoVersion: 1, reason: "the same" }) { record { slug } } }';
  const facts = (agreement: object): Facts => ({
    ...FACTS,
    people: ['ada', 'bela'],
    agreements: [{ slug: 'deal', evidence: ['paper'], ...agreement }],
  });

  it('is said of the one that a merge made of it and another', async () => {
    const term = { commodity: 'rice', kind: 'DELIVERY', to: 'mali', evidence: ['paper'] };
    await given(
      facts({
        terms: [
          { ...term, from: 'ada' },
          { ...term, from: 'bela' },
        ],
      }),
    );
    const { agreement: before } = await ask('{ agreement(ref: "deal") { terms { id } } }');
    const [kept, gone] = before.terms;
    await run(
      update(`terms: [{ id: "${gone.id}", quantity: { min: 7, max: 7, bound: EXACT, unit: "t" } }]`),
      'contributor',
    );
    await run(merge);
    const { proposals } = await run('{ proposals { nodes { link { id } claim { id property } } } }');
    expect(proposals.nodes).toHaveLength(2);
    for (const { link, claim } of proposals.nodes) {
      expect(link).toEqual({ id: kept.id });
      await run(resolve(claim.id));
    }
    const { agreement: after } = await ask('{ agreement(ref: "deal") { terms { id quantity { min } } } }');
    expect(after.terms).toEqual([{ id: kept.id, quantity: { min: 7 } }]);
    expect(await soundnessOf(test)).toEqual([]);
  });

  it.each([
    ['a merge has made it one that is there', 'bela', () => run(merge)],
    ['somebody has entered it since', 'russia', () => run(update('parties: [{ actor: "russia", role: PARTY }]'))],
  ])('is refused where %s, with what to do', async (_, actor, meanwhile) => {
    await given(facts({ parties: ['ada'] }));
    await run(update(`parties: [{ actor: "${actor}", role: PARTY }]`), 'contributor');
    const [{ claim } = { claim: { id: '' } }] = await waiting();
    await meanwhile();
    const question = '{ agreement(ref: "deal") { parties { id } } }';
    const { parties } = (await ask(question)).agreement;
    const { message, extensions } = await refused(resolve(claim.id));
    expect(message).toContain(`AgreementParty ${parties.at(-1).id} says the same already`);
    expect(extensions).toMatchObject({ code: 'ALREADY_EXISTS', argument: 'input.claim' });
    expect((await ask(question)).agreement.parties).toEqual(parties);
    await run(resolve(claim.id, 'REFUTED'));
    expect(await waiting()).toEqual([]);
  });
});
