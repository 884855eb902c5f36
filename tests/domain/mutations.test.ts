import { describe, expect, it } from 'vitest';
import { ask as answerTo, dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string, as: 'contributor' | 'editor' = 'editor') => dataOf(test.database, source, { as });
const refused = (source: string, as: 'contributor' | 'editor' = 'editor') => errorOf(test.database, source, { as });
const ask = (source: string) => dataOf(test.database, source);

const FACTS: Facts = {
  sources: ['first-paper', 'second-paper'],
  organizations: ['mali', 'russia'],
  people: ['ada'],
  commodities: ['petroleum', 'wheat'],
};

describe('createAgreement', () => {
  it('enters it with its links, and a claim for each property that it says', async () => {
    await given(FACTS);
    const { createAgreement } = await run(`mutation { createAgreement(input: {
      names: [{ text: "Accord sur le pétrole", lang: "fr" }], instrument: MEMORANDUM, status: SIGNED, signedOn: "2025-10-24"
      evidence: [{ source: "first-paper", paragraph: 3 }]
      parties: [{ actor: "mali", role: RECIPIENT }, { actor: "russia", role: SUPPLIER }]
      terms: [{ commodity: "petroleum", kind: COMMITMENT, quantity: { min: 1000, max: 2000, bound: RANGE, unit: "t", per: MONTH } }]
      clientMutationId: "one"
    }) { clientMutationId claims { property value status evidence { source { slug } paragraph } }
        record { slug status version parties { actor { ... on Organization { slug } } claims { totalCount } } terms { quantity { min unit per } } sources { slug } } } }`);
    expect(createAgreement.record).toMatchObject({
      slug: 'accord-sur-le-petrole',
      status: 'SIGNED',
      version: 1,
      parties: [
        { actor: { slug: 'mali' }, claims: { totalCount: 3 } },
        { actor: { slug: 'russia' }, claims: { totalCount: 3 } },
      ],
      terms: [{ quantity: { min: 1000, unit: 't', per: 'MONTH' } }],
      sources: [{ slug: 'first-paper' }],
    });
    expect(createAgreement.clientMutationId).toBe('one');
    expect(createAgreement.claims).toContainEqual({
      property: 'signedOn',
      value: '2025-10-24',
      status: 'ACCEPTED',
      evidence: [{ source: { slug: 'first-paper' }, paragraph: 3 }],
    });
  });

  it('is refused without evidence, and where the slug is taken', async () => {
    await given({ ...FACTS, agreements: ['deal'] });
    expect(
      await refused(
        'mutation { createAgreement(input: { slug: "x", instrument: LOAN, status: SIGNED }) { claims { id } } }',
      ),
    ).toMatchObject({
      extensions: { code: 'EVIDENCE_REQUIRED', argument: 'input.evidence' },
    });
    expect(
      await refused(
        'mutation { createAgreement(input: { slug: "deal", instrument: LOAN, status: SIGNED, evidence: [{ source: "first-paper" }] }) { claims { id } } }',
      ),
    ).toMatchObject({ extensions: { code: 'ALREADY_EXISTS', argument: 'input.slug' } });
  });

  it('names every wrong value with its path', async () => {
    await given(FACTS);
    const { extensions } =
      await refused(`mutation { createAgreement(input: { slug: "x", instrument: LOAN, status: SIGNED, signedOn: "24.10.2025", evidence: [{ source: "first-paper" }]
      terms: [{ commodity: "petroleum", kind: OFFER, quantity: { min: 2, max: 1, bound: RANGE, unit: "barils" } }] }) { claims { id } } }`);
    expect(extensions['code']).toBe('BAD_USER_INPUT');
    const paths = (extensions['problems'] as { path: string }[]).map(({ path }) => path);
    expect(paths).toContain('input.signedOn');
    expect(paths.some((path) => path.startsWith('input.terms[0].quantity'))).toBe(true);
  });
});

const DEAL: Facts = {
  ...FACTS,
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['first-paper'],
      terms: [
        { commodity: 'petroleum', evidence: ['first-paper'], quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't' } },
      ],
    },
  ],
};

const update = (fields: string, version = 1) =>
  `mutation { updateAgreement(input: { ref: "deal", version: ${version}, ${fields} }) { claims { property value status } record { version status hasConflict signedOn { edtf } } } }`;

describe('updateAgreement', () => {
  it('adds what was not known, as a claim of its own', async () => {
    await given(DEAL);
    const { updateAgreement } = await run(update('signedOn: "2025", evidence: [{ source: "second-paper" }]'));
    expect(updateAgreement.record).toEqual({
      version: 2,
      status: 'SIGNED',
      hasConflict: false,
      signedOn: { edtf: '2025' },
    });
    expect(updateAgreement.claims).toEqual([{ property: 'signedOn', value: '2025', status: 'ACCEPTED' }]);
  });

  it('never overwrites what another source says: both claims stay, disputed', async () => {
    await given(DEAL);
    const { updateAgreement } = await run(update('status: IN_FORCE, evidence: [{ source: "second-paper" }]'));
    expect(updateAgreement.record).toMatchObject({ status: 'SIGNED', hasConflict: true });
    const { agreement, agreements } = await ask(
      '{ agreement(ref: "deal") { claims(property: "status") { nodes { value status } } } agreements(filter: { hasConflict: true }) { nodes { slug } } }',
    );
    expect(agreement.claims.nodes).toEqual([
      { value: 'SIGNED', status: 'DISPUTED' },
      { value: 'IN_FORCE', status: 'DISPUTED' },
    ]);
    expect(agreements.nodes).toEqual([{ slug: 'deal' }]);
  });

  it('lets a source correct itself', async () => {
    await given(DEAL);
    const { updateAgreement } = await run(update('status: IN_FORCE, evidence: [{ source: "first-paper" }]'));
    expect(updateAgreement.record).toMatchObject({ status: 'IN_FORCE', hasConflict: false });
    expect(updateAgreement.claims).toEqual(
      expect.arrayContaining([
        { property: 'status', value: 'SIGNED', status: 'RETRACTED' },
        { property: 'status', value: 'IN_FORCE', status: 'ACCEPTED' },
      ]),
    );
  });

  it('is lost to whoever was quicker', async () => {
    await given(DEAL);
    await run(update('signedOn: "2025", evidence: [{ source: "second-paper" }]'));
    expect(await refused(update('signedOn: "2024", evidence: [{ source: "second-paper" }]'))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: 2 } },
    });
  });

  it('disputes quantities of a term, which is found by what it is about', async () => {
    await given(DEAL);
    await run(
      update(
        'terms: [{ commodity: "petroleum", kind: OFFER, quantity: { min: 5, max: 6, bound: RANGE, unit: "t" } }], evidence: [{ source: "second-paper" }]',
      ),
    );
    const { agreement } = await ask(
      '{ agreement(ref: "deal") { hasConflict terms { quantity { min } claims(property: "quantity") { nodes { value status } } } } }',
    );
    expect(agreement).toEqual({
      hasConflict: true,
      terms: [
        {
          quantity: { min: 1 },
          claims: {
            nodes: [
              { value: '1..2 t', status: 'DISPUTED' },
              { value: '5..6 t', status: 'DISPUTED' },
            ],
          },
        },
      ],
    });
  });

  it('adds links and takes them out', async () => {
    await given(DEAL);
    await run(update('parties: [{ actor: "mali", role: PARTY }], evidence: [{ source: "second-paper" }]'));
    const { agreement } = await ask('{ agreement(ref: "deal") { parties { id } terms { id } sources { slug } } }');
    expect(agreement.parties).toHaveLength(1);
    await run(update(`remove: ["${agreement.parties[0].id}"], evidence: [{ source: "second-paper" }]`, 2));
    expect((await ask('{ agreement(ref: "deal") { parties { id } terms { id } } }')).agreement).toEqual({
      parties: [],
      terms: agreement.terms,
    });
  });

  it("leaves a contributor's claims to be accepted", async () => {
    await given(DEAL);
    const { updateAgreement } = await run(
      update('status: IN_FORCE, evidence: [{ source: "second-paper" }]'),
      'contributor',
    );
    expect(updateAgreement).toMatchObject({
      record: { status: 'SIGNED', hasConflict: false },
      claims: [{ property: 'status', value: 'IN_FORCE', status: 'PROPOSED' }],
    });
  });

  it('is done once for each name that a request gives itself', async () => {
    await given(DEAL);
    const request = update('signedOn: "2025", evidence: [{ source: "second-paper" }], clientMutationId: "k"');
    expect(await run(request)).toEqual(await run(request));
    expect(await refused(request.replace('2025', '2024'))).toMatchObject({
      extensions: { code: 'IDEMPOTENCY_CONFLICT' },
    });
  });
});

describe('deleteAgreement', () => {
  it('takes it out and answers it as it was', async () => {
    await given(DEAL);
    const { deleteAgreement } = await run(
      'mutation { deleteAgreement(input: { ref: "deal", version: 1, reason: "never happened" }) { record { slug terms { commodity { slug } } claims { totalCount } } } }',
    );
    expect(deleteAgreement.record).toMatchObject({ slug: 'deal', terms: [{ commodity: { slug: 'petroleum' } }] });
    expect(
      await ask(
        '{ agreement(ref: "deal") { id } agreements { totalCount } commodity(ref: "petroleum") { agreementCount } }',
      ),
    ).toEqual({ agreement: null, agreements: { totalCount: 0 }, commodity: { agreementCount: 0 } });
  });

  it('leaves what others name', async () => {
    await given(DEAL);
    expect(
      await refused(
        'mutation { deleteCommodity(input: { ref: "petroleum", version: 1, reason: "entered by mistake" }) { record { slug } } }',
      ),
    ).toMatchObject({ extensions: { code: 'IN_USE', count: 1, records: [{ slug: 'deal' }] } });
  });
});

describe('a name that makes no slug', () => {
  const create = (names: string, more = '') =>
    `mutation { createPerson(input: { names: [${names}] ${more} evidence: [{ source: "first-paper" }] }) { record { slug } } }`;

  it('is refused, saying what is needed', async () => {
    await given(FACTS);
    const { message, extensions } = await refused(create('{ text: "习近平", lang: "zh" }'));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.slug' });
    expect(message).toContain(
      'no Latin letters can be made of "习近平": give a slug, or a name in Latin letters as well',
    );
  });

  it('takes another name or the slug that is given', async () => {
    await given(FACTS);
    const both = '{ text: "习近平", lang: "zh" } { text: "Xi Jinping", lang: "en" }';
    expect((await run(create(both))).createPerson.record.slug).toBe('xi-jinping');
    expect((await run(create('{ text: "习近平", lang: "zh" }', 'slug: "xi"'))).createPerson.record.slug).toBe('xi');
  });
});

describe('several mutations of one request', () => {
  it('are answered each by itself: one that is refused hides none that is written', async () => {
    await given(FACTS);
    const place = (slug: string, evidence: string) =>
      `createPlace(input: { slug: "${slug}", names: [{ text: "${slug}", lang: "en" }] ${evidence} }) { record { slug } }`;
    const evidence = 'evidence: [{ source: "first-paper" }]';
    const { data, errors } = await answerTo(
      test.database,
      `mutation { a: ${place('kidal', evidence)} b: ${place('gao', '')} c: ${place('sikasso', evidence)} }`,
      { as: 'editor' },
    );
    expect(data).toEqual({ a: { record: { slug: 'kidal' } }, b: null, c: { record: { slug: 'sikasso' } } });
    expect(errors).toMatchObject([{ path: ['b'], extensions: { code: 'EVIDENCE_REQUIRED' } }]);
    expect((await ask('{ places { nodes { slug } } }')).places.nodes).toEqual([{ slug: 'kidal' }, { slug: 'sikasso' }]);
  });
});

describe('a deletion', () => {
  const deletion = (type: string, ref: string, why = '') =>
    `mutation { delete${type}(input: { ref: "${ref}", version: 1 ${why} }) { record { slug } } }`;
  const FACTS = {
    sources: ['paper', 'post'],
    commodities: ['wheat'],
    meetings: [{ slug: 'talks', delegations: [{ slug: 'guests' }] }],
  };

  it.each([
    ['Commodity', 'wheat'],
    ['Meeting', 'talks'],
    ['Delegation', 'guests'],
    ['Source', 'post'],
  ])('of a %s says why', async (type, ref) => {
    await given(FACTS);
    for (const why of ['', ', reason: " "', ', evidence: []'])
      expect((await refused(deletion(type, ref, why))).extensions).toMatchObject({
        code: 'EVIDENCE_REQUIRED',
        argument: 'input.reason',
      });
    await run(deletion(type, ref, ', reason: "never was", evidence: [{ source: "paper", paragraph: 3 }]'));
    const { changes } = await ask('{ changes(first: 100) { nodes { slug operation reason } } }');
    expect(changes.nodes).toContainEqual({ slug: ref, operation: 'DELETED', reason: 'never was (paper, paragraph 3)' });
  });

  it('names sources that are there', async () => {
    await given(FACTS);
    expect(
      (await refused(deletion('Commodity', 'wheat', ', evidence: [{ source: "nowhere" }]'))).extensions,
    ).toMatchObject({ code: 'REFERENCE_NOT_FOUND', argument: 'input.evidence[0].source' });
  });
});
