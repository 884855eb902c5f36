import { describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { pagesOf, walkForward } from '../support/walk.js';

const test = emptiedDatabase();
// biome-ignore lint/suspicious/noExplicitAny: answers are as varied as questions
type Answer = any;
const given = (facts: Facts) => write(test.database, facts);

/** aminata meets boris three times, carla twice, dmitri and elena once. */
const MET: Facts = {
  countries: [{ slug: 'mali', code: 'ML', alpha3: 'MLI' }],
  organizations: [{ slug: 'mali', kind: 'STATE', country: 'ML' }],
  people: [
    { slug: 'aminata', tenures: [{ organization: 'mali', title: { en: 'Minister' } }] },
    ...['elena', 'dmitri', 'carla', 'boris'],
  ],
  meetings: [
    { slug: 'm1', date: '2020', participations: ['aminata', 'boris', 'carla', 'elena'] },
    { slug: 'm2', date: '2022', participations: ['aminata', 'boris', 'carla'] },
    { slug: 'm3', date: '2021', participations: ['aminata', 'boris', 'dmitri'] },
    { slug: 'm4', date: '2023', status: 'PLANNED', participations: ['aminata', 'elena'] },
  ],
};
const MOST_OFTEN_FIRST = [
  ['boris', 3],
  ['carla', 2],
  ['dmitri', 1],
  ['elena', 1],
] as const;

describe('lists that only go forward', () => {
  it('walk through whom somebody met, most often first, then by slug', async () => {
    await given(MET);
    const whole = MOST_OFTEN_FIRST.map(([slug, count]) => ({ person: { slug }, count }));
    for (const size of [1, 2, 3])
      await walkForward(
        pagesOf(test.database, 'person(ref: "aminata").encounters', 'person { slug } count'),
        whole,
        size,
      );
  });

  it('walk through the pairs of a person and of a country', async () => {
    await given(MET);
    const whole = MOST_OFTEN_FIRST.map(([slug, count]) => ({ a: { slug: 'aminata' }, b: { slug }, count }));
    for (const path of ['encounters(person: "aminata")', 'encounters(country: "ML")'])
      for (const size of [1, 3])
        await walkForward(pagesOf(test.database, path, 'a { slug } b { slug } count'), whole, size);
  });

  it('walk through the meetings of an encounter, and only those of the two', async () => {
    await given(MET);
    const { person } = await dataOf(
      test.database,
      `{ person(ref: "aminata") { encounters { nodes { person { slug } first { edtf } last { edtf }
        all: meetings { nodes { slug } totalCount pageInfo { hasNextPage } }
        one: meetings(first: 1) { nodes { slug } totalCount pageInfo { hasNextPage endCursor } } } } } }`,
    );
    const told = person.encounters.nodes.map(({ all, one, first, last }: Answer) => [
      all.nodes.map(({ slug }: Answer) => slug).join(' '),
      all.totalCount,
      one.totalCount,
      one.pageInfo.hasNextPage,
      `${first.edtf} ${last.edtf}`,
    ]);
    expect(told).toEqual([
      ['m1 m2 m3', 3, 3, true, '2020 2022'],
      ['m1 m2', 2, 2, true, '2020 2022'],
      ['m3', 1, 1, false, '2021 2021'],
      ['m1', 1, 1, false, '2020 2020'],
    ]);
  });

  it('walk through the claims of a record, of a link and of a source', async () => {
    await given({
      sources: ['the-paper', 'other-paper'],
      agreements: [
        {
          slug: 'one',
          signedOn: '2020',
          evidence: ['the-paper'],
          terms: [{ commodity: 'gold', period: '2021', evidence: ['the-paper'] }],
        },
        { slug: 'two', evidence: ['other-paper'] },
      ],
    });
    const property = (...names: (string | null)[]) => names.map((name) => ({ property: name }));
    const own = property(null, 'instrument', 'status', 'signedOn');
    const ofTerm = property(null, 'commodity', 'kind', 'period');
    for (const size of [1, 3, 4]) {
      await walkForward(pagesOf(test.database, 'agreement(ref: "one").claims', 'property'), own, size);
      await walkForward(
        pagesOf(test.database, 'source(ref: "the-paper").claims', 'property'),
        [...own, ...ofTerm],
        size,
      );
    }
    const status = pagesOf(test.database, 'agreement(ref: "one").claims', 'property value', 'property: "status"');
    await walkForward(status, [{ property: 'status', value: 'SIGNED' }], 1);
    const { agreements } = await dataOf(
      test.database,
      '{ agreements { nodes { terms { claims(first: 2) { nodes { property } totalCount } } claims(first: 1) { totalCount } } } }',
    );
    expect(agreements.nodes).toEqual([
      { terms: [{ claims: { nodes: property(null, 'commodity'), totalCount: 4 } }], claims: { totalCount: 4 } },
      { terms: [], claims: { totalCount: 3 } },
    ]);
  });

  it('walk through the hits of a search', async () => {
    await given({ people: ['gold-3', 'gold-1', 'gold-2'], commodities: ['gold'] });
    const whole = ['gold', 'gold-1', 'gold-2', 'gold-3'].map((slug) => ({ record: { slug } }));
    for (const size of [1, 3])
      await walkForward(pagesOf(test.database, 'search(text: "gold")', 'record { slug }'), whole, size);
  });

  it('walk through the terms of a flow', async () => {
    await given({
      agreements: ['a', 'b', 'c'].map((slug) => ({
        slug,
        terms: [{ commodity: 'gold' }, { commodity: 'salt' }],
      })),
    });
    const { commodityFlows } = await dataOf(
      test.database,
      `{ commodityFlows(groupBy: [COMMODITY], unit: "t") { commodity { slug } terms(first: 2) {
        nodes { agreement { slug } } totalCount pageInfo { hasNextPage hasPreviousPage endCursor } } } }`,
    );
    for (const { terms } of commodityFlows) {
      expect(terms).toMatchObject({
        nodes: [{ agreement: { slug: 'a' } }, { agreement: { slug: 'b' } }],
        totalCount: 3,
        pageInfo: { hasNextPage: true, hasPreviousPage: false },
      });
    }
    const [gold] = commodityFlows;
    const { commodityFlows: next } = await dataOf(
      test.database,
      `{ commodityFlows(groupBy: [COMMODITY], unit: "t") { terms(after: "${gold.terms.pageInfo.endCursor}") {
        nodes { agreement { slug } } pageInfo { hasNextPage hasPreviousPage } } } }`,
    );
    expect(next[0].terms).toEqual({
      nodes: [{ agreement: { slug: 'c' } }],
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
  });
});
