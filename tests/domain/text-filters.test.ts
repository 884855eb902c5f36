import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    agreements: [
      {
        slug: 'rail',
        names: [
          { text: "Chemin de fer de l'Équateur", lang: 'fr' },
          { text: 'Железная дорога', lang: 'ru' },
        ],
        summary: { en: 'A track of 300 km', ru: 'Путь' },
      },
      { slug: 'road', names: [{ text: 'Road to the Equator', lang: 'en' }], summary: { el: 'δρόμος' } },
      { slug: 'nameless', names: [] },
    ],
  });
});
afterAll(() => test.dispose());

const found = async (text: string, field = 'agreements'): Promise<string[]> =>
  (
    await dataOf(
      test.database,
      `query ($text: String!) { list: ${field}(filter: { text: $text }) { nodes { slug } } }`,
      { variables: { text } },
    )
  ).list.nodes.map(({ slug }: { slug: string }) => slug);

describe('text', () => {
  it.each([
    ['a word of a name', 'chemin', ['rail']],
    ['a word of a summary', 'track', ['rail']],
    ['words of both, in any order', 'track chemin', ['rail']],
    ['words of names in two languages', 'chemin дорога', ['rail']],
    ['a word with its French article', "l'équateur", ['rail']],
    ['a word with another French article than it has there', 'd’équateur', ['rail']],
    ['a word with a French article that it has not', "l'equator", ['road']],
    ['case and accents folded', 'ÉQUATEUR', ['rail']],
    ['accents missing', 'equateur', ['rail']],
    ['punctuation between words', 'l’équateur', ['rail']],
    ['a number', '300', ['rail']],
    ['a Cyrillic name in Latin letters', 'zheleznaya doroga', ['rail']],
    ['a Cyrillic summary in Latin letters', 'put', ['rail']],
    ['a Latin summary in Cyrillic letters', 'трак', []],
    ['a Latin name in Cyrillic letters', 'роад', ['road']],
    ['a Greek summary in Latin letters', 'dromos', ['road']],
    ['a word twice', 'road road', ['road']],
    ['a whole word only', 'equa', []],
    ['every word, not one of them', 'road track', []],
    ['no wildcard', 'roa%', []],
    ['no letters that have no Latin form', 'ъ', []],
  ])('finds %s: %j', async (_, text, slugs) => {
    expect(await found(text)).toEqual(slugs);
  });

  it.each(['', '  ', '?!', '\u200b'])('refuses %j, in which there is no word', async (text) => {
    const { message, extensions } = await errorOf(
      test.database,
      'query ($text: String!) { agreements(filter: { text: $text }) { totalCount } }',
      { variables: { text } },
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'filter.text' });
    expect(message).toContain('no word to look for');
  });

  it('takes as many words as a long title has, and refuses a book', async () => {
    const words = (count: number) => Array.from({ length: count }, (_, index) => `w${index}`).join(' ');
    expect(await found(words(32))).toEqual([]);
    await expect(found(words(33))).rejects.toThrow('at most 32 different words');
  });

  it('is negated by not, also for what has no words', async () => {
    const { agreements } = await dataOf(
      test.database,
      '{ agreements(filter: { not: { text: "track" } }) { nodes { slug } } }',
    );
    expect(agreements.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(['road', 'nameless']);
  });
});

describe('every type', () => {
  beforeAll(() =>
    write(test.database, {
      countries: [{ slug: 'c', code: 'ML', alpha3: 'MLI', names: [{ text: 'Zzyx country' }] }],
      organizations: [{ slug: 'o', names: [{ text: 'Zzyx company' }] }],
      places: [{ slug: 'l', names: [{ text: 'Zzyx place' }] }],
      people: [{ slug: 'p', names: [{ text: 'Zzyx person' }] }],
      meetings: [
        { slug: 'm', summary: { fr: 'réunion Zzyx' }, delegations: [{ slug: 'd', names: [{ text: 'Zzyx' }] }] },
      ],
      commodities: [{ slug: 'g', names: [{ text: 'Zzyx goods' }] }],
      sources: [{ slug: 's', names: [{ text: 'Zzyx news' }] }],
      agreements: [{ slug: 'a', summary: { en: 'on Zzyx' } }],
    }),
  );

  it.each([
    ['countries', 'c'],
    ['organizations', 'o'],
    ['places', 'l'],
    ['people', 'p'],
    ['meetings', 'm'],
    ['delegations', 'd'],
    ['commodities', 'g'],
    ['sources', 's'],
    ['agreements', 'a'],
  ])('%s can be filtered by words', async (field, slug) => {
    expect(await found('ZZYX', field)).toEqual([slug]);
  });
});
