import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

interface Hit {
  readonly slug: string;
  readonly reason: string;
  readonly score: number;
}

/** Sources are left out: every test has one. */
const TYPES = '[COUNTRY, PLACE, ORGANIZATION, PERSON, MEETING, AGREEMENT, COMMODITY]';

async function search(text: string): Promise<Hit[]> {
  const { search: found } = await dataOf(
    test.database,
    `query ($text: String!) { search(text: $text, types: ${TYPES}) {
      nodes { record { ... on Record { slug } } reason score } } }`,
    { variables: { text } },
  );
  return found.nodes.map(({ record, ...hit }: { record: { slug: string } }) => ({ slug: record.slug, ...hit }));
}
const slugs = async (text: string) => (await search(text)).map(({ slug }) => slug);
const reasons = async (text: string) => (await search(text)).map(({ slug, reason }) => `${slug} ${reason}`);

const called = (slug: string, ...names: (string | { text: string; lang?: string; kind?: string })[]) => ({
  slug,
  names: names.map((name) => (typeof name === 'string' ? { text: name } : name)),
});
const people = (...list: NonNullable<Facts['people']>) => write(test.database, { people: list });

describe('tiers', () => {
  it('come best first, each with its reason and a lower score', async () => {
    await people(
      called('e', 'Диалло'),
      called('c', 'Aminata Diallo'),
      called('b', 'Diallo Aminata'),
      called('a', 'DIALLO'),
    );
    const hits = await search('Diallo');
    expect(hits.map(({ slug, reason }) => [slug, reason])).toEqual([
      ['a', 'EXACT'],
      ['b', 'PREFIX'],
      ['c', 'WORDS'],
      ['e', 'TRANSLITERATED'],
    ]);
    const scores = hits.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((x, y) => y - x));
    expect(new Set(scores).size).toBe(4);
    for (const score of scores) expect(score > 0 && score <= 1).toBe(true);
  });

  it('hold a record once, with the best of its reasons', async () => {
    await people(called('a', 'Moussa Diallo', 'Diallo', 'Диалло'));
    expect(await reasons('diallo')).toEqual(['a EXACT']);
  });

  it('are ordered inside by entry', async () => {
    await people(called('c', 'Zoe Ba'), called('b', 'Anna Ba'), called('a', 'Anna Ba'));
    expect(await slugs('ba')).toEqual(['c', 'b', 'a']);
  });

  it('are ordered by the name where it is begun, equal names by type and entry', async () => {
    await people(called('d', 'Ba Zoe'), called('c', 'Ba Anna'), called('b', 'Ba Anna'));
    await write(test.database, { places: [called('a', 'Ba Anna')] });
    expect(await slugs('ba')).toEqual(['a', 'c', 'b', 'd']);
  });

  it('let spelling wait until nothing better matches', async () => {
    await people(called('a', 'Abdoulaye'), called('b', 'Abdulaye'));
    expect(await reasons('Abdoulaye')).toEqual(['a EXACT']);
    expect(await reasons('Abdoulay')).toEqual(['a PREFIX']);
    expect(await reasons('Abdullaye')).toEqual(['a SPELLING', 'b SPELLING']);
  });
});

describe('what is found', () => {
  it.each([
    ['any case and without accents', 'Assimi Goïta', 'ASSIMI GOITA', 'EXACT'],
    ['the beginning of a name', 'Assimi Goïta', 'assimi go', 'PREFIX'],
    ['a beginning over the end of a word', 'Jean-Marie', 'jeanm', 'PREFIX'],
    ['words in another order', 'Gold refinery of Mali', 'mali refinery', 'WORDS'],
    ['a last word that is only begun', 'Gold refinery of Mali', 'mali refi', 'WORDS'],
    ['Cyrillic for a Latin word that is spelt otherwise', 'Assimi Goïta', 'Асими', 'SPELLING'],
    ['Cyrillic for a Latin word', 'Assimi Goïta', 'Гоита', 'TRANSLITERATED'],
    ['Latin for a Cyrillic word', 'Сергей Лавров', 'lavrov', 'TRANSLITERATED'],
    ['Latin for a Cyrillic beginning', 'Сергей Лавров', 'serg', 'TRANSLITERATED'],
    ['Greek for Latin', 'Maria Papadopoulou', 'Μαρία', 'TRANSLITERATED'],
    ['Latin for Greek', 'Αθήνα', 'athina', 'TRANSLITERATED'],
    ['another spelling', 'Alousséni Sanou', 'Alousseny Sanu', 'SPELLING'],
    ['a French spelling of a Russian name', 'Vladimir Putin', 'Poutine', 'SPELLING'],
    ['a Cyrillic word with another spelling', 'Vladimir Poutine', 'Путин', 'SPELLING'],
    ['a German spelling of a Russian name', 'Vladimir Gromov', 'Wladimir Gromow', 'SPELLING'],
    ['an English spelling of a name kept in German', 'Wladimir Gromow', 'Vladimir Gromov', 'SPELLING'],
    ['a Cyrillic name kept in German', 'Nikita Chruschtschow', 'Хрущёв', 'SPELLING'],
    ['German for a Cyrillic name', 'Никита Хрущёв', 'Chruschtschow', 'SPELLING'],
    ['two letters for an umlaut', 'Anna Möller', 'Moeller', 'SPELLING'],
    ['an umlaut for two letters', 'Anna Moeller', 'Möller', 'SPELLING'],
    ['a South Slavic name as it is heard', 'Slobodan Milošević', 'Miloshevich', 'SPELLING'],
    ['a South Slavic name in Cyrillic as Russians write it', 'Petar Petrović', 'Петрович', 'SPELLING'],
    ['a South Slavic name with its letters', 'Aleksandar Vuchich', 'Vučić', 'SPELLING'],
    ['a word without its apostrophe', "Shaquille O'Neil", 'oneil', 'WORDS'],
    ['a word without its typographic apostrophe', 'Port of Val d’Oise', 'doise', 'WORDS'],
    ['a word behind a French article', 'Raffinerie or et argent', "l'or", 'WORDS'],
    ['words behind French articles', 'Mines et or de Iran', 'l’or d’Iran', 'WORDS'],
    ['a name that begins like an article', "L'Oréal", "l'oréal", 'EXACT'],
    ['a name that holds one', "Côte d'Ivoire", 'cote d’ivoire', 'EXACT'],
    ['a consonant that is no article', "N'Djamena", "n'dja", 'PREFIX'],
    ['a word without its hyphen', 'Omar al-Bashir', 'albashir', 'WORDS'],
    ['an acronym without its points', 'The U.S.A. today', 'usa', 'WORDS'],
    ['a word inside Japanese', '東京都庁', '京都', 'WORDS'],
    ['one letter inside Japanese', '東京都庁', '都', 'WORDS'],
    ['the last letter of a Chinese name', '安倍晋三', '三', 'WORDS'],
    ['a word inside Thai', 'ราชอาณาจักรไทย', 'อาณาจักร', 'WORDS'],
    ['letters of Japanese in another order', '東京都庁', '庁都', null],
    ['Persian letters for Arabic ones', 'علي', 'علی', 'EXACT'],
    ['Arabic letters for Persian ones', 'کریمی', 'كريمي', 'EXACT'],
    ['a part of a word in the middle', 'Goldmine', 'mine', null],
    ['one word of several that are missing', 'Assimi Goïta', 'Assimi Keïta', null],
  ])('%s: %j for %j is %j by %s', async (_, name, text, reason) => {
    await people(called('one', name), called('other', 'Somebody Else'));
    expect(await reasons(text)).toEqual(reason === null ? [] : [`one ${reason}`]);
  });

  it('what is called so before what begins like it with a French article', async () => {
    await people(
      called('first', 'Orage et or'),
      called('second', 'Orsay'),
      called('third', 'Or'),
      called('fourth', 'L’Orme'),
    );
    expect(await reasons('l’or')).toEqual(['third EXACT', 'fourth PREFIX', 'first WORDS', 'second WORDS']);
    const { search: whole } = await dataOf(
      test.database,
      `{ search(text: "l’or", types: ${TYPES}) { totalCount edges { cursor node { record { ... on Record { slug } } } } } }`,
    );
    expect(whole.totalCount).toBe(4);
    const { search: rest } = await dataOf(
      test.database,
      `query ($after: String) { search(text: "l’or", types: ${TYPES}, after: $after) { nodes { record { ... on Record { slug } } } } }`,
      { variables: { after: whole.edges[1].cursor } },
    );
    expect(rest.nodes).toEqual(whole.edges.slice(2).map(({ node }: { node: unknown }) => node));
    const { search: french } = await dataOf(
      test.database,
      `{ search(text: "l’or", types: ${TYPES}, lang: "fr") { nodes { record { ... on Record { slug } } } } }`,
    );
    expect(french.nodes).toEqual(whole.edges.map(({ node }: { node: unknown }) => node));
  });

  it.each([
    ['keita', 'Goïta'],
    ['Igor Gromyko', 'Igor Gromov'],
    ['Qin', 'Kin'],
    ['Lavrov', 'Larov'],
    ['Diallo', 'Diarra'],
    ['Konaté', 'Koné'],
    ['Traoré', 'Touré'],
    ['Petrov', 'Petrenko'],
    ['Ivan Petrov', 'Ivan Pavlov'],
    ['Iran', 'Irak'],
    ['Mali', 'Malawi'],
    ['Austria', 'Australia'],
    ['Moldavie', 'Maldives'],
    ['Slovaquie', 'Slovénie'],
    ['лес', 'лис'],
  ])('%s is no friend of %s', async (text, name) => {
    await people(called('other', name));
    expect(await slugs(text)).toEqual([]);
  });

  it.each(['', ' ', '*', '?!', '"', '-', '🙂', '\u200b', "'; --"])(
    'nothing by a text of no letters: %j',
    async (text) => {
      await people(called('one', 'Anna'));
      const found = await dataOf(
        test.database,
        'query ($text: String!) { search(text: $text) { totalCount nodes { score } pageInfo { hasNextPage hasPreviousPage } } }',
        { variables: { text } },
      );
      expect(found.search).toEqual({
        totalCount: 0,
        nodes: [],
        pageInfo: { hasNextPage: false, hasPreviousPage: false },
      });
    },
  );

  it('words of summaries, in any language and script', async () => {
    await write(test.database, {
      agreements: [
        { slug: 'deal', summary: { en: 'Deliveries by rail', fr: 'Livraisons en chemin de fer', ru: 'Поставки' } },
      ],
    });
    expect(await reasons('rail deliveries')).toEqual(['deal WORDS']);
    expect(await reasons('chemin')).toEqual(['deal WORDS']);
    expect(await reasons('поставки')).toEqual(['deal WORDS']);
    expect(await reasons('postavki')).toEqual(['deal TRANSLITERATED']);
    expect(await reasons('раил')).toEqual(['deal TRANSLITERATED']);
  });

  it('what was renamed, by its new name only', async () => {
    await people(called('a', 'Old Name'));
    await people(called('a', 'New Name'));
    expect(await slugs('old')).toEqual([]);
    expect(await slugs('new')).toEqual(['a']);
  });

  it('a whole long title', async () => {
    const title =
      'Agreement between the Government of A and the Government of B on the delivery of oil, gas and wheat in 2026';
    await write(test.database, { agreements: [called('long', title)] });
    expect(await reasons(title)).toEqual(['long EXACT']);
  });
});
