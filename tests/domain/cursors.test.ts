import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { refusalOf } from '../support/lists.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    people: ['a', 'b', 'c'],
    commodities: ['gold'],
    meetings: ['m', 'n'].map((slug) => ({
      slug,
      date: '2025',
      participations: ['a', 'b', 'c'],
      agreements: [`${slug}-1`, `${slug}-2`],
    })),
    agreements: ['m-1', 'm-2', 'n-1', 'n-2'].map((slug) => ({ slug, terms: [{ commodity: 'gold' }] })),
  });
});
afterAll(() => test.dispose());

const cursorOf = async (source: string): Promise<string> =>
  JSON.stringify(await dataOf(test.database, source)).match(/"cursor":"([^"]+)"/)?.[1] as string;
const first = (list: string) => cursorOf(`{ ${list} { edges { cursor } } }`);
const encode = (...keys: unknown[]) => Buffer.from(JSON.stringify(keys)).toString('base64url');

describe('a cursor', () => {
  it.each([
    ['another order', 'people(first: 1, orderBy: { field: SLUG })', 'people', 'orderBy: { field: LABEL }'],
    [
      'another direction',
      'people(first: 1, orderBy: { field: SLUG })',
      'people',
      'orderBy: { field: SLUG, direction: DESC }',
    ],
    ['the order of entry', 'people(first: 1)', 'people', 'orderBy: { field: DATE }'],
    ['another list', 'people(first: 1)', 'meetings', ''],
    [
      'another list of the same order',
      'agreements(first: 1, orderBy: { field: DATE })',
      'meetings',
      'orderBy: { field: DATE }',
    ],
    ['terms', 'commodityTerms(first: 1)', 'agreements', ''],
    ['a search', 'search(text: "a", first: 1)', 'people', ''],
  ])('of %s is refused', async (_, from, list, given) => {
    const cursor = await first(from);
    for (const argument of ['after', 'before']) {
      const refusal = await refusalOf(test.database, list, `${given} ${argument}: "${cursor}"`);
      expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', argument });
      expect(refusal.message).toContain(`${argument} is a cursor of another list or order`);
    }
  });

  it.each([
    [
      '{ meetings(first: 1) { nodes { agreements(first: 1) { edges { cursor } } } } }',
      '{ agreements(after: "$") { totalCount } }',
    ],
    [
      '{ agreements(first: 1) { edges { cursor } } }',
      '{ commodity(ref: "gold") { agreements(after: "$") { totalCount } } }',
    ],
    [
      '{ person(ref: "a") { meetings(first: 1) { edges { cursor } } } }',
      '{ agreement(ref: "m-1") { meetings(after: "$") { totalCount } } }',
    ],
    [
      '{ person(ref: "a") { encounters(first: 1) { edges { cursor } } } }',
      '{ encounters(person: "a", after: "$") { totalCount } }',
    ],
    [
      '{ person(ref: "a") { claims(first: 1) { edges { cursor } } } }',
      '{ source(ref: "a-source") { claims(after: "$") { totalCount } } }',
    ],
    ['{ meetings(first: 1) { edges { cursor } } }', '{ search(text: "a", after: "$") { totalCount } }'],
  ])('of another list is refused inside a record too: %s', async (from, to) => {
    const cursor = await cursorOf(from);
    const { message, extensions } = await errorOf(test.database, to.replace('$', cursor));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect(message).toContain('another list or order');
  });

  it('goes on with another filter and another page size', async () => {
    const cursor = await first('people(first: 1)');
    const source = `{ people(after: "${cursor}", first: 2, filter: { met: "b" }) { nodes { slug } } }`;
    expect((await dataOf(test.database, source)).people.nodes).toEqual([{ slug: 'c' }]);
  });

  it('goes on in the same list of every record', async () => {
    const cursor = await cursorOf('{ meeting(ref: "m") { agreements(first: 1) { edges { cursor } } } }');
    const source = `{ meetings { nodes { agreements(after: "${cursor}") { nodes { slug } } } } }`;
    expect((await dataOf(test.database, source)).meetings.nodes).toEqual([
      { agreements: { nodes: [{ slug: 'm-2' }] } },
      { agreements: { nodes: [{ slug: 'n-1' }, { slug: 'n-2' }] } },
    ]);
  });

  it('tells nothing that a reader could take for a number of the page', async () => {
    expect(await first('people(first: 1)')).toMatch(/^[\w-]{10,}$/);
  });
});

describe('what is no cursor', () => {
  const tag = async () => {
    const [name] = JSON.parse(Buffer.from(await first('people(first: 1)'), 'base64url').toString());
    return name as string;
  };

  it.each(['', ' ', 'x', '1', 'bnVsbA', 'e30', '💥', 'W10', 'a'.repeat(10_000)])('is refused: %j', async (cursor) => {
    const refusal = await refusalOf(test.database, 'people', `after: ${JSON.stringify(cursor)}`);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'after' });
    expect(refusal.message).toContain('after: is not a cursor');
    expect(refusal.message.length).toBeLessThan(200);
  });

  it.each([[[]], [['1']], [[1, 2]], [[1.5]], [[2 ** 31]], [[2 ** 53]], [[-(2 ** 40)]], [[null]], [[[1]]], [[true]]])(
    'is refused when it is made up: %j',
    async (keys) => {
      const refusal = await refusalOf(test.database, 'people', `before: "${encode(await tag(), ...keys)}"`);
      expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'before' });
    },
  );

  it('does no harm when it is made up well', async () => {
    const made = encode(await tag(), 0);
    const { people } = await dataOf(test.database, `{ people(after: "${made}") { nodes { slug } } }`);
    expect(people.nodes).toHaveLength(3);
    const slug = encode((await tag()).replace('RECORDED_AT', 'SLUG'), "b' OR 1 = 1 --");
    const answer = await dataOf(
      test.database,
      `{ people(after: "${slug}", orderBy: { field: SLUG }) { nodes { slug } } }`,
    );
    expect(answer.people.nodes).toEqual([{ slug: 'c' }]);
    const nul = encode((await tag()).replace('RECORDED_AT', 'SLUG'), 'b\0');
    const broken = `{ people(after: "${nul}", orderBy: { field: SLUG }) { nodes { slug } } }`;
    expect((await errorOf(test.database, broken)).extensions['code']).toBe('BAD_USER_INPUT');
  });
});
