import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);

type Pair = { readonly a: { slug: string }; readonly b: { slug: string }; readonly count: number };

const pairs = async (given: string): Promise<string[]> => {
  const { encounters } = await dataOf(
    test.database,
    `{ encounters(${given}) { nodes { a { slug } b { slug } count } } }`,
  );
  return encounters.nodes.map(({ a, b, count }: Pair) => `${a.slug}-${b.slug} ${count}`);
};

const title = { en: 'Minister' };
/** ada is of Mali by office, bob by a mission, cid by a delegation; dan is of Russia; eve of nowhere. */
const WORLD: Facts = {
  countries: [
    { slug: 'mali', code: 'ML', alpha3: 'MLI' },
    { slug: 'russia', code: 'RU', alpha3: 'RUS' },
  ],
  organizations: [
    { slug: 'mali', kind: 'STATE', country: 'ML' },
    { slug: 'bank-of-mali', country: 'ML' },
    { slug: 'russia', kind: 'STATE', country: 'RU' },
  ],
  people: [
    { slug: 'ada', tenures: [{ organization: 'mali', title }] },
    'bob',
    'cid',
    { slug: 'dan', tenures: [{ organization: 'russia', title }] },
    'eve',
  ],
  meetings: [
    {
      slug: 'one',
      date: '2020-01-01',
      participations: [{ actor: 'bob', onBehalfOf: 'bank-of-mali' }, 'eve', 'dan'],
      delegations: [{ slug: 'guests', onBehalfOf: 'mali', members: ['cid'] }],
    },
    { slug: 'two', date: '2021-01-01', participations: ['ada', 'dan'] },
    { slug: 'three', date: '2022-01-01', participations: ['dan', 'ada', 'eve'] },
  ],
};

describe('encounters need somebody', () => {
  it.each(['first: 5', 'person: null', 'country: null, person: null'])('%s is refused', async (args) => {
    const { message, extensions } = await errorOf(test.database, `{ encounters(${args}) { totalCount } }`);
    expect(extensions['code']).toBe('BAD_USER_INPUT');
    expect(message).toMatch(/person or a country/);
  });

  it.each([
    ['person: "nobody"', 'REFERENCE_NOT_FOUND'],
    ['country: "Atlantis"', 'REFERENCE_NOT_FOUND'],
    ['person: ""', 'BAD_USER_INPUT'],
  ])('%s is %s', async (args, code) => {
    await given(WORLD);
    const { extensions } = await errorOf(test.database, `{ encounters(${args}) { totalCount } }`);
    expect(extensions['code']).toBe(code);
  });

  it('and are none for somebody who met nobody', async () => {
    await given({ people: ['ada'] });
    const { encounters } = await dataOf(test.database, '{ encounters(person: "ada") { totalCount nodes { count } } }');
    expect(encounters).toEqual({ totalCount: 0, nodes: [] });
  });
});

describe('encounters', () => {
  it('of a person put that person first', async () => {
    await given(WORLD);
    expect(await pairs('person: "dan"')).toEqual(['dan-ada 2', 'dan-eve 2', 'dan-bob 1', 'dan-cid 1']);
  });

  it('of a country are those of everybody who acts for it, each pair once, most often first and then by both slugs', async () => {
    await given(WORLD);
    expect(await pairs('country: "ML"')).toEqual([
      'ada-dan 2',
      'ada-eve 1',
      'bob-cid 1',
      'bob-dan 1',
      'bob-eve 1',
      'cid-dan 1',
      'cid-eve 1',
    ]);
  });

  it('of two people of the country stand once, the smaller slug first, in whatever order they were entered', async () => {
    const tenures = [{ organization: 'mali', title }];
    await given({
      countries: WORLD.countries ?? [],
      organizations: WORLD.organizations ?? [],
      people: ['zoe', 'ann'].map((slug) => ({ slug, tenures })),
      meetings: [{ slug: 'one', participations: ['zoe', 'ann'] }],
    });
    expect(await pairs('country: "mali"')).toEqual(['ann-zoe 1']);
  });

  it('of a person with a country are those with its people', async () => {
    await given(WORLD);
    expect(await pairs('person: "dan", country: "ML"')).toEqual(['dan-ada 2', 'dan-bob 1', 'dan-cid 1']);
    expect(await pairs('person: "eve", country: "RU"')).toEqual(['eve-dan 2']);
    expect(await pairs('person: "ada", country: "ML"')).toEqual([]);
  });

  it('know their meetings and dates, and can be paged through', async () => {
    await given(WORLD);
    const page = async (args: string) =>
      (
        await dataOf(
          test.database,
          `{ encounters(person: "dan", ${args}) { totalCount pageInfo { hasNextPage endCursor }
        nodes { b { slug } first { edtf } last { edtf } meetings { totalCount nodes { slug } } } } }`,
        )
      ).encounters;
    const first = await page('first: 2');
    const node = (slug: string, first: string, last: string, ...meetings: string[]) => ({
      b: { slug },
      first: { edtf: first },
      last: { edtf: last },
      meetings: { totalCount: meetings.length, nodes: meetings.map((meeting) => ({ slug: meeting })) },
    });
    expect(first).toMatchObject({
      totalCount: 4,
      pageInfo: { hasNextPage: true },
      nodes: [
        node('ada', '2021-01-01', '2022-01-01', 'two', 'three'),
        node('eve', '2020-01-01', '2022-01-01', 'one', 'three'),
      ],
    });
    expect(await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [node('bob', '2020-01-01', '2020-01-01', 'one'), node('cid', '2020-01-01', '2020-01-01', 'one')],
    });
  });
});

it('of a country with very many of them are the same, page by page', async () => {
  const slugs = Array.from({ length: 80 }, (_, at) => `p${String(at).padStart(2, '0')}`);
  await given({
    countries: WORLD.countries ?? [],
    organizations: WORLD.organizations ?? [],
    people: [...slugs, 'stranger'],
    meetings: [
      { slug: 'summit', participations: slugs.map((actor) => ({ actor, onBehalfOf: 'mali' })) },
      { slug: 'dinner', participations: ['p79', 'stranger'] },
      { slug: 'lunch', participations: ['p79', 'stranger'] },
      { slug: 'elsewhere', participations: [{ actor: 'stranger', onBehalfOf: 'russia' }] },
    ],
  });
  const all: string[] = [];
  for (let after = ''; ; ) {
    const { encounters } = await dataOf(
      test.database,
      `{ encounters(country: "ML", first: 100${after}) { totalCount nodes { a { slug } b { slug } count } pageInfo { hasNextPage endCursor } } }`,
    );
    expect(encounters.totalCount).toBe((80 * 79) / 2 + 1);
    all.push(...encounters.nodes.map(({ a, b, count }: Pair) => `${a.slug}-${b.slug} ${count}`));
    if (!encounters.pageInfo.hasNextPage) break;
    after = `, after: "${encounters.pageInfo.endCursor}"`;
  }
  const wanted = slugs.flatMap((a, at) => slugs.slice(at + 1).map((b) => `${a}-${b} 1`));
  expect(all).toEqual(['p79-stranger 2', ...wanted]);
  expect(await pairs('country: "RU"')).toEqual(['stranger-p79 2']);
});
