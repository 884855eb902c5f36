import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, countStatements, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const named = (slug: string, text: string) => ({ slug, names: [{ text }] });
  await write(test.database, {
    people: [
      named('exact', 'Diallo'),
      ...Array.from({ length: 7 }, (_, index) => named(`begins-${index}`, `Diallo ${index % 3}`)),
      ...Array.from({ length: 7 }, (_, index) => named(`holds-${index}`, `Issa Diallo`)),
      named('cyrillic', 'Исса Диалло'),
    ],
    places: [named('place', 'Diallo')],
    commodities: [named('goods', 'Diallo')],
  });
});
afterAll(() => test.dispose());

interface Page {
  readonly edges: { readonly cursor: string; readonly node: { readonly record: { readonly slug: string } } }[];
  readonly pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
  readonly totalCount: number;
}
const page = async (given: string): Promise<Page> =>
  (
    await dataOf(
      test.database,
      `{ search(${given}) { edges { cursor node { record { ... on Record { slug } } } } totalCount
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }`,
    )
  ).search;
const slugs = ({ edges }: Page) => edges.map(({ node }) => node.record.slug);

const refusal = async (given: string) =>
  (await errorOf(test.database, `{ search(${given}) { totalCount nodes { score } } }`)).extensions;

describe('pages of a search', () => {
  const PEOPLE = 'text: "diallo", types: [PERSON]';

  it.each([1, 2, 3, 5, 16, 100])('of %i join to the whole list, over all tiers and equal labels', async (first) => {
    const whole = slugs(await page(`${PEOPLE}, first: 100`));
    expect(whole).toHaveLength(16);
    const walked: string[] = [];
    let after = '';
    for (;;) {
      const { edges, pageInfo, totalCount } = await page(`${PEOPLE}, first: ${first}${after}`);
      walked.push(...edges.map(({ node }) => node.record.slug));
      expect(totalCount).toBe(16);
      expect(pageInfo.hasPreviousPage).toBe(after !== '');
      expect(pageInfo.endCursor).toBe(edges.at(-1)?.cursor);
      if (!pageInfo.hasNextPage) break;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(walked).toEqual(whole);
  });

  it('join to the whole list in one language too, where records have several names alike', async () => {
    const names = (...list: [string, string?][]) => list.map(([text, lang]) => ({ text, ...(lang ? { lang } : {}) }));
    await write(test.database, {
      places: [
        { slug: 'l-exact', names: names(['Kayes', 'fr'], ['Kayes-Ville', 'fr'], ['Ville de Kayes', 'fr']) },
        { slug: 'l-other', names: names(['Kayes', 'en'], ['Kayesville', 'fr']) },
        { slug: 'l-words', names: names(['La belle Kayes', 'fr-CA'], ['Cher Kayes', 'fr'], ['Каес', 'fr']) },
        { slug: 'l-none', names: names(['Kayes', 'en'], ['Cher Kayes', 'en']) },
        { slug: 'l-latin', names: names(['Каес', 'ru'], ['Город Каес'], ['Каес'], ['у Каес']) },
        ...Array.from({ length: 5 }, (_, index) => ({
          slug: `l-${index}`,
          names: names([`Gare Kayes ${index}`, 'fr']),
        })),
      ],
    });
    const given = 'text: "kayes", lang: "fr", types: [PLACE]';
    const whole = slugs(await page(`${given}, first: 100`));
    expect(whole).toEqual(['l-exact', 'l-other', 'l-words', 'l-0', 'l-1', 'l-2', 'l-3', 'l-4', 'l-latin']);
    for (const first of [1, 2, 4]) {
      const walked: string[] = [];
      for (let after = '', goesOn = true; goesOn; ) {
        const { edges, pageInfo, totalCount } = await page(`${given}, first: ${first}${after}`);
        expect(totalCount).toBe(whole.length);
        walked.push(...edges.map(({ node }) => node.record.slug));
        after = `, after: "${pageInfo.endCursor}"`;
        goesOn = pageInfo.hasNextPage;
      }
      expect(walked).toEqual(whole);
    }
  });

  it('are twenty long without first, a hundred at most, and may be empty', async () => {
    expect((await page('text: "diallo"')).edges).toHaveLength(18);
    expect(await page(`${PEOPLE}, first: 0`)).toMatchObject({
      edges: [],
      totalCount: 16,
      pageInfo: { endCursor: null },
    });
    for (const first of [101, -1])
      expect(await refusal(`${PEOPLE}, first: ${first}`)).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'first' });
  });

  it('go on in the spelling tier as well', async () => {
    const first = await page('text: "Djalloh", types: [PERSON], first: 10');
    expect(first.totalCount).toBe(16);
    const next = await page(`text: "Djalloh", types: [PERSON], first: 10, after: "${first.pageInfo.endCursor}"`);
    expect(new Set([...slugs(first), ...slugs(next)]).size).toBe(16);
  });

  it('go on at the same place when something was entered before it', async () => {
    const before = await page(`${PEOPLE}, first: 3`);
    const rest = slugs(await page(`${PEOPLE}, first: 100, after: "${before.pageInfo.endCursor}"`));
    await write(test.database, { people: [{ slug: 'late', names: [{ text: 'diallo' }] }] });
    expect(slugs(await page(`${PEOPLE}, first: 100, after: "${before.pageInfo.endCursor}"`))).toEqual(rest);
    await write(test.database, { people: [{ slug: 'late', names: [{ text: 'nobody' }] }] });
  });

  /** A cursor of the search with other keys: tier, folded label, number. */
  const forged = async (...keys: unknown[]) => {
    const { pageInfo } = await page(`${PEOPLE}, first: 1`);
    const [tag] = JSON.parse(Buffer.from(pageInfo.endCursor as string, 'base64url').toString());
    return Buffer.from(JSON.stringify([tag, ...keys])).toString('base64url');
  };

  it.each([
    ['keys of other types', ['a', 1, 'b']],
    ['too few keys', [1, 'a']],
    ['a key with a text that cannot be stored', [1, 'a\0', 1]],
  ])('refuse a cursor with %s', async (_, keys) => {
    expect((await refusal(`${PEOPLE}, after: "${await forged(...keys)}"`))['code']).toBe('BAD_USER_INPUT');
  });

  it.each(['', 'abc', Buffer.from('["RECORDED_AT ASC",1]').toString('base64url')])(
    'refuse %j as a cursor',
    async (after) => {
      expect((await refusal(`${PEOPLE}, after: "${after}"`))['code']).toBe('BAD_USER_INPUT');
    },
  );

  it.each([0, 2 ** 31, -(2 ** 53) + 1])('bear a forged cursor with the number %i', async (number) => {
    const after = await forged(number, 'a', number);
    const { errors } = await ask(test.database, `{ search(${PEOPLE}, after: "${after}") { nodes { score } } }`);
    for (const { extensions } of errors ?? []) expect(extensions['code']).toBe('BAD_USER_INPUT');
  });
});

describe('types', () => {
  it('are all without the argument or with null, and those that are named with it', async () => {
    const named = async (types: string) => new Set(slugs(await page(`text: "diallo", first: 100${types}`)));
    expect((await named('')).has('goods')).toBe(true);
    expect((await named(', types: null')).size).toBe(18);
    expect([...(await named(', types: [PLACE, COMMODITY]'))]).toEqual(['place', 'goods']);
    expect([...(await named(', types: [PLACE, PLACE]'))]).toEqual(['place']);
    expect([...(await named(', types: [MEETING]'))]).toEqual([]);
  });

  it('are not an empty list', async () => {
    expect(await refusal('text: "diallo", types: []')).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'types' });
  });

  it('decide alone whether spelling is asked: a better match of another type is none', async () => {
    const found = await page('text: "Djallo", types: [PLACE]');
    expect(slugs(found)).toEqual(['place']);
  });
});

it.each([
  ['x'.repeat(501), 'at most 500 characters'],
  ['x '.repeat(33), 'at most 32 words'],
])('refuses the text %j with a reason', async (text, reason) => {
  const { message, extensions } = await errorOf(
    test.database,
    'query ($text: String!) { search(text: $text) { totalCount } }',
    { variables: { text } },
  );
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'text' });
  expect(message).toContain(reason);
});

it('needs no more statements for many hits of a reason than for few', async () => {
  const statements = (text: string, first: number) =>
    countStatements(test.database, () =>
      dataOf(
        test.database,
        `{ search(text: "${text}", types: [PERSON], first: ${first}) { nodes { matchedName matchedLang record { ... on Person { slug label } } } } }`,
      ),
    );
  expect(await statements('diallo', 7)).toBe(await statements('diallo', 2));
  expect(await statements('issa', 6)).toBe(await statements('issa', 2));
});
