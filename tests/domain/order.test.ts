import { describe, expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { slugsOf } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const ordered = (list: string, orderBy: string) => slugsOf(test.database, list, `orderBy: { ${orderBy} }`);
const both = async (list: string, field: string) => [
  (await ordered(list, `field: ${field}, direction: ASC`)).join(' '),
  (await ordered(list, `field: ${field}, direction: DESC`)).join(' '),
];

it('is that of entry without orderBy, and stays so when a record is written anew', async () => {
  await given({ people: ['c', 'a', 'b'] });
  await given({ people: [{ slug: 'c', names: [{ text: 'Another name' }] }] });
  expect(await slugsOf(test.database, 'people')).toEqual(['c', 'a', 'b']);
  expect(await slugsOf(test.database, 'people', 'orderBy: null')).toEqual(['c', 'a', 'b']);
  expect(await both('people', 'RECORDED_AT')).toEqual(['c a b', 'b a c']);
});

it('is ascending where no direction is given', async () => {
  await given({ people: ['c', 'a', 'b'] });
  expect(await ordered('people', 'field: SLUG')).toEqual(['a', 'b', 'c']);
  expect(await ordered('people', 'field: SLUG, direction: null')).toEqual(['a', 'b', 'c']);
});

it('goes by slugs character by character, hyphens before digits before letters', async () => {
  await given({ people: ['ab', 'a1', 'a-z', 'a', 'b'] });
  expect(await both('people', 'SLUG')).toEqual(['a a-z a1 ab b', 'b ab a1 a-z a']);
});

it('goes by labels without regard to accents and case, ties by entry', async () => {
  await given({
    people: [
      { slug: 'zoe', names: [{ text: 'zoé' }] },
      { slug: 'emile', names: [{ text: 'Émile' }] },
      { slug: 'eve', names: [{ text: 'EVE' }] },
      { slug: 'dan', names: [{ text: 'dan' }] },
      { slug: 'emil-2', names: [{ text: 'Emile' }] },
    ],
  });
  expect(await both('people', 'LABEL')).toEqual(['dan emile emil-2 eve zoe', 'zoe eve emil-2 emile dan']);
});

it('goes by the English name where there is one, else by the first', async () => {
  await given({
    commodities: [
      {
        slug: 'wheat',
        names: [
          { text: 'blé', lang: 'fr' },
          { text: 'wheat', lang: 'en' },
        ],
      },
      { slug: 'cotton', names: [{ text: 'Хлопок', lang: 'ru' }] },
      {
        slug: 'gold',
        names: [
          { text: 'or', lang: 'fr' },
          { text: 'aurum', lang: 'la' },
        ],
      },
    ],
  });
  expect(await both('commodities', 'LABEL')).toEqual(['gold wheat cotton', 'cotton wheat gold']);
});

it('is the same on both databases for names of any script', async () => {
  const names = ['Zebra', 'Жук', 'Ωmega', '山', 'אב', 'zèbre', 'ab', '𝒜b', '🙂 smile', 'a b', "d'or", 'ab-c'];
  await given({ people: names.map((text, at) => ({ slug: `p${at}`, names: [{ text }] })) });
  const slugs = await ordered('people', 'field: LABEL');
  expect(slugs.map((slug) => names[Number(slug.slice(1))])).toEqual([
    'a b',
    'ab',
    '𝒜b',
    'ab-c',
    "d'or",
    '🙂 smile',
    'Zebra',
    'zèbre',
    'Ωmega',
    'Жук',
    'אב',
    '山',
  ]);
});

describe('by date', () => {
  it('goes by the earliest day; ties by entry and undated records last, in both directions', async () => {
    await given({
      meetings: [
        { slug: 'undated-1' },
        { slug: 'year', date: '2025' },
        { slug: 'day', date: '2025-10-24' },
        { slug: 'first-of-year', date: '2025-01-01' },
        { slug: 'undated-2' },
        { slug: 'open-end', date: '2025-11-01/..' },
        { slug: 'open-start', date: '../2025-12-01' },
      ],
    });
    expect(await both('meetings', 'DATE')).toEqual([
      'open-start year first-of-year day open-end undated-1 undated-2',
      'open-end day year first-of-year open-start undated-1 undated-2',
    ]);
  });

  it('goes by the date that an agreement has from a meeting', async () => {
    await given({
      agreements: ['met-about', { slug: 'signed', signedOn: '2020' }, 'undated'],
      meetings: [{ slug: 'talks', date: '2019', agreements: ['met-about'] }],
    });
    expect(await both('agreements', 'DATE')).toEqual(['met-about signed undated', 'signed met-about undated']);
    await given({ meetings: [{ slug: 'talks', date: '2021', agreements: ['met-about'] }] });
    expect(await both('agreements', 'DATE')).toEqual(['signed met-about undated', 'met-about signed undated']);
  });

  it('goes by the date of the meeting for delegations', async () => {
    const meeting = (slug: string, date: string | undefined) => ({
      slug,
      ...(date ? { date } : {}),
      delegations: [{ slug: `from-${slug}` }],
    });
    await given({ meetings: [meeting('undated', undefined), meeting('late', '2025'), meeting('early', '2020')] });
    expect(await both('delegations', 'DATE')).toEqual([
      'from-early from-late from-undated',
      'from-late from-early from-undated',
    ]);
    await given({ meetings: [meeting('early', '2030')] });
    expect((await both('delegations', 'DATE'))[0]).toBe('from-late from-early from-undated');
  });

  it('goes by the day of publication for sources', async () => {
    await given({
      sources: ['undated', { slug: 'late', publishedOn: '2025' }, { slug: 'early', publishedOn: '2020' }],
    });
    expect(await both('sources', 'DATE')).toEqual(['early late undated', 'late early undated']);
  });

  it('keeps what can have no date in its order of entry', async () => {
    await given({ people: ['c', 'a', 'b'] });
    expect(await both('people', 'DATE')).toEqual(['c a b', 'c a b']);
  });
});

it('goes by agreement for terms, by their own period first, ties by entry', async () => {
  await given({
    agreements: [
      {
        slug: 'b',
        signedOn: '2020',
        names: [{ text: 'Alpha' }],
        terms: [{ commodity: 'salt' }, { commodity: 'gold', period: '2024' }],
      },
      {
        slug: 'a',
        names: [{ text: 'Beta' }],
        terms: [{ commodity: 'urea' }, { commodity: 'wheat', period: '2022/..' }],
      },
    ],
  });
  expect(await both('commodityTerms', 'RECORDED_AT')).toEqual(['salt gold urea wheat', 'wheat urea gold salt']);
  expect(await both('commodityTerms', 'SLUG')).toEqual(['urea wheat salt gold', 'gold salt wheat urea']);
  expect(await both('commodityTerms', 'LABEL')).toEqual(['salt gold urea wheat', 'wheat urea gold salt']);
  expect(await both('commodityTerms', 'DATE')).toEqual(['salt wheat gold urea', 'gold wheat salt urea']);
});

it.each([
  'countries',
  'places',
  'organizations',
  'people',
  'commodities',
  'agreements',
  'meetings',
  'sources',
  'delegations',
])('can be any of the four for %s', async (list) => {
  await given({
    countries: [
      { slug: 'c', code: 'CC', alpha3: 'CCC' },
      { slug: 'a', code: 'AA', alpha3: 'AAA' },
    ],
    places: ['c', 'a'],
    organizations: ['c', 'a'],
    people: ['c', 'a'],
    commodities: ['c', 'a'],
    agreements: ['c', 'a'],
    sources: ['c', 'a'],
    meetings: [
      { slug: 'c', delegations: [{ slug: 'c' }] },
      { slug: 'a', delegations: [{ slug: 'a' }] },
    ],
  });
  const only = (slugs: readonly string[]) => slugs.map((line) => line.replace(/ a-source|a-source /, ''));
  expect(only(await both(list, 'SLUG'))).toEqual(['a c', 'c a']);
  expect(only(await both(list, 'LABEL'))).toEqual(['a c', 'c a']);
  expect(only(await both(list, 'DATE'))).toEqual(['c a', 'c a']);
  expect(only(await both(list, 'RECORDED_AT'))).toEqual(['c a', 'a c']);
});
