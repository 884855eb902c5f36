import { describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { pagesOf, walkBackward, walkForward } from '../support/walk.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const answer = (source: string) => dataOf(test.database, source);
// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
type Answer = any;
const slugs = (page: { nodes: { slug: string }[] }) => page.nodes.map(({ slug }) => slug).join(' ');

/** Three meetings about three agreements: m1 about a1; m2 about all; m3 about none. */
const MEETINGS: Facts = {
  agreements: [
    { slug: 'a1', status: 'SIGNED', signedOn: '2020' },
    { slug: 'a2', status: 'PROPOSED', signedOn: '2022' },
    { slug: 'a3', status: 'SIGNED', signedOn: '2021' },
  ],
  meetings: [
    { slug: 'm1', kind: 'TALKS', date: '2024', agreements: ['a1'], participations: ['mine'] },
    { slug: 'm2', kind: 'SUMMIT', date: '2023', agreements: ['a1', 'a2', 'a3'], participations: ['mine'] },
    { slug: 'm3', kind: 'TALKS', date: '2022' },
  ],
};

describe('arguments of a list inside a record hold for each parent by itself', () => {
  it('the page', async () => {
    await given(MEETINGS);
    const { meetings } = await answer(
      '{ meetings { nodes { agreements(first: 2) { nodes { slug } totalCount pageInfo { hasNextPage } } } } }',
    );
    expect(
      meetings.nodes.map(({ agreements }: Answer) => [
        slugs(agreements),
        agreements.totalCount,
        agreements.pageInfo.hasNextPage,
      ]),
    ).toEqual([
      ['a1', 1, false],
      ['a1 a2', 3, true],
      ['', 0, false],
    ]);
  });

  it('the filter', async () => {
    await given(MEETINGS);
    const { meetings, agreements } = await answer(`{
      meetings { nodes { agreements(filter: { status: [SIGNED] }) { nodes { slug } totalCount } } }
      agreements { nodes { meetings(filter: { kind: [SUMMIT] }) { nodes { slug } totalCount } } }
    }`);
    const told = (nodes: Answer[], list: string) =>
      nodes.map((node) => `${slugs(node[list])} ${node[list].totalCount}`);
    expect(told(meetings.nodes, 'agreements')).toEqual(['a1 1', 'a1 a3 2', ' 0']);
    expect(told(agreements.nodes, 'meetings')).toEqual(['m2 1', 'm2 1', 'm2 1']);
  });

  it('the order', async () => {
    await given(MEETINGS);
    const by = async (order: string) => {
      const { meetings } = await answer(
        `{ meetings { nodes { agreements(orderBy: { ${order} }) { nodes { slug } } } } }`,
      );
      return meetings.nodes.map(({ agreements }: Answer) => slugs(agreements)).join(', ');
    };
    expect(await by('field: DATE, direction: DESC')).toBe('a1, a2 a3 a1, ');
    expect(await by('field: SLUG, direction: DESC')).toBe('a1, a3 a2 a1, ');
  });

  it('the end to count from', async () => {
    await given(MEETINGS);
    const { meetings } = await answer('{ meetings { nodes { agreements(last: 1) { nodes { slug } } } } }');
    expect(meetings.nodes.map(({ agreements }: Answer) => slugs(agreements))).toEqual(['a1', 'a3', '']);
  });
});

it('the meetings of a person are those in which they took or are to take part, each once', async () => {
  await given({
    people: ['aminata', 'boris'],
    meetings: [
      { slug: 'twice', participations: ['aminata', { actor: 'aminata', role: 'SPEAKER' }] },
      { slug: 'planned', status: 'PLANNED', participations: [{ actor: 'aminata', status: 'EXPECTED' }] },
      { slug: 'missed', participations: [{ actor: 'aminata', status: 'ABSENT' }, 'boris'] },
      { slug: 'in-delegation', delegations: [{ slug: 'd', members: ['aminata'] }] },
    ],
  });
  const { person } = await answer(`{ person(ref: "aminata") {
    all: meetings { nodes { slug } totalCount }
    held: meetings(filter: { status: [HELD] }, orderBy: { field: SLUG }) { nodes { slug } totalCount }
  } }`);
  expect(slugs(person.all)).toBe('twice planned in-delegation');
  expect(person.all.totalCount).toBe(3);
  expect(slugs(person.held)).toBe('in-delegation twice');
  expect(person.held.totalCount).toBe(2);
});

it('the agreements of a commodity are those on anything narrower as well, unless asked otherwise', async () => {
  await given({
    commodities: ['energy', { slug: 'petroleum', parent: 'energy' }, { slug: 'diesel', parent: 'petroleum' }],
    agreements: [
      { slug: 'both', status: 'SIGNED', terms: [{ commodity: 'diesel' }, { commodity: 'petroleum' }] },
      {
        slug: 'on-diesel',
        status: 'PROPOSED',
        terms: [{ commodity: 'diesel' }, { commodity: 'diesel', kind: 'NEED' }],
      },
      { slug: 'on-energy', status: 'SIGNED', terms: [{ commodity: 'energy' }] },
    ],
  });
  const { commodities } = await answer(`{ commodities(orderBy: { field: SLUG }) { nodes {
    wide: agreements { nodes { slug } totalCount }
    told: agreements(includeNarrower: true) { nodes { slug } }
    narrow: agreements(includeNarrower: false) { nodes { slug } totalCount }
    signed: agreements(filter: { status: [SIGNED] }, orderBy: { field: SLUG, direction: DESC }) { nodes { slug } }
  } } }`);
  const told = (list: string) => commodities.nodes.map((node: Answer) => slugs(node[list]));
  expect(told('wide')).toEqual(['both on-diesel', 'both on-diesel on-energy', 'both on-diesel']);
  expect(told('told')).toEqual(told('wide'));
  expect(told('narrow')).toEqual(['both on-diesel', 'on-energy', 'both']);
  expect(told('signed')).toEqual(['both', 'on-energy both', 'both']);
  expect(commodities.nodes.map(({ wide, narrow }: Answer) => [wide.totalCount, narrow.totalCount])).toEqual([
    [2, 2],
    [3, 1],
    [2, 1],
  ]);
});

it('takes includeNarrower given as null for its default', async () => {
  await given({
    commodities: ['energy', { slug: 'diesel', parent: 'energy' }],
    agreements: [{ slug: 'on-diesel', terms: [{ commodity: 'diesel' }] }],
  });
  const source =
    'query ($narrower: Boolean) { commodity(ref: "energy") { agreements(includeNarrower: $narrower) { nodes { slug } } } }';
  const { commodity } = await dataOf(test.database, source, { variables: { narrower: null } });
  expect(slugs(commodity.agreements)).toBe('on-diesel');
});

it('lists inside a record can be walked by pages both ways', async () => {
  const many = Array.from({ length: 7 }, (_, at) => `x${at}`);
  await given({
    people: ['aminata'],
    commodities: ['gold'],
    agreements: many.map((slug) => ({ slug, terms: [{ commodity: 'gold' }] })),
    meetings: many.map((slug) => ({ slug, participations: ['aminata'], agreements: many })),
  });
  for (const path of [
    'meeting(ref: "x3").agreements',
    'agreement(ref: "x3").meetings',
    'person(ref: "aminata").meetings',
    'commodity(ref: "gold").agreements',
    'commodity(ref: "gold").agreements(includeNarrower: false)',
  ])
    for (const size of [1, 3]) {
      const ask = pagesOf(test.database, path, 'slug');
      const whole = many.map((slug) => ({ slug }));
      await walkForward(ask, whole, size);
      await walkBackward(ask, whole, size);
    }
});

it('reaches a record through another record with the arguments of every level', async () => {
  await given(MEETINGS);
  const { meetings } = await answer(`{ meetings(filter: { kind: [SUMMIT] }) { nodes {
    agreements(orderBy: { field: DATE, direction: DESC }, first: 2) { nodes { slug
      meetings(filter: { kind: [TALKS, SUMMIT] }, orderBy: { field: DATE }, last: 1) { nodes { slug
        agreements(last: 1) { nodes { slug } } } } } } } } }`);
  expect(meetings.nodes).toEqual([
    {
      agreements: {
        nodes: ['a2', 'a3'].map((slug) => ({
          slug,
          meetings: { nodes: [{ slug: 'm2', agreements: { nodes: [{ slug: 'a3' }] } }] },
        })),
      },
    },
  ]);
});
