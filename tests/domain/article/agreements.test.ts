import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const agreement = async (slug: string, fields: string) =>
  (
    await dataOf(test.database, `query ($ref: Ref!) { agreement(ref: $ref) { ${fields} } }`, {
      variables: { ref: slug },
    })
  ).agreement;

const [PETROLEUM, WHEAT, GOLD] = ['mali-russia-petroleum-supply', 'mali-russia-fertiliser-wheat', 'mali-gold-refinery'];
const FROM_TO_PARTIES = [
  ['mali', 'RECIPIENT'],
  ['russia', 'SUPPLIER'],
];

const AGREEMENTS = [
  {
    slug: PETROLEUM as string,
    instrument: 'SUPPLY_ARRANGEMENT',
    status: 'NEGOTIATING',
    parties: FROM_TO_PARTIES,
    en: 'Monthly supply of petroleum products from Russia to Mali',
    fr: 'Livraison mensuelle de produits pétroliers de la Russie au Mali',
    // none has a date of its own: that of the earliest held meeting about it
    date: '2025-10-24',
  },
  {
    slug: WHEAT as string,
    instrument: 'SUPPLY_ARRANGEMENT',
    status: 'PROPOSED',
    parties: FROM_TO_PARTIES,
    en: 'Distribution of fertiliser and wheat from Russia in Mali',
    fr: "Distribution d'engrais et de blé russes au Mali",
    date: '2025-10-24',
  },
  {
    slug: GOLD as string,
    instrument: 'PROJECT',
    status: 'IMPLEMENTING',
    parties: [
      ['mali', 'PARTY'],
      ['sorem-mali', 'IMPLEMENTER'],
    ],
    en: 'Gold refinery of Mali',
    fr: "Raffinerie d'or du Mali",
    date: '2025-10-20/2025-10-24',
  },
];

describe('agreements', () => {
  it('are the three of the article, in its order', async () => {
    const { agreements } = await dataOf(test.database, '{ agreements { nodes { slug } } }');
    expect(agreements.nodes).toEqual(AGREEMENTS.map(({ slug }) => ({ slug })));
  });

  it.each(AGREEMENTS)('$slug: $instrument, $status, with its parties and names', async (row) => {
    const found = await agreement(
      row.slug,
      `slug instrument status en: label(lang: "en") fr: label(lang: "fr")
       parties { role actor { ... on Organization { slug } } } date { edtf }`,
    );
    const parties = row.parties.map(([slug, role]) => ({ role, actor: { slug } }));
    expect(found).toEqual({ ...row, parties, date: { edtf: row.date } });
  });

  it.each(AGREEMENTS)('$slug has no date, place or amount that nobody stated', async ({ slug }) => {
    expect(
      await agreement(
        slug,
        'announcedOn { edtf } signedOn { edtf } inForceFrom { edtf } endedOn { edtf } place { slug } amounts { id } parent { slug }',
      ),
    ).toEqual({
      announcedOn: null,
      signedOn: null,
      inForceFrom: null,
      endedOn: null,
      place: null,
      amounts: [],
      parent: null,
    });
  });
});

const TERM = `commodity { slug } kind from { ... on Organization { slug } } to { ... on Organization { slug } }
  period { edtf } quantity { min max bound unit per raw }
  claims { nodes { modality attributedTo { ... on Person { slug } } } }`;

interface Claims {
  readonly claims: { readonly nodes: { readonly modality: string; readonly attributedTo: { slug: string } }[] };
}

/** The terms of an agreement without their claims, and who says them in which modality. */
async function termsOf(slug: string) {
  const { terms } = await agreement(slug, `terms { ${TERM} }`);
  const said = terms.flatMap(({ claims }: Claims) =>
    claims.nodes.map(({ modality, attributedTo }) => `${attributedTo?.slug} ${modality}`),
  );
  return { terms: terms.map(({ claims, ...term }: Claims) => term), said: [...new Set(said)] };
}

const fromRussia = (commodity: string, quantity: object | null) => ({
  commodity: { slug: commodity },
  kind: 'OFFER',
  from: { slug: 'russia' },
  to: { slug: 'mali' },
  period: null,
  quantity,
});

describe('terms', () => {
  it('petroleum products by the month, planned, says Koylikov', async () => {
    const quantity = {
      min: 160000,
      max: 200000,
      bound: 'RANGE',
      unit: 't',
      per: 'MONTH',
      raw: '160 000 à 200 000 tonnes',
    };
    expect(await termsOf(PETROLEUM as string)).toEqual({
      terms: [fromRussia('petroleum-products', quantity)],
      said: ['alexey-koylikov PLANNED'],
    });
  });

  it('fertilisers and wheat without a quantity, never 0, as a possibility, says Koylikov', async () => {
    expect(await termsOf(WHEAT as string)).toEqual({
      terms: [fromRussia('fertilisers', null), fromRussia('wheat', null)],
      said: ['alexey-koylikov HYPOTHETICAL'],
    });
  });

  it('gold is produced, from nobody to nobody, says Simyon', async () => {
    expect(await termsOf(GOLD as string)).toEqual({
      terms: [{ commodity: { slug: 'gold' }, kind: 'PRODUCTION', from: null, to: null, period: null, quantity: null }],
      said: ['simyon ACTUAL'],
    });
  });
});

/** Slug, English, French, parent. */
const COMMODITIES = [
  ['petroleum', 'petroleum', 'pétrole', 'energy'],
  ['crude-oil', 'crude oil', 'pétrole brut', 'petroleum'],
  ['petroleum-products', 'petroleum products', 'produits pétroliers', 'petroleum'],
  ['gasoline', 'gasoline', 'essence', 'petroleum-products'],
  ['diesel', 'diesel', 'gazole', 'petroleum-products'],
  ['fertilisers', 'fertilisers', 'engrais', 'agriculture'],
  ['urea', 'urea', 'urée', 'fertilisers'],
  ['cereals', 'cereals', 'céréales', 'agriculture'],
  ['wheat', 'wheat', 'blé', 'cereals'],
  ['precious-metals', 'precious metals', 'métaux précieux', 'metals-and-minerals'],
  ['gold', 'gold', 'or', 'precious-metals'],
] as const;

describe('commodities', () => {
  it.each(COMMODITIES)('%s is %s, %s, below %s', async (slug, en, fr, parent) => {
    const { commodity } = await dataOf(
      test.database,
      'query ($ref: Ref!) { commodity(ref: $ref) { en: label(lang: "en") fr: label(lang: "fr") parent { slug } } }',
      { variables: { ref: slug } },
    );
    expect(commodity).toEqual({ en, fr, parent: { slug: parent } });
  });

  it.each([
    ['2709', 'crude-oil'],
    ['2710', 'petroleum-products'],
    ['31', 'fertilisers'],
    ['1001', 'wheat'],
  ])('HS %s means %s', async (code, slug) => {
    const { commodity } = await dataOf(test.database, `{ commodity(ref: "${code}") { slug } }`);
    expect(commodity).toEqual({ slug });
  });
});
