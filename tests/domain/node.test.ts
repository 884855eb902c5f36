import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

const encoded = (text: string) => Buffer.from(text).toString('base64url');
const NODE = 'query ($id: ID!) { node(id: $id) { __typename id ... on Record { slug } } }';
const nodeOf = async (id: string) => (await dataOf(test.database, NODE, { variables: { id } })).node;

describe('an id', () => {
  it.each([
    ['country', 'ML', 'Country'],
    ['place', 'bamako', 'Place'],
    ['organization', 'sorem-mali', 'Organization'],
    ['person', 'simyon', 'Person'],
    ['meeting', 'koulouba-audience-2025-10-24', 'Meeting'],
    ['delegation', 'russian-delegation-koulouba-2025-10-24', 'Delegation'],
    ['agreement', 'mali-gold-refinery', 'Agreement'],
    ['commodity', 'gold', 'Commodity'],
    ['source', 'malikonews-2025-10-24', 'Source'],
  ])('of a %s leads back to it, as a node and as a Ref', async (field, ref, type) => {
    const ask = (by: string) =>
      dataOf(test.database, `{ found: ${field}(ref: ${JSON.stringify(by)}) { __typename id slug } }`);
    const { found } = await ask(ref);
    expect(found.__typename).toBe(type);
    expect(await nodeOf(found.id)).toEqual(found);
    expect((await ask(found.id)).found).toEqual(found);
  });

  it.each([
    ['Tenure', '{ person(ref: "assimi-goita") { link: tenures { id } } }', 'person'],
    ['Participation', '{ meeting(ref: "koulouba-audience-2025-10-24") { link: participations { id } } }', 'meeting'],
    ['AgreementParty', '{ agreement(ref: "mali-gold-refinery") { link: parties { id } } }', 'agreement'],
    ['CommodityTerm', '{ agreement(ref: "mali-gold-refinery") { link: terms { id } } }', 'agreement'],
    ['Claim', '{ agreement(ref: "mali-gold-refinery") { link: claims { nodes { id } } } }', 'agreement'],
  ])('of a %s leads back to it', async (type, query, field) => {
    const { link } = (await dataOf(test.database, query))[field];
    const [{ id }] = link.nodes ?? link;
    expect(await nodeOf(id)).toEqual({ __typename: type, id });
  });

  it('is opaque and has no character that an address would have to escape', async () => {
    const { countries } = await dataOf(test.database, '{ countries(first: 100) { nodes { id } } }');
    for (const { id } of countries.nodes) expect(id).toMatch(/^[A-Za-z0-9_-]+$/);
  });

  it('differs between a country and its State', async () => {
    const found = await dataOf(test.database, '{ country(ref: "ML") { id } organization(ref: "ML") { id } }');
    expect(found.country.id).not.toBe(found.organization.id);
    const crossed = await dataOf(
      test.database,
      `{ country(ref: "${found.organization.id}") { id } person(ref: "${found.country.id}") { id } }`,
    );
    expect(crossed).toEqual({ country: null, person: null });
  });
});

it('with the name of another type is an id of nothing, also as a Ref', async () => {
  const { country } = await dataOf(test.database, '{ country(ref: "ML") { id } }');
  const number = Buffer.from(country.id, 'base64url').toString().replace('Country:', '');
  const other = encoded(`Organization:${number}`);
  expect(await nodeOf(other)).toBeNull();
  expect(
    await dataOf(test.database, `{ country(ref: "${other}") { slug } organization(ref: "${other}") { slug } }`),
  ).toEqual({
    country: null,
    organization: null,
  });
});

describe('node', () => {
  it.each([
    ['a number that nothing has', 'Person:2147483647'],
    ['the number of something of another type', 'Person:1'],
    ['a type that does not exist', 'Planet:1'],
    ['a type without nodes', 'Query:1'],
  ])('is null for %s', async (_, text) => {
    expect(await nodeOf(encoded(text))).toBeNull();
  });

  it.each([
    ['a slug', 'mali'],
    ['nothing', ''],
    ['a row number', '1'],
    ['a number that no row can have', encoded('Person:2147483648')],
    ['zero', encoded('Person:0')],
    ['SQL', encoded('Person:1 OR 1=1')],
    ['a long text', 'a'.repeat(10_000)],
  ])('refuses %s, which is not an id', async (_, id) => {
    const { message, extensions } = await errorOf(test.database, NODE, { variables: { id } });
    expect(extensions['code']).toBe('BAD_USER_INPUT');
    expect(message.length).toBeLessThan(200);
  });
});

describe('nodes', () => {
  const NODES = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id ... on Record { slug } } }';
  const idOf = async (field: string, ref: string) =>
    (await dataOf(test.database, `{ found: ${field}(ref: "${ref}") { id } }`)).found.id as string;

  it('keep the order of the ids, repeat what is repeated, and hold null for what is gone', async () => {
    const [mali, gold, gone] = [
      await idOf('country', 'ML'),
      await idOf('commodity', 'gold'),
      encoded('Claim:2147483647'),
    ];
    const { nodes } = await dataOf(test.database, NODES, { variables: { ids: [gold, mali, gone, gold] } });
    expect(nodes.map((node: { slug: string } | null) => node?.slug ?? null)).toEqual(['gold', 'mali', null, 'gold']);
  });

  it('give what they can beside an error for what is not an id', async () => {
    const mali = await idOf('country', 'ML');
    const { data, errors } = await ask(test.database, NODES, { variables: { ids: ['mali', mali] } });
    expect(JSON.parse(JSON.stringify(data))).toEqual({ nodes: [null, { id: mali, slug: 'mali' }] });
    expect(errors).toMatchObject([{ path: ['nodes', 0], extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('are a hundred at most, and none for no ids', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => encoded(`Country:${index + 1}`));
    const { extensions } = await errorOf(test.database, NODES, { variables: { ids } });
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'ids' });
    expect((await dataOf(test.database, NODES, { variables: { ids: [] } })).nodes).toEqual([]);
  });
});
