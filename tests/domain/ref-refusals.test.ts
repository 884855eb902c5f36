import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ask, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { TWO_STATES } from '../support/lists.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const met = (ref: string, languages: readonly string[] = []) =>
  errorOf(test.database, 'query ($ref: Ref!) { people(filter: { met: $ref }) { totalCount } }', {
    variables: { ref },
    languages,
  });
const near = async (ref: string): Promise<string[]> =>
  ((await met(ref)).extensions['near'] as { slug: string }[]).map(({ slug }) => slug);

const called = (slug: string, text: string) => ({ slug, names: [{ text }] });

describe('a name of several records', () => {
  const twins = [called('moussa-1', 'Moussa Diallo'), called('moussa-2', 'Moussa DIALLO')];

  it('is refused, listing them with type, slug and label', async () => {
    await write(test.database, { people: [...twins, 'anna'] });
    const { message, extensions } = await met('moussa diallo');
    expect(extensions).toEqual({
      code: 'REFERENCE_AMBIGUOUS',
      argument: 'filter.met',
      ref: 'moussa diallo',
      candidates: [
        { type: 'Person', slug: 'moussa-1', label: 'Moussa Diallo' },
        { type: 'Person', slug: 'moussa-2', label: 'Moussa DIALLO' },
      ],
    });
    expect(message).toContain('moussa-1');
    expect(message).toContain('moussa-2');
  });

  it('is refused by single-record queries too: null would say that there is none', async () => {
    await write(test.database, { people: twins });
    const { extensions } = await errorOf(test.database, '{ person(ref: "Moussa Diallo") { slug } }');
    expect(extensions['code']).toBe('REFERENCE_AMBIGUOUS');
  });

  it('lists labels in the language of the reader', async () => {
    const names = (text: string) => [
      { text: 'Paris', lang: 'en' },
      { text, lang: 'fr' },
    ];
    await write(test.database, {
      places: [
        { slug: 'a', names: names('Paris du Texas') },
        { slug: 'b', names: names('Paris en France') },
      ],
    });
    const { extensions } = await errorOf(test.database, '{ place(ref: "Paris") { slug } }', { languages: ['fr'] });
    expect(extensions['candidates']).toMatchObject([{ label: 'Paris du Texas' }, { label: 'Paris en France' }]);
  });

  it('lists a hundred at most and says how many there are', async () => {
    await write(test.database, {
      people: Array.from({ length: 105 }, (_, index) => called(`moussa-${index}`, 'Moussa')),
    });
    const { message, extensions } = await met('Moussa');
    expect(extensions['candidates']).toHaveLength(100);
    expect(message).toContain('Moussa (moussa-9) and 95 more; give the slug');
  });
});

describe('a name of nothing', () => {
  it.each(['agreement', 'meeting', 'delegation', 'person', 'organization', 'commodity', 'country', 'place', 'source'])(
    'is null where one %s is asked for',
    async (field) => {
      expect(await dataOf(test.database, `{ ${field}(ref: "nothing at all") { id } }`)).toEqual({ [field]: null });
    },
  );

  it.each([
    ['agreements', '{ commodity: "nothing" }', 'Commodity'],
    ['agreements', '{ party: "nothing" }', 'Organization or Person'],
    ['agreements', '{ or: [{ not: { meeting: "nothing" } }] }', 'Meeting'],
    ['meetings', '{ place: "nothing" }', 'Place'],
    ['people', '{ country: "nothing" }', 'Country'],
    ['commodityTerms', '{ source: "nothing" }', 'Source'],
  ])('is refused in a filter of %s: %s', async (field, filter, type) => {
    const { message, extensions } = await errorOf(test.database, `{ ${field}(filter: ${filter}) { totalCount } }`);
    expect(extensions).toMatchObject({ code: 'REFERENCE_NOT_FOUND', ref: 'nothing', near: [] });
    expect(Object.keys(extensions).sort()).toEqual(['argument', 'code', 'near', 'ref']);
    expect(message).toBe(`Nothing of type ${type} is called "nothing".`);
  });

  it('is refused in other arguments', async () => {
    const { extensions } = await errorOf(test.database, '{ encounters(person: "nothing") { totalCount } }');
    expect(extensions['code']).toBe('REFERENCE_NOT_FOUND');
  });

  it('differs from a thing about which nothing is recorded', async () => {
    await write(test.database, { ...TWO_STATES, commodities: ['gold'] });
    const found = await dataOf(
      test.database,
      '{ agreements(filter: { commodity: "gold", party: "ML" }) { nodes { slug } } }',
    );
    expect(found.agreements.nodes).toEqual([]);
  });

  it('quotes a long or unprintable name in part, and gives it back whole', async () => {
    const ref = `\u202e${'x'.repeat(300)}`;
    const { message, extensions } = await met(ref);
    expect(message).toMatch(/"\ufffdx{59}…"/);
    expect(extensions['ref']).toBe(ref);
  });
});

describe('near names', () => {
  it.each([
    ['a letter too few', 'Assmi Goita'],
    ['a letter too many', 'Asssimi Goitta'],
    ['another letter', 'Assimi Goida'],
    ['letters that changed places', 'Assimi Giota'],
    ['a wrong first letter', 'Issimi Goita'],
    ['a missing first letter', 'ssimi Goita'],
    ['a letter before the first', 'Tassimi Goita'],
    ['another spelling of the same sounds', 'Asimi Goyta'],
    ['only one of the words', 'Goïta'],
    ['only one of the words, begun', 'Goït'],
    ['the words in another order', 'Goïta Assimi'],
    ['only the beginning', 'Assimi Go'],
    ['more than the name', 'Assimi Goïta II'],
    ['the other alphabet, with a slip', 'Асими Гоита'],
  ])('help with %s: %s', async (_, ref) => {
    await write(test.database, { people: [called('goita', 'Assimi Goïta'), called('other', 'Vladimir Petrov')] });
    expect(await near(ref)).toEqual(['goita']);
  });

  it('are named with their types, in the message too', async () => {
    await write(test.database, { ...TWO_STATES, people: [called('mila', 'Mila')] });
    const { message, extensions } = await errorOf(
      test.database,
      '{ agreements(filter: { party: "Mile" }) { totalCount } }',
    );
    expect(extensions['near']).toContainEqual({ type: 'Person', slug: 'mila', label: 'Mila' });
    expect(message).toContain('Did you mean');
    expect(message).toContain('Mila (mila)');
  });

  it('are five at most, nearest first', async () => {
    await write(test.database, {
      people: [...'abcdefg']
        .map((letter) => called(`far-${letter}`, `Petrov${letter}x`))
        .concat(called('near', 'Petrovv')),
    });
    expect(await near('Petrov')).toEqual(['near', 'far-a', 'far-b', 'far-c', 'far-d']);
  });

  it('are only of the types that the argument can mean', async () => {
    await write(test.database, { places: ['bamako'], people: ['anna'] });
    expect(await near('Bamaco')).toEqual([]);
  });

  it('compare names in other scripts as they are', async () => {
    await write(test.database, { people: [called('lavrov', 'Сергей Лавров'), called('abe', '安倍晋三')] });
    expect(await near('Сергей Лаврв')).toEqual(['lavrov']);
    expect(await near('Sergei Lavrof')).toEqual(['lavrov']);
    expect(await near('安倍晋二')).toEqual(['abe']);
  });

  it('hear the same sounds in letters that differ much', async () => {
    await write(test.database, { people: [called('diallo', 'Diallo'), called('other', 'Vladimir Petrov')] });
    expect(await near('Jalloh')).toEqual(['diallo']);
  });

  it('find an early slip among hundreds of names that begin like the question', async () => {
    const many = ['Ia', 'Iz'].flatMap((beginning) =>
      Array.from({ length: 300 }, (_, index) =>
        called(`${beginning.toLowerCase()}-${index}`, `${beginning}xyz ${index}`),
      ),
    );
    await write(test.database, { people: [called('goita', 'Assimi Goïta'), ...many] });
    expect(await near('Issimi Goita')).toEqual(['goita']);
  });

  it('find a late slip even among thousands of records that came before', async () => {
    const many = Array.from({ length: 3500 }, (_, index) => called(`person-${index}`, `Person ${index}`));
    await write(test.database, { people: [...many, called('goita', 'Assimi Goïta')] });
    expect(await near('Assimi Goida')).toEqual(['goita']);
  });

  it('find an early slip among thousands that stand between and came before', async () => {
    const many = Array.from({ length: 3500 }, (_, index) => called(`person-${index}`, `Ibxyz ${index}`));
    await write(test.database, { people: [...many, called('goita', 'Assimi Goïta')] });
    expect(await near('Issimi Goita')).toEqual(['goita']);
    expect(await near('Ysimi Goyta')).toEqual([]);
    expect(await near('Asimi Goyta')).toEqual(['goita']);
  });
});

it.each([
  ['nothing', ''],
  ['blanks', ' \t\u00a0'],
])('refuses a Ref of %s', async (_, ref) => {
  const { errors } = await ask(test.database, 'query ($ref: Ref!) { person(ref: $ref) { slug } }', {
    variables: { ref },
  });
  expect(errors?.[0]?.extensions['code']).toBe('BAD_USER_INPUT');
  expect(errors?.[0]?.message).toContain('must not be empty');
});
