import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    commodities: [
      { slug: 'petroleum', names: PETROLEUM },
      {
        slug: 'wheat',
        names: [
          { text: 'wheat', lang: 'en' },
          { text: 'blé', lang: 'fr-FR' },
          { text: 'trigo', lang: 'pt-BR' },
        ],
      },
      {
        slug: 'gold',
        names: [
          { text: 'gold', lang: 'en' },
          { text: 'or', lang: 'fr' },
          { text: 'Au' },
          { text: 'AU', lang: 'pt' },
          { text: 'le métal jaune', lang: 'fr' },
        ],
      },
    ],
    people: [{ slug: 'anna', names: [{ text: 'Anna Petrova' }] }],
    agreements: [
      {
        slug: 'deal',
        names: [
          { text: 'Deal', lang: 'en' },
          { text: 'Accord', lang: 'fr' },
        ],
        summary: { en: 'by rail', fr: 'du blé' },
      },
    ],
  });
});
afterAll(() => test.dispose());

const PETROLEUM = [
  { text: 'petroleum', lang: 'en' },
  { text: 'oil', lang: 'en' },
  { text: 'pétrole', lang: 'fr' },
  { text: 'petróleo', lang: 'es' },
  { text: 'petróleo', lang: 'pt' },
  { text: 'нефть', lang: 'ru' },
];

async function search(text: string, lang?: string, languages: readonly string[] = []) {
  const { search: found } = await dataOf(
    test.database,
    `query ($text: String!, $lang: String) { search(text: $text, lang: $lang, types: [COMMODITY, PERSON, AGREEMENT]) {
      nodes { record { ... on Record { slug } } matchedName matchedLang reason } } }`,
    { variables: { text, lang: lang ?? null }, languages },
  );
  return found.nodes as { record: { slug: string }; matchedName: string; matchedLang: string | null; reason: string }[];
}
const slugs = async (text: string, lang?: string) => (await search(text, lang)).map(({ record }) => record.slug);

describe('the name that matched', () => {
  const matched = async (text: string, lang?: string, languages?: readonly string[]) => {
    const [hit] = await search(text, lang, languages);
    return hit && [hit.matchedName, hit.matchedLang];
  };
  it('has most of the words where several names have them together', async () => {
    expect(await matched('pétrole нефть petróleo', undefined, ['fr'])).toEqual(['pétrole', 'fr']);
    expect(await matched('pétrole нефть petróleo', undefined, ['ru'])).toEqual(['нефть', 'ru']);
    expect(await matched('jaune métal or', undefined, ['en'])).toEqual(['le métal jaune', 'fr']);
  });

  it('is shown as it is written, with its language', async () => {
    expect(await matched('PETROLE')).toEqual(['pétrole', 'fr']);
    expect(await matched('neft')).toEqual(['нефть', 'ru']);
    expect(await matched('oil')).toEqual(['oil', 'en']);
  });

  it('is the one in the reader’s language where several match alike', async () => {
    expect(await matched('petr')).toEqual(['petroleum', 'en']);
    expect(await matched('petr', undefined, ['fr'])).toEqual(['pétrole', 'fr']);
    expect(await matched('petroleo', undefined, ['pt-BR'])).toEqual(['petróleo', 'pt']);
  });

  it('is the one that gave the reason, not another that matches less', async () => {
    expect(await matched('petrole', undefined, ['en'])).toEqual(['pétrole', 'fr']);
  });

  it('is the label where words of a summary did', async () => {
    expect(await matched('rail')).toEqual(['Deal', 'en']);
    expect(await matched('rail', undefined, ['fr'])).toEqual(['Accord', 'fr']);
  });

  it('has no language where the name has none', async () => {
    expect(await matched('anna')).toEqual(['Anna Petrova', null]);
  });
});

describe('lang', () => {
  it.each(['fr', 'FR', 'fr-CA', 'fra'])('%s looks only at names in that language, or in none', async (lang) => {
    expect(await slugs('blé', lang)).toEqual(['wheat']);
    expect(await slugs('or', lang)).toEqual(['gold']);
    expect(await slugs('au', lang)).toEqual(['gold']);
    expect(await slugs('jaune', lang)).toEqual(['gold']);
    expect(await slugs('gold', lang)).toEqual([]);
    expect(await slugs('trigo', lang)).toEqual([]);
  });

  it('shows a name of that language', async () => {
    const [hit] = await search('or', 'fr', ['en']);
    expect(hit).toMatchObject({ matchedName: 'or', matchedLang: 'fr' });
  });

  it('does not change the reasons', async () => {
    const [hit] = await search('jaune', 'fr');
    expect(hit).toMatchObject({ matchedName: 'le métal jaune', reason: 'WORDS' });
  });

  it('shows none of another language, even the reader’s', async () => {
    const [hit] = await search('au', 'fr', ['pt']);
    expect(hit).toMatchObject({ matchedName: 'Au', matchedLang: null });
  });

  it.each(['', 'français', 'fr_FR'])('refuses %j', async (lang) => {
    const { extensions } = await errorOf(test.database, `{ search(text: "or", lang: "${lang}") { totalCount } }`);
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'lang' });
  });
});
