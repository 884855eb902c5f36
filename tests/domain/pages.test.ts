import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { refusalOf, slugsOf } from '../support/lists.js';
import { pagesOf } from '../support/walk.js';

let test: TestDatabase;
const people = Array.from({ length: 120 }, (_, at) => `p${String(at).padStart(3, '0')}`);
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    people,
    meetings: [{ slug: 'talks', participations: people.slice(0, 30) }, 'empty'],
  });
});
afterAll(() => test.dispose());

const slugs = (given = '') => slugsOf(test.database, 'people', given);
const asSlugs = (some: readonly string[]) => some.map((slug) => ({ slug }));

describe('first and last', () => {
  it('are 20 from the start where neither is given', async () => {
    expect(await slugs()).toEqual(people.slice(0, 20));
    expect(await slugs('first: null, last: null, after: null, before: null')).toEqual(people.slice(0, 20));
  });

  it('take up to 100', async () => {
    expect(await slugs('first: 100')).toEqual(people.slice(0, 100));
    expect(await slugs('last: 100')).toEqual(people.slice(20));
  });

  it('take one given as null for absent', async () => {
    expect(await slugs('first: 2, last: null')).toEqual(people.slice(0, 2));
    expect(await slugs('first: null, last: 2')).toEqual(people.slice(118));
  });

  it('are 20 after a cursor, and 20 before one', async () => {
    const { edges } = await pagesOf(test.database, 'people', 'slug')('first: 100');
    expect(await slugs(`after: "${edges[9]?.cursor}"`)).toEqual(people.slice(10, 30));
    expect(await slugs(`before: "${edges[49]?.cursor}"`)).toEqual(people.slice(29, 49));
  });

  it('may be 0: nothing, and whether there is anything', async () => {
    const ask = pagesOf(test.database, 'people', 'slug');
    expect(await ask('first: 0')).toMatchObject({
      nodes: [],
      edges: [],
      totalCount: 120,
      pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
    expect((await ask('last: 0')).pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
    const { endCursor } = (await ask('first: 1')).pageInfo;
    expect((await ask(`first: 0, after: "${endCursor}"`)).pageInfo).toMatchObject({
      hasNextPage: true,
      hasPreviousPage: true,
    });
  });

  it.each([
    ['first: 101', 'first', 'at most 100'],
    ['last: 101', 'last', 'at most 100'],
    ['first: -1', 'first', 'must not be negative'],
    ['last: -1', 'last', 'must not be negative'],
    ['first: 2147483647', 'first', 'at most 100'],
    ['first: 1, last: 1', 'first', 'not both'],
    ['first: 0, last: 0', 'first', 'not both'],
  ])('are refused: %s', async (given, argument, reason) => {
    const refusal = await refusalOf(test.database, 'people', given);
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', argument });
    expect(refusal.message).toContain(argument);
    expect(refusal.message).toContain(reason);
  });

  it.each([
    '{ meeting(ref: "talks") { agreements(first: 101) { totalCount } } }',
    '{ meeting(ref: "talks") { claims(first: 101) { totalCount } } }',
    '{ person(ref: "p000") { meetings(last: 101) { totalCount } } }',
    '{ person(ref: "p000") { encounters(first: 101) { totalCount } } }',
    '{ person(ref: "p000") { encounters(first: 1) { nodes { meetings(first: -1) { totalCount } } } } }',
    '{ encounters(person: "p000", first: 101) { totalCount } }',
    '{ search(text: "p", first: 101) { totalCount } }',
    '{ source(ref: "a-source") { claims(first: -1) { totalCount } } }',
  ])('are refused alike inside a record: %s', async (source) => {
    const { extensions } = await errorOf(test.database, source);
    expect(extensions['code']).toBe('BAD_USER_INPUT');
    expect(['first', 'last']).toContain(extensions['argument']);
  });
});

describe('an empty list', () => {
  it.each(['first: 5', 'last: 5', ''])('has neither cursors nor neighbours: %s', async (paging) => {
    const ask = pagesOf(test.database, 'meeting(ref: "empty").agreements', 'slug');
    expect(await ask(paging)).toEqual({
      nodes: [],
      edges: [],
      totalCount: 0,
      pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: null, endCursor: null },
    });
  });
});

describe('what is not asked for is not read', () => {
  const statements = (fields: string, given = 'first: 5') =>
    countStatements(test.database, () => dataOf(test.database, `{ people(${given}) { ${fields} } }`));

  it('takes one statement for a page, and one more for the count', async () => {
    expect(await statements('nodes { slug }')).toBe(1);
    expect(await statements('nodes { slug } edges { cursor node { slug } } pageInfo { endCursor }')).toBe(1);
    expect(await statements('nodes { slug } totalCount')).toBe(2);
    expect(await statements('totalCount')).toBe(1);
    expect(await statements('__typename')).toBe(0);
  });

  it('counts on the whole list, whatever the page', async () => {
    const counted: string[] = [];
    const stop = test.database.observe((text) => counted.push(text));
    await dataOf(test.database, '{ people(first: 5) { nodes { slug } pageInfo { hasNextPage } } }');
    stop();
    expect(counted).toHaveLength(1);
    expect(counted[0]).not.toContain('COUNT');
    const { people: page } = await dataOf(
      test.database,
      '{ people(last: 1, filter: { meeting: "talks" }) { totalCount } }',
    );
    expect(page.totalCount).toBe(30);
  });

  it('looks for a neighbour only where that is asked for and not yet known', async () => {
    const ask = pagesOf(test.database, 'people', 'slug');
    const { endCursor } = (await ask('first: 5')).pageInfo;
    const given = `first: 5, after: "${endCursor}"`;
    expect(await statements('nodes { slug } pageInfo { hasNextPage }', given)).toBe(1);
    expect(await statements('nodes { slug } pageInfo { hasNextPage hasPreviousPage }', given)).toBe(2);
    expect(await statements('nodes { slug } pageInfo { hasNextPage hasPreviousPage }')).toBe(1);
  });
});

it('shows the same nodes with and without edges', async () => {
  const page = await pagesOf(test.database, 'people', 'slug')('first: 3');
  expect(page.nodes).toEqual(asSlugs(people.slice(0, 3)));
  expect(page.edges.map(({ node }) => node)).toEqual(page.nodes);
  expect(new Set(page.edges.map(({ cursor }) => cursor)).size).toBe(3);
});
