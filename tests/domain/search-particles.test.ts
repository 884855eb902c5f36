import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

const NAMES = {
  gaulle: 'Gaulle',
  'de-gaulle': 'Charles de Gaulle',
  'gaulle-street': 'Rue Gaulle',
  monde: 'Monde',
  'le-monde': 'Le Monde',
  'monde-diplo': 'Le Monde diplomatique',
  'tiers-monde': 'Tiers Monde',
  hague: 'La Haye',
  orme: 'Port de Orme',
  'ivory-coast': "Côte d'Ivoire",
  angeles: 'Los Angeles',
  'ministry-of-mines': 'Ministry of Mines',
  'ministry-mines': 'Ministry Mines and Energy',
  russian: 'Министерство обороны',
  volkov: 'Igor Volkov',
};

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    people: Object.entries(NAMES).map(([slug, text]) => ({ slug, names: [{ text }] })),
    commodities: [
      {
        slug: 'gold',
        names: [
          { text: 'gold', lang: 'en' },
          { text: 'or', lang: 'fr' },
        ],
      },
      { slug: 'ore', names: [{ text: 'minerai de fer', lang: 'fr' }] },
    ],
  });
});
afterAll(() => test.dispose());

interface Found {
  readonly record: { readonly slug: string };
  readonly matchedName: string;
  readonly reason: string;
}
const SEARCH = `query ($text: String!, $lang: String, $first: Int, $after: String) {
  search(text: $text, lang: $lang, first: $first, after: $after, types: [PERSON, COMMODITY]) {
    totalCount pageInfo { hasNextPage endCursor } nodes { record { ... on Record { slug } } matchedName reason } } }`;

/** What is found, on one page and page by page of one hit each, which has to be the same. */
async function found(text: string, lang: string | null = null): Promise<readonly string[]> {
  const asked = async (page: Record<string, unknown>) =>
    (await dataOf(test.database, SEARCH, { variables: { text, lang, ...page } })).search;
  const told = ({ record, reason }: Found) => `${record.slug} ${reason}`;
  const whole = await asked({ first: 100 });
  const walked: string[] = [];
  for (let after: string | null = null, goesOn = true; goesOn; ) {
    const { nodes, pageInfo } = await asked({ first: 1, after });
    walked.push(...nodes.map(told));
    after = pageInfo.endCursor;
    goesOn = pageInfo.hasNextPage;
  }
  expect(walked).toEqual(whole.nodes.map(told));
  expect(whole.totalCount).toBe(walked.length);
  return walked;
}

describe.each([null, 'fr'])('in the language %s', (lang) => {
  it.each([
    ['de l’or', ['gold EXACT', 'orme WORDS']],
    ["de l'or", ['gold EXACT', 'orme WORDS']],
    ["l'or", ['gold EXACT', 'orme WORDS']],
    ['du minerai de fer', ['ore WORDS']],
    ['le fer', ['ore WORDS']],
    ['des mines du ministry', ['ministry-of-mines WORDS', 'ministry-mines WORDS']],
    ['ministry of mines', ['ministry-of-mines EXACT', 'ministry-mines WORDS']],
    ['the ministry of mines', ['ministry-of-mines WORDS', 'ministry-mines WORDS']],
    ['ministry mines', ['ministry-mines PREFIX', 'ministry-of-mines WORDS']],
    ['de gaulle', ['gaulle EXACT', 'de-gaulle WORDS', 'gaulle-street WORDS']],
    ['le monde', ['le-monde EXACT', 'monde EXACT', 'monde-diplo PREFIX', 'tiers-monde WORDS']],
    ['la haye', ['hague EXACT']],
    ['the la haye', ['hague WORDS']],
    ["côte d'ivoire", ['ivory-coast EXACT']],
    ["la côte d'ivoire", ['ivory-coast EXACT']],
    ["de la côte d'ivo", ['ivory-coast WORDS']],
    ['los angeles', ['angeles EXACT']],
    ['les angeles', ['angeles WORDS']],
    ['du ministerstvo', ['russian TRANSLITERATED']],
    ['le igor wolkow', ['volkov SPELLING']],
    // what is still being written is no article yet, and articles alone are what is looked for
    ['gaulle de', ['de-gaulle WORDS']],
    ['mines le', []],
    ['de', ['orme WORDS', 'de-gaulle WORDS', 'ore WORDS']],
    ['les la', []],
  ])('%j finds %j', async (text, expected) => {
    expect([...(await found(text, lang))].sort()).toEqual([...expected].sort());
  });
});

it('what has the articles as well comes before what lacks them', async () => {
  expect(await found('le monde')).toEqual(['le-monde EXACT', 'monde EXACT', 'monde-diplo PREFIX', 'tiers-monde WORDS']);
  expect(await found('mines of ministry')).toEqual(['ministry-of-mines WORDS', 'ministry-mines WORDS']);
  const { search } = await dataOf(test.database, SEARCH, { variables: { text: 'des mines of ministry' } });
  expect(search.nodes[0]).toMatchObject({ matchedName: 'Ministry of Mines' });
});
