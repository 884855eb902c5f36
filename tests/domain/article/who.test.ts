import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const ARTICLE = 'malikonews-2025-10-24';

interface PersonRow {
  readonly slug: string;
  readonly name: string;
  readonly family: string | null;
  readonly en: string;
  readonly fr: string;
  readonly at: string;
}

const PEOPLE: readonly PersonRow[] = [
  {
    slug: 'assimi-goita',
    name: 'Assimi Goïta',
    family: 'Goïta',
    en: 'General, President of the Transition',
    fr: 'Général, président de la Transition',
    at: 'mali',
  },
  {
    slug: 'alousseni-sanou',
    name: 'Alousséni Sanou',
    family: 'Sanou',
    en: 'Minister of the Economy and Finance',
    fr: "Ministre de l'Économie et des Finances",
    at: 'ministry-of-economy-and-finance-mali',
  },
  {
    slug: 'amadou-keita',
    name: 'Amadou Keïta',
    family: 'Keïta',
    en: 'Minister of Mines',
    fr: 'Ministre des Mines',
    at: 'ministry-of-mines-mali',
  },
  {
    slug: 'alexey-koylikov',
    name: 'Alexey Koylikov',
    family: 'Koylikov',
    en: 'Director of International Relations',
    fr: 'Directeur des relations internationales',
    at: 'pan-african-directorate-of-russia',
  },
  { slug: 'simyon', name: 'Simyon', family: null, en: 'company director', fr: 'administrateur', at: 'sorem-mali' },
];

describe('people', () => {
  it('are the five of the article, in its order, and nobody else', async () => {
    const { people } = await dataOf(test.database, '{ people { totalCount nodes { slug } } }');
    expect(people).toEqual({ totalCount: 5, nodes: PEOPLE.map(({ slug }) => ({ slug })) });
  });

  it.each(PEOPLE)('$slug has one name without a language, and the family name as an alias', async (row) => {
    const { person } = await dataOf(
      test.database,
      'query ($ref: Ref!) { person(ref: $ref) { label(lang: "ru") names { text lang kind } } }',
      { variables: { ref: row.slug } },
    );
    expect(person.label).toBe(row.name);
    expect(person.names).toEqual([
      { text: row.name, lang: null, kind: 'PRIMARY' },
      ...(row.family ? [{ text: row.family, lang: null, kind: 'ALIAS' }] : []),
    ]);
  });

  it.each(PEOPLE)('$slug holds one office, cited on the day of the audience, of unknown start and end', async (row) => {
    const { person } = await dataOf(
      test.database,
      `query ($ref: Ref!) { person(ref: $ref) { tenures {
        en: title(lang: "en") fr: title(lang: "fr") organization { slug } person { slug }
        since { edtf } until { edtf } firstCited lastCited
      } } }`,
      { variables: { ref: row.slug } },
    );
    const day = '2025-10-24';
    expect(person.tenures).toEqual([
      {
        en: row.en,
        fr: row.fr,
        organization: { slug: row.at },
        person: { slug: row.slug },
        since: null,
        until: null,
        firstCited: day,
        lastCited: day,
      },
    ]);
  });
});

const ORGANIZATIONS = [
  ['mali', 'STATE', 'ML', 'Mali', 'Mali'],
  ['russia', 'STATE', 'RU', 'Russia', 'Russie'],
  [
    'pan-african-directorate-of-russia',
    'GOVERNMENT_BODY',
    'RU',
    'Pan-African Directorate of Russia',
    'Direction panafricaine de la Russie',
  ],
  ['sorem-mali', 'COMPANY', 'ML', 'Sorem-Mali SA', 'Sorem-Mali SA'],
  [
    'ministry-of-economy-and-finance-mali',
    'MINISTRY',
    'ML',
    'Ministry of the Economy and Finance of Mali',
    "Ministère de l'Économie et des Finances du Mali",
  ],
  ['ministry-of-mines-mali', 'MINISTRY', 'ML', 'Ministry of Mines of Mali', 'Ministère des Mines du Mali'],
  ['malikonews', 'MEDIA', null, 'MalikoNews', 'MalikoNews'],
] as const;

describe('organizations and places', () => {
  it.each(ORGANIZATIONS)('%s is a %s of %s', async (slug, kind, code, en, fr) => {
    const { organization } = await dataOf(
      test.database,
      'query ($ref: Ref!) { organization(ref: $ref) { kind country { code } en: label(lang: "en") fr: label(lang: "fr") } }',
      { variables: { ref: slug } },
    );
    expect(organization).toEqual({ kind, country: code && { code }, en, fr });
  });

  it('are, besides the States, those of the article and the publishers of reference data', async () => {
    const { organizations } = await dataOf(
      test.database,
      '{ organizations(filter: { not: { kind: [STATE] } }) { nodes { slug } } }',
    );
    const own = ORGANIZATIONS.filter(([, kind]) => kind !== 'STATE').map(([slug]) => slug);
    const publishers = ['international-organization-for-standardization', 'world-customs-organization'];
    expect(organizations.nodes.map(({ slug }: { slug: string }) => slug).sort()).toEqual(
      [...own, ...publishers].sort(),
    );
  });

  it('keep the palace in Bamako, Mali, without coordinates that nobody gave', async () => {
    const { places } = await dataOf(
      test.database,
      '{ places { nodes { slug country { code } latitude longitude fr: label(lang: "fr") names { text } } } }',
    );
    const [bamako, palace] = places.nodes;
    expect(places.nodes).toHaveLength(2);
    expect(bamako).toMatchObject({ slug: 'bamako', country: { code: 'ML' }, latitude: null, longitude: null });
    expect(palace).toMatchObject({ slug: 'koulouba-palace', country: { code: 'ML' }, fr: 'Palais de Koulouba' });
    expect(palace.names.some(({ text }: { text: string }) => text.includes('Bamako'))).toBe(true);
  });

  it('keep both names of the gold company, each with its own evidence, in dispute', async () => {
    const { organization } = await dataOf(
      test.database,
      `{ organization(ref: "sorem-mali") { hasConflict names { text kind }
        claims(property: "name") { totalCount nodes { value status evidence { paragraph source { slug } } } } } }`,
    );
    expect(organization.hasConflict).toBe(true);
    const claim = (value: string, paragraph: number) => ({
      value,
      status: 'DISPUTED',
      evidence: [{ paragraph, source: { slug: ARTICLE } }],
    });
    expect(organization.claims).toEqual({ totalCount: 2, nodes: [claim('SORMA', 2), claim('Sorem-Mali SA', 8)] });
    const kinds = new Map(organization.names.map(({ text, kind }: { text: string; kind: string }) => [text, kind]));
    expect([kinds.get('SORMA'), kinds.get('Sorem-Mali SA')]).toEqual(['ALIAS', 'PRIMARY']);
    const long = organization.names.find(({ text }: { text: string }) => text.startsWith('Société'));
    expect(long.kind).toBe('ALIAS');
  });
});

describe('the source', () => {
  it('is the news of the day, its year inferred', async () => {
    const { source } = await dataOf(
      test.database,
      `{ source(ref: "${ARTICLE}") { kind lang url contentHash publisher { slug }
        publishedOn { edtf approximate } claims(property: "publishedOn") { nodes { evidence { en: note(lang: "en") fr: note(lang: "fr") } } } } }`,
    );
    expect(source).toMatchObject({
      kind: 'NEWS',
      lang: 'fr',
      url: null,
      contentHash: 'fbbd69eedd313b59648f2c6f67df579ce47b7b398b477f7aabf968e26399e106',
      publisher: { slug: 'malikonews' },
      publishedOn: { edtf: '2025-10-24~', approximate: true },
    });
    expect(source.claims.nodes).toEqual([
      { evidence: [{ en: expect.stringMatching(/year/i), fr: expect.stringMatching(/année/i) }] },
    ]);
  });
});
