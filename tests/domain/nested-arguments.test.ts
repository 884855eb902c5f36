import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countStatements, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { TWO_STATES } from '../support/lists.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    ...TWO_STATES,
    agreements: [
      {
        slug: 'a1',
        status: 'SIGNED',
        parties: ['mali'],
        terms: [{ commodity: 'gold' }],
        amounts: [{ value: '1', currency: 'EUR' }],
      },
      { slug: 'a2', status: 'PROPOSED', parties: ['russia'] },
      { slug: 'a3', status: 'SIGNED', parties: ['russia'] },
    ],
    meetings: [
      { slug: 'm1', agreements: ['a1', 'a2', 'a3'] },
      { slug: 'm2', agreements: ['a2', 'a3'] },
    ],
  });
});
afterAll(() => test.dispose());

type Variables = Readonly<Record<string, unknown>>;
const data = (source: string, variables: Variables = {}) => dataOf(test.database, source, { variables });

/** `m1: a1 a2 | m2: a2` for each alias of the agreements of the meetings. */
async function told(source: string, variables: Variables = {}): Promise<Record<string, string>> {
  const { meetings } = await data(source, variables);
  const lines: Record<string, string[]> = {};
  for (const { slug, ...lists } of meetings.nodes)
    for (const [alias, { nodes }] of Object.entries(lists as Record<string, { nodes: { slug: string }[] }>))
      lines[alias] = [...(lines[alias] ?? []), `${slug}: ${nodes.map((node) => node.slug).join(' ')}`];
  return Object.fromEntries(Object.entries(lines).map(([alias, each]) => [alias, each.join(' | ')]));
}

describe('one list under several aliases', () => {
  it('answers each with its own page, order and filter', async () => {
    expect(
      await told(`{ meetings { nodes { slug
        one: agreements(first: 1) { nodes { slug } }
        two: agreements(first: 2) { nodes { slug } }
        end: agreements(last: 1) { nodes { slug } }
        back: agreements(orderBy: { field: SLUG, direction: DESC }) { nodes { slug } }
        signed: agreements(filter: { status: [SIGNED] }) { nodes { slug } }
        proposed: agreements(filter: { status: [PROPOSED] }) { nodes { slug } }
        ofMali: agreements(filter: { party: "Mali" }) { nodes { slug } }
        notOfMali: agreements(filter: { not: { party: "ML" } }) { nodes { slug } }
      } } }`),
    ).toEqual({
      one: 'm1: a1 | m2: a2',
      two: 'm1: a1 a2 | m2: a2 a3',
      end: 'm1: a3 | m2: a3',
      back: 'm1: a3 a2 a1 | m2: a3 a2',
      signed: 'm1: a1 a3 | m2: a3',
      proposed: 'm1: a2 | m2: a2',
      ofMali: 'm1: a1 | m2: ',
      notOfMali: 'm1: a2 a3 | m2: a2 a3',
    });
  });

  it('reads equal arguments together and others apart, one statement for each', async () => {
    const count = (fields: string) =>
      countStatements(test.database, () => data(`{ meetings { nodes { ${fields} } } }`));
    const alone = await count('x: agreements(first: 1) { nodes { id } }');
    expect(await count('x: agreements(first: 1) { nodes { id } } y: agreements(first: 1) { nodes { id } }')).toBe(
      alone,
    );
    expect(await count('x: agreements(first: 1) { nodes { id } } y: agreements(first: 2) { nodes { id } }')).toBe(
      alone + 1,
    );
  });

  it('answers what only some of them ask for', async () => {
    const { meetings } = await data(
      '{ meetings(first: 1) { nodes { x: agreements { totalCount } y: agreements(filter: { status: [SIGNED] }) { totalCount pageInfo { hasNextPage } } } } }',
    );
    expect(meetings.nodes).toEqual([{ x: { totalCount: 3 }, y: { totalCount: 2, pageInfo: { hasNextPage: false } } }]);
  });

  it('answers lists of Query so too', async () => {
    const answer = await data(
      '{ x: agreements(first: 1) { nodes { slug } } y: agreements(last: 1) { nodes { slug } totalCount } z: agreements(filter: { party: "ML" }) { totalCount } }',
    );
    expect(answer).toEqual({
      x: { nodes: [{ slug: 'a1' }] },
      y: { nodes: [{ slug: 'a3' }], totalCount: 3 },
      z: { totalCount: 1 },
    });
  });
});

describe('fragments', () => {
  it('meet in one field', async () => {
    const source = `{ meetings { nodes { slug ...Names ...Count } } }
      fragment Names on Meeting { agreements(first: 1) { nodes { slug } } }
      fragment Count on Meeting { agreements(first: 1) { totalCount nodes { status } } }`;
    expect((await data(source)).meetings.nodes).toEqual([
      { slug: 'm1', agreements: { nodes: [{ slug: 'a1', status: 'SIGNED' }], totalCount: 3 } },
      { slug: 'm2', agreements: { nodes: [{ slug: 'a2', status: 'PROPOSED' }], totalCount: 2 } },
    ]);
  });

  it('carry variables, and reach lists through an interface', async () => {
    const source = `query ($first: Int) { meeting(ref: "m1") { claims(property: "kind") { nodes { subject { ...Either } } } } }
      fragment Either on Record { slug ... on Meeting { agreements(first: $first) { nodes { ...Slug } } } ... on Agreement { meetings(first: $first) { totalCount } } }
      fragment Slug on Record { slug }`;
    expect((await data(source, { first: 2 })).meeting.claims.nodes).toEqual([
      { subject: { slug: 'm1', agreements: { nodes: [{ slug: 'a1' }, { slug: 'a2' }] } } },
    ]);
  });

  it('are left out where they are skipped, and nothing is read for them', async () => {
    const source = `query ($deep: Boolean!) { meetings { nodes { slug ... @include(if: $deep) { agreements { nodes { slug } totalCount } } } totalCount @skip(if: $deep) } }`;
    const statements = (deep: boolean) => countStatements(test.database, () => data(source, { deep }));
    expect(await statements(false)).toBe(2);
    expect(await statements(true)).toBe(3);
  });
});

describe('null', () => {
  it.each([
    [
      'agreements(filter: null, orderBy: null, first: null, after: null, last: null, before: null) { nodes { slug } }',
      'agreements { nodes { slug } }',
    ],
    [
      'agreements { nodes { label(lang: null) summary(lang: null) claims(property: null, first: null, after: null) { totalCount } } }',
      'agreements { nodes { label summary claims { totalCount } } }',
    ],
    [
      'agreements { nodes { meetings(filter: null, orderBy: null, first: null) { nodes { slug } } } }',
      'agreements { nodes { meetings { nodes { slug } } } }',
    ],
    [
      'encounters(person: null, country: "ML", first: null, after: null) { totalCount }',
      'encounters(country: "ML") { totalCount }',
    ],
    [
      'search(text: "a1", types: null, lang: null, first: null, after: null) { nodes { record { slug } } }',
      'search(text: "a1") { nodes { record { slug } } }',
    ],
    [
      'commodityFlows(filter: null, groupBy: [KIND], unit: "t", per: null) { termCount terms(first: null) { totalCount } }',
      'commodityFlows(groupBy: [KIND], unit: "t") { termCount terms { totalCount } }',
    ],
    ['amountsTotal(filter: null, basis: null) { count }', 'amountsTotal { count }'],
    [
      'source(ref: "a-source") { claims(property: null, first: null) { totalCount } }',
      'source(ref: "a-source") { claims { totalCount } }',
    ],
  ])('is the same as nothing: %s', async (given, left) => {
    const answer = await data(`{ ${given} }`);
    expect(answer).toEqual(await data(`{ ${left} }`));
    expect(JSON.stringify(answer).length).toBeGreaterThan(20);
  });
});

describe('variables', () => {
  const source = `query ($filter: AgreementFilter, $orderBy: AgreementOrder, $first: Int, $after: String, $last: Int, $before: String) {
    meetings { nodes { slug agreements(filter: $filter, orderBy: $orderBy, first: $first, after: $after, last: $last, before: $before) { nodes { slug } } } }
  }`;
  const all = { agreements: 'm1: a1 a2 a3 | m2: a2 a3' };

  it.each([
    ['left out', {}],
    ['null', { filter: null, orderBy: null, first: null, after: null, last: null, before: null }],
    ['empty', { filter: {} }],
    ['null inside', { filter: { status: null, party: null, date: null, or: null, not: null } }],
  ])('may be %s', async (_, variables) => {
    expect(await told(source, variables)).toEqual(all);
  });

  it('are taken as literals are', async () => {
    expect(await told(source, { filter: { status: 'SIGNED' }, orderBy: { field: 'SLUG', direction: 'DESC' } })).toEqual(
      {
        agreements: 'm1: a3 a1 | m2: a3',
      },
    );
    expect(await told(source, { filter: { or: [{ party: 'ML' }, { not: { status: ['SIGNED'] } }] }, last: 1 })).toEqual(
      {
        agreements: 'm1: a2 | m2: a2',
      },
    );
  });

  it('stand inside a filter', async () => {
    const inside =
      'query ($party: Ref, $status: [AgreementStatus!]) { meetings { nodes { slug agreements(filter: { party: $party, not: { status: $status } }) { nodes { slug } } } } }';
    expect(await told(inside, { party: 'Russia', status: ['PROPOSED'] })).toEqual({ agreements: 'm1: a3 | m2: a3' });
    expect(await told(inside, { party: null, status: null })).toEqual({ agreements: 'm1:  | m2: ' });
    expect(await told(inside, { party: null, status: 'PROPOSED' })).toEqual({ agreements: 'm1: a1 a3 | m2: a3' });
  });

  it('have their defaults', async () => {
    const defaults =
      'query ($first: Int = 1) { meetings { nodes { slug agreements(first: $first) { nodes { slug } } } } }';
    expect(await told(defaults)).toEqual({ agreements: 'm1: a1 | m2: a2' });
    expect(await told(defaults, { first: null })).toEqual(all);
  });
});
