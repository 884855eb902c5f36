import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf } from '../../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../../support/database.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterAll(() => test.dispose());

interface Receipts {
  readonly claims: {
    readonly nodes: {
      readonly property: string | null;
      readonly evidence: { readonly source: { readonly slug: string } }[];
    }[];
  };
}
interface Node extends Receipts {
  readonly slug: string;
  readonly sourceCount: number;
  readonly [field: string]: unknown;
}

const RECEIPTS = 'claims(first: 100) { nodes { property evidence { source { slug } } } }';

/** Lists of Query, and the links inside their records that carry claims of their own. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  countries: [],
  places: [],
  organizations: [],
  people: ['tenures'],
  meetings: ['participations'],
  delegations: ['members', 'heads'],
  commodities: [],
  agreements: ['parties', 'terms', 'amounts'],
  commodityTerms: [],
};

/** Every record of a list, page by page. */
async function all(list: string, fields: string): Promise<Node[]> {
  const nodes: Node[] = [];
  for (let after: string | null = null, more = true; more; ) {
    const data = await dataOf(
      test.database,
      `query ($after: String) { list: ${list}(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${fields} } } }`,
      { variables: { after } },
    );
    nodes.push(...data.list.nodes);
    ({ hasNextPage: more, endCursor: after } = data.list.pageInfo);
  }
  return nodes;
}

const bare = ({ claims }: Receipts) =>
  !claims.nodes.some(({ property }) => property === null) || claims.nodes.some(({ evidence }) => evidence.length === 0);

describe('no fact stands without a source', () => {
  it.each(Object.entries(LISTS))('%s', async (list, links) => {
    const inside = links.map((link) => `${link} { ${RECEIPTS} }`).join(' ');
    const own = list === 'commodityTerms' ? 'sources { slug }' : 'slug sourceCount sources { slug }';
    const nodes = await all(list, `${own} ${RECEIPTS} ${inside}`);
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes.filter(bare)).toEqual([]);
    for (const link of links) expect(nodes.flatMap((node) => node[link] as Receipts[]).filter(bare)).toEqual([]);
    for (const { sources, sourceCount = (sources as object[]).length } of nodes) {
      expect(sourceCount).toBeGreaterThan(0);
      expect(sources).toHaveLength(sourceCount);
    }
  });

  it('what the article says comes from the article alone', async () => {
    for (const list of ['people', 'meetings', 'delegations', 'agreements', 'places'])
      for (const { slug, sources } of await all(list, 'slug sources { slug }'))
        expect([slug, sources]).toEqual([slug, [{ slug: 'malikonews-2025-10-24' }]]);
  });

  it('reference data comes from sources of its own', async () => {
    for (const { sources } of await all('countries', 'sources { slug }'))
      expect(sources).toEqual([{ slug: 'iso-3166' }]);
    const { commodity } = await dataOf(
      test.database,
      `{ commodity(ref: "wheat") { sources { slug } claims(property: "codes") { nodes { evidence { source { slug } } } } } }`,
    );
    expect(commodity).toEqual({
      sources: [{ slug: 'accord-commodities' }, { slug: 'hs-2022' }],
      claims: { nodes: [{ evidence: [{ source: { slug: 'hs-2022' } }] }] },
    });
  });

  it('every day on which an office is cited says that its year is inferred', async () => {
    const people = await all(
      'people',
      `slug sourceCount tenures { firstCited: claims(property: "firstCited") { nodes { evidence { note(lang: "en") } } }
        lastCited: claims(property: "lastCited") { nodes { evidence { note(lang: "en") } } } }`,
    );
    const said = { nodes: [{ evidence: [{ note: expect.stringMatching(/year is inferred/) }] }] };
    for (const { tenures } of people) expect(tenures).toEqual([{ firstCited: said, lastCited: said }]);
  });

  it('every value of a term has a claim of its own', async () => {
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "mali-russia-petroleum-supply") { terms { claims { nodes { property value } } } } }',
    );
    expect(agreement.terms[0].claims.nodes).toEqual([
      { property: null, value: null },
      { property: 'commodity', value: 'petroleum-products' },
      { property: 'kind', value: 'OFFER' },
      { property: 'from', value: 'russia' },
      { property: 'to', value: 'mali' },
      { property: 'quantity', value: '160000..200000 t per MONTH' },
    ]);
  });
});

describe('the States', () => {
  it('are one for every country, called and coded as it is', async () => {
    const countries = await all('countries', 'slug code names { text lang kind }');
    const organizations = await all('organizations', 'slug kind country { code } names { text lang kind }');
    const states = organizations.filter(({ kind }) => kind === 'STATE');
    expect(states).toEqual(
      countries.map(({ slug, code, names }) => ({ slug, kind: 'STATE', country: { code }, names })),
    );
    expect(countries.length).toBe(249);
  });
});
