import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string, as: 'contributor' | 'editor' = 'editor') => dataOf(test.database, source, { as });
const refused = (source: string, as: 'contributor' | 'editor' = 'editor') => errorOf(test.database, source, { as });
const ask = (source: string) => dataOf(test.database, source);

const FACTS: Facts = {
  sources: ['first-paper', 'second-paper', 'third-paper'],
  organizations: ['mali', 'russia'],
  commodities: ['petroleum'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      summary: [{ lang: 'en', text: 'Fuel for a year' }],
      evidence: ['first-paper'],
      parties: [{ actor: 'mali', evidence: ['first-paper'] }],
      terms: [
        { commodity: 'petroleum', evidence: ['first-paper'], quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't' } },
      ],
    },
  ],
};

const deal = async (fields: string) => (await ask(`{ agreement(ref: "deal") { ${fields} } }`)).agreement;
const claim = (subject: string, rest: string, source = 'second-paper') =>
  `mutation { createClaim(input: { subject: "${subject}", ${rest}, evidence: [{ source: "${source}" }] }) { claims { id property value status } record { slug } } }`;
const CLAIMS = 'nodes { id value status evidence { source { slug } } }';
const claimOf = async (property: string, value: string) => {
  const { claims } = await deal(`claims(property: "${property}") { ${CLAIMS} }`);
  return claims.nodes.find((each: { value: string }) => each.value === value).id;
};
const resolve = (id: string, status: string) =>
  `mutation { resolveClaim(input: { claim: "${id}", status: ${status}, reason: "the act itself says so" }) { claims { value status } record { slug ... on Agreement { status hasConflict } } } }`;
const retract = (id: string) =>
  `mutation { retractClaim(input: { claim: "${id}", reason: "misread" }) { claims { value status } record { slug } } }`;

describe('createClaim', () => {
  it('says one more thing of a record, or the contrary of what is said', async () => {
    await given(FACTS);
    const { id } = await deal('id');
    expect((await run(claim(id, 'property: "signedOn", value: "2025-10"'))).createClaim).toEqual({
      claims: [{ id: expect.any(String), property: 'signedOn', value: '2025-10', status: 'ACCEPTED' }],
      record: { slug: 'deal' },
    });
    await run(claim(id, 'property: "status", value: "IN_FORCE"'));
    await run(claim(id, 'property: "name", value: { text: "Accord pétrolier", lang: "fr" }'));
    expect(await deal('signedOn { edtf } status hasConflict names { text lang }')).toEqual({
      signedOn: { edtf: '2025-10' },
      status: 'SIGNED',
      hasConflict: true,
      names: [
        { text: 'deal', lang: 'en' },
        { text: 'Accord pétrolier', lang: 'fr' },
      ],
    });
  });

  it('speaks of a link, in numbers', async () => {
    await given(FACTS);
    const { terms } = await deal('terms { id }');
    await run(
      claim(terms[0].id, 'property: "quantity", value: { min: 3, max: 4, bound: "RANGE", unit: "t" }', 'first-paper'),
    );
    expect((await deal('terms { quantity { min max } }')).terms).toEqual([{ quantity: { min: 3, max: 4 } }]);
  });

  it('says that something does not exist, which is a dispute', async () => {
    await given(FACTS);
    const { parties } = await deal('parties { id }');
    await run(claim(parties[0].id, 'modality: DENIED'));
    expect(
      (await deal('hasConflict parties { claims { nodes { property status } } }')).parties[0].claims.nodes,
    ).toEqual(expect.arrayContaining([{ property: null, status: 'DISPUTED' }]));
  });

  it.each([
    ['property: "colour", value: 1', 'BAD_USER_INPUT', 'input.property'],
    ['property: "signedOn"', 'BAD_USER_INPUT', 'input.value'],
    ['property: "signedOn", value: "24.10.2025"', 'BAD_USER_INPUT', 'input.value'],
    ['property: "parties", value: []', 'BAD_USER_INPUT', 'input.property'],
    ['property: "place", value: "nowhere"', 'REFERENCE_NOT_FOUND', 'input.value'],
    ['property: "status", value: 7', 'BAD_USER_INPUT', 'input.value'],
  ])('refuses %s', async (rest, code, argument) => {
    await given(FACTS);
    const { id } = await deal('id');
    expect((await refused(claim(id, rest))).extensions).toMatchObject({ code, argument });
  });

  it('needs evidence and something to speak of', async () => {
    await given(FACTS);
    const { id } = await deal('id');
    expect(
      (await refused(`mutation { createClaim(input: { subject: "${id}" }) { claims { id } } }`)).extensions,
    ).toMatchObject({ code: 'EVIDENCE_REQUIRED' });
    expect((await refused(claim('deal', 'property: "status", value: "LAPSED"'))).extensions).toMatchObject({
      argument: 'input.subject',
    });
  });
});

describe('resolveClaim', () => {
  it('shows the claim that holds and refutes those against it, and says so in the history', async () => {
    await given(FACTS);
    await run(claim((await deal('id')).id, 'property: "status", value: "IN_FORCE"'));
    const { resolveClaim } = await run(resolve(await claimOf('status', 'IN_FORCE'), 'ACCEPTED'));
    expect(resolveClaim.record).toEqual({ slug: 'deal', status: 'IN_FORCE', hasConflict: false });
    expect(resolveClaim.claims).toEqual([
      { value: 'IN_FORCE', status: 'ACCEPTED' },
      { value: 'SIGNED', status: 'REFUTED' },
    ]);
    // another source may repeat what was refuted: that is a dispute again
    await run(claim((await deal('id')).id, 'property: "status", value: "SIGNED"', 'third-paper'));
    expect(await deal('status hasConflict')).toEqual({ status: 'IN_FORCE', hasConflict: true });
  });

  it('can refute either side', async () => {
    await given(FACTS);
    await run(claim((await deal('id')).id, 'property: "status", value: "IN_FORCE"'));
    await run(resolve(await claimOf('status', 'SIGNED'), 'REFUTED'));
    expect(await deal('status hasConflict')).toEqual({ status: 'IN_FORCE', hasConflict: false });
  });

  it('accepts what a contributor proposed: a value, a name, a link', async () => {
    await given(FACTS);
    const { id } = await deal('id');
    await run(claim(id, 'property: "status", value: "IN_FORCE"'), 'contributor');
    await run(claim(id, 'property: "name", value: "The deal"'), 'contributor');
    expect(await deal('status names { text }')).toEqual({ status: 'SIGNED', names: [{ text: 'deal' }] });
    await run(resolve(await claimOf('status', 'IN_FORCE'), 'ACCEPTED'));
    await run(resolve(await claimOf('name', 'The deal'), 'ACCEPTED'));
    expect(await deal('status hasConflict names { text }')).toEqual({
      status: 'IN_FORCE',
      hasConflict: false,
      names: [{ text: 'deal' }, { text: 'The deal' }],
    });
  });

  it('brings back a whole value, and one that others proposed', async () => {
    await given(FACTS);
    const { id } = await deal('id');
    await run(claim(id, 'property: "summary", value: [{ lang: "fr", text: "Du carburant" }]'));
    await run(resolve(await claimOf('summary', 'Du carburant'), 'ACCEPTED'));
    expect(await deal('summary(lang: "fr")')).toEqual({ summary: 'Du carburant' });
    await run(resolve(await claimOf('summary', 'Fuel for a year'), 'ACCEPTED'));
    expect(await deal('summary(lang: "en")')).toEqual({ summary: 'Fuel for a year' });
  });

  it.each([
    ['not-a-claim', 'BAD_USER_INPUT'],
    ['Q2xhaW06OTk5OTk5', 'BAD_USER_INPUT'],
  ])('refuses the claim %s', async (id, code) => {
    await given(FACTS);
    expect((await refused(resolve(id, 'ACCEPTED'))).extensions).toMatchObject({ code, argument: 'input.claim' });
    expect((await refused(retract(id))).extensions).toMatchObject({ code, argument: 'input.claim' });
  });

  it('takes ACCEPTED and REFUTED, and says why', async () => {
    await given(FACTS);
    const id = await claimOf('status', 'SIGNED');
    expect((await refused(resolve(id, 'PROPOSED'))).extensions).toMatchObject({ argument: 'input.status' });
    expect((await refused(resolve(id, 'ACCEPTED').replace(/reason: "[^"]*"/, 'reason: ""'))).extensions).toMatchObject({
      argument: 'input.reason',
    });
  });
});

describe('retractClaim', () => {
  it('takes a claim back, with what only it said', async () => {
    await given(FACTS);
    const { id } = await deal('id');
    await run(claim(id, 'property: "signedOn", value: "2025"'));
    const { retractClaim } = await run(retract(await claimOf('signedOn', '2025')));
    expect(retractClaim.claims).toEqual([{ value: '2025', status: 'RETRACTED' }]);
    expect(await deal('signedOn { edtf }')).toEqual({ signedOn: null });
    expect((await refused(retract(await claimOf('signedOn', '2025')))).message).toMatch(/taken back already/);
  });

  it('ends a dispute', async () => {
    await given(FACTS);
    await run(claim((await deal('id')).id, 'property: "status", value: "IN_FORCE"'));
    await run(retract(await claimOf('status', 'IN_FORCE')));
    expect(await deal('status hasConflict')).toEqual({ status: 'SIGNED', hasConflict: false });
  });

  it('takes a link out with the last claim that it exists', async () => {
    await given(FACTS);
    const { parties } = await deal(`parties { claims { nodes { id property } } }`);
    const existence = parties[0].claims.nodes.find(({ property }: { property: unknown }) => property === null);
    await run(retract(existence.id));
    expect(await deal('parties { id } terms { commodity { slug } }')).toEqual({
      parties: [],
      terms: [{ commodity: { slug: 'petroleum' } }],
    });
  });

  it('leaves what a record cannot be without', async () => {
    await given(FACTS);
    expect((await refused(retract(await claimOf('status', 'SIGNED')))).message).toMatch(/nothing can be without it/);
    const { claims } = await deal('claims { nodes { id property } }');
    const existence = claims.nodes.find(({ property }: { property: unknown }) => property === null);
    expect((await refused(retract(existence.id))).message).toMatch(/delete the record instead/);
    expect(await deal('status')).toEqual({ status: 'SIGNED' });
  });
});
