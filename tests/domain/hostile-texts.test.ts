import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AccordError } from '../../src/errors.js';
import { ask, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { TWO_STATES } from '../support/lists.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    ...TWO_STATES,
    commodities: [{ slug: 'gold', codes: [{ scheme: 'HS', code: '7108', match: 'EXACT' }] }],
    people: [
      { slug: 'anna', names: [{ text: 'Anna' }, { text: '!!!' }] },
      { slug: 'soft-sign', names: [{ text: 'Ь' }] },
    ],
  });
});
afterAll(() => test.dispose());

const HOSTILE: readonly (readonly [string, string])[] = [
  ['SQL', "'; DROP TABLE registry; --"],
  ['a quotation mark', "anna' OR '1'='1"],
  ['a double quotation mark', '"anna"'],
  ['LIKE wildcards', '%'],
  ['LIKE wildcards for letters', 'ann_'],
  ['GLOB wildcards', '*'],
  ['a backslash', '\\'],
  ['a parameter', '?1 $1 :a'],
  ['JSON', '["anna"]'],
  ['full-text operators', 'a* OR b* NEAR(c d)'],
  ['an open full-text phrase', '"anna'],
  ['a full-text column', 'lexemes : anna'],
  ['a full-text beginning', '^anna + anna*'],
  ['full-text operators alone', 'AND OR NOT NEAR'],
  ['operators of the other database', "anna:* & !x | 'y' <-> z"],
  ['the marks of the word index', '~anna =ana @PERSON #en ^anna'],
  ['NUL', 'an\0na'],
  ['only NUL', '\0'],
  ['half of a surrogate pair', 'anna\ud83d'],
  ['the other half', '\ude00'],
  ['only punctuation', '?!…«»—'],
  ['only what nobody sees', '\u200b\u200d\ufeff'],
  ['marks without a letter', '\u0301\u0308'],
  ['a letter that has no Latin form', 'Ь'],
  ['such a letter in a word of its own', 'ъ anna'],
  ['a flag', '🇲🇱'],
  ['a family', '👩‍👩‍👧‍👦'],
  ['right to left', '\u202eanna'],
  ['the largest character', '\u{10ffff}'],
  ['one letter', 'a'],
  ['a prototype', '__proto__'],
  ['an id of nothing', Buffer.from('Person:2147483647').toString('base64url')],
  ['an id beyond all numbers', Buffer.from('Person:9999999999').toString('base64url')],
  ['a long word', 'a'.repeat(500)],
  ['a long word that grows when it is folded', 'ﷺ'.repeat(400)],
  ['a word that is too long', 'a'.repeat(100_000)],
  ['many words', 'a b '.repeat(200)],
  ['many different words', Array.from({ length: 120 }, (_, index) => `w${index}`).join(' ')],
];

const ENTRIES = {
  'one record': '($text: Ref!) { person(ref: $text) { slug } }',
  'one commodity': '($text: Ref!) { commodity(ref: $text) { slug } }',
  'a filter by record': '($text: Ref!) { agreements(filter: { party: $text }) { totalCount } }',
  'a filter by words': '($text: String!) { people(filter: { text: $text }) { nodes { slug } } }',
  search:
    '($text: String!) { search(text: $text) { nodes { matchedName matchedLang reason record { id } } totalCount } }',
  'search in a language': '($text: String!) { search(text: "anna", lang: $text) { totalCount } }',
  'a label': '($text: String!) { person(ref: "anna") { label(lang: $text) } }',
  'a cursor': '($text: String!) { search(text: "anna", after: $text) { totalCount nodes { score } } }',
};

/** A legal text gives data; another an error that was made for people, and nothing else. */
async function expectAnAnswer(entry: keyof typeof ENTRIES, text: string): Promise<void> {
  const { errors = [] } = await ask(test.database, `query ${ENTRIES[entry]}`, { variables: { text } });
  for (const { message, extensions, originalError } of errors) {
    expect(['BAD_USER_INPUT', 'REFERENCE_NOT_FOUND'], message).toContain(extensions['code']);
    if (originalError instanceof AccordError) expect(message.length).toBeLessThan(500);
  }
}

describe.each(Object.keys(ENTRIES) as (keyof typeof ENTRIES)[])('%s', (entry) => {
  it.each(HOSTILE)('bears %s', (_, text) => expectAnAnswer(entry, text));

  it('bears any text', async () => {
    const words = fc.constantFrom(
      'anna',
      ' ',
      'Ь',
      'ъ',
      '\0',
      '%',
      "'",
      '"',
      '\ud800',
      'Анна',
      'Άννα',
      '-',
      'ß',
      '7108',
      'NOT ',
      'NEAR(',
      '*',
      '^',
      ':',
      '@person ',
      '&!|',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(words).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(texts, (text) => expectAnAnswer(entry, text)),
      { numRuns: 100 },
    );
  });
});

describe('what hostile texts find', () => {
  const found = async (text: string) =>
    (
      await dataOf(test.database, 'query ($text: String!) { search(text: $text) { nodes { record { slug } } } }', {
        variables: { text },
      })
    ).search.nodes.map(({ record }: { record: { slug: string } }) => record.slug);
  const filtered = async (text: string) =>
    (
      await dataOf(test.database, 'query ($text: String!) { people(filter: { text: $text }) { nodes { slug } } }', {
        variables: { text },
      })
    ).people.nodes.map(({ slug }: { slug: string }) => slug);

  it('is not everything: wildcards are characters', async () => {
    expect(await found('ann_')).toEqual(['anna']);
    expect(await found('%nna')).toEqual([]);
    expect(await filtered('an%')).toEqual([]);
  });

  it('is not everything: a letter without a Latin form has still to be there', async () => {
    expect(await found('Ь')).toEqual(['soft-sign']);
    expect(await found('ъ')).toEqual([]);
    expect(await filtered('ъ')).toEqual([]);
    expect(await filtered('Ь')).toEqual(['soft-sign']);
  });

  it('is not everything: operators are words, and marks of the index nothing', async () => {
    expect(await found('anna OR anna')).toEqual([]);
    expect(await found('anna NOT zzz')).toEqual([]);
    expect(await found('@person')).toEqual([]);
    expect(await found('^anna')).toEqual(['anna']);
    expect(await filtered('@person')).toEqual([]);
    expect(await filtered('anna | zzz')).toEqual([]);
  });

  it('is what stands between what nobody sees', async () => {
    expect(await found('an\0na\ud83d')).toEqual(['anna']);
    expect((await dataOf(test.database, '{ person(ref: "an\\u0000na") { slug } }')).person).toEqual({ slug: 'anna' });
  });

  it('is nothing for punctuation, even where a name is nothing else', async () => {
    expect((await dataOf(test.database, '{ person(ref: "!!!") { slug } }')).person).toBeNull();
    expect((await dataOf(test.database, '{ person(ref: "???") { slug } }')).person).toBeNull();
  });
});
