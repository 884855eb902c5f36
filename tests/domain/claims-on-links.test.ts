import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countStatements, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);

const CLAIM = 'property value subject { __typename slug } link { __typename id }';

/** One record with one link of the kind, where the link is asked for, and its claims as property and value. */
const KINDS = [
  {
    link: 'Tenure',
    owner: { __typename: 'Person', slug: 'ada' },
    facts: {
      people: [
        { slug: 'ada', tenures: [{ organization: 'bank', title: { en: 'Head', fr: 'Cheffe' }, since: '2020' }] },
      ],
    },
    path: ['person', 'tenures'],
    values: [
      ['organization', 'bank'],
      ['title', 'Head'],
      ['since', '2020'],
    ],
  },
  {
    link: 'Participation',
    owner: { __typename: 'Meeting', slug: 'talks' },
    facts: {
      people: ['ada'],
      meetings: [
        {
          slug: 'talks',
          participations: [{ actor: 'ada', role: 'HOST', capacity: { en: 'Mayor' }, onBehalfOf: 'bank' }],
        },
      ],
    },
    path: ['meeting', 'participations'],
    values: [
      ['actor', 'ada'],
      ['role', 'HOST'],
      ['capacity', 'Mayor'],
      ['onBehalfOf', 'bank'],
    ],
  },
  {
    link: 'AgreementParty',
    owner: { __typename: 'Agreement', slug: 'deal' },
    facts: { agreements: [{ slug: 'deal', parties: [{ actor: 'bank', role: 'FINANCIER' }] }] },
    path: ['agreement', 'parties'],
    values: [
      ['actor', 'bank'],
      ['role', 'FINANCIER'],
    ],
  },
  {
    link: 'CommodityTerm',
    owner: { __typename: 'Agreement', slug: 'deal' },
    facts: {
      agreements: [
        {
          slug: 'deal',
          terms: [
            { commodity: 'gold', kind: 'NEED', to: 'bank', quantity: { min: 5, bound: 'AT_LEAST', unit: 'tonnes' } },
          ],
        },
      ],
    },
    path: ['agreement', 'terms'],
    values: [
      ['commodity', 'gold'],
      ['kind', 'NEED'],
      ['to', 'bank'],
      ['quantity', 'AT_LEAST 5.. t'],
    ],
  },
  {
    link: 'MoneyAmount',
    owner: { __typename: 'Agreement', slug: 'deal' },
    facts: {
      agreements: [{ slug: 'deal', amounts: [{ value: '10.50', currency: 'XOF', basis: 'nominal', year: 2020 }] }],
    },
    path: ['agreement', 'amounts'],
    values: [
      ['value', '10.50'],
      ['currency', 'XOF'],
      ['basis', 'nominal'],
      ['year', '2020'],
    ],
  },
] as const;

describe.each(KINDS)('claims on a $link', ({ link, owner, facts, path, values }) => {
  const read = async (fields: string) => {
    const data = await ask(
      `{ ${path[0]}(ref: "${owner.slug}") { ${path[1]} { id ${fields} } own: claims { nodes { ${CLAIM} } } } }`,
    );
    return { found: data[path[0]][path[1]][0], own: data[path[0]].own.nodes };
  };

  it('are its existence and each of its values, and say whose link it is', async () => {
    await write(test.database, facts as never);
    const { found } = await read(`claims { totalCount nodes { ${CLAIM} } }`);
    const here = { subject: owner, link: { __typename: link, id: found.id } };
    expect(found.claims.nodes).toEqual([
      { property: null, value: null, ...here },
      ...values.map(([property, value]) => ({ property, value, ...here })),
    ]);
    expect(found.claims.totalCount).toBe(values.length + 1);
  });

  it('can be asked for one property', async () => {
    await write(test.database, facts as never);
    const [property, value] = values[1];
    const { found } = await read(`claims(property: "${property}") { nodes { value } }`);
    expect(found.claims.nodes).toEqual([{ value }]);
  });

  it('are not among those on the record itself', async () => {
    await write(test.database, facts as never);
    const { own } = await read('');
    expect(own.length).toBeGreaterThan(0);
    for (const claim of own) expect(claim).toMatchObject({ subject: owner, link: null });
  });
});

describe('claims on links', () => {
  it('a term names its sources, each once', async () => {
    await write(test.database, {
      agreements: [
        {
          slug: 'deal',
          evidence: ['letter'],
          terms: [{ commodity: 'gold', evidence: ['report', 'speech', 'report'] }],
        },
      ],
    });
    const { agreement } = await ask('{ agreement(ref: "deal") { terms { sources { slug } } } }');
    expect(agreement.terms).toEqual([{ sources: [{ slug: 'report' }, { slug: 'speech' }] }]);
  });

  it('members of a delegation are links of the meeting, the delegation a record of its own', async () => {
    await write(test.database, {
      people: ['ada'],
      meetings: [{ slug: 'talks', delegations: [{ slug: 'guests', members: [{ actor: 'ada' }] }] }],
    });
    const { delegation } = await ask(`{ delegation(ref: "guests") { claims { nodes { ${CLAIM} } }
      members { claims(property: "delegation") { nodes { ${CLAIM} } } } } }`);
    const own = { subject: { __typename: 'Delegation', slug: 'guests' }, link: null };
    expect(delegation.claims.nodes).toEqual([
      { property: null, value: null, ...own },
      { property: 'side', value: 'VISITOR', ...own },
    ]);
    expect(delegation.members[0].claims.nodes).toMatchObject([
      { property: 'delegation', value: 'guests', subject: { slug: 'talks' }, link: { __typename: 'Participation' } },
    ]);
  });

  it('that a meeting was about an agreement is a claim on the meeting', async () => {
    await write(test.database, {
      meetings: [{ slug: 'talks', agreements: [{ agreement: 'deal', evidence: ['letter'] }] }],
    });
    const { meeting } = await ask(
      '{ meeting(ref: "talks") { claims(property: "agreements") { nodes { value evidence { source { slug } } } } } }',
    );
    expect(meeting.claims.nodes).toEqual([{ value: 'deal', evidence: [{ source: { slug: 'letter' } }] }]);
  });

  it('cost the same number of statements for one agreement and for many', async () => {
    const query = `{ agreements { nodes { sourceCount hasConflict sources { slug publisher { slug } } claims { nodes { link { id } subject { label } attributedTo { ... on Person { label } } evidence { source { slug } } } }
      parties { claims { totalCount nodes { evidence { source { slug } } } } } terms { sources { slug } claims { nodes { value } } } } } }`;
    const deal = (slug: string) => ({
      slug,
      attributedTo: 'ada',
      parties: [{ actor: 'bank' }, { actor: 'shop' }],
      terms: [{ commodity: 'gold' }],
    });
    await write(test.database, { people: ['ada'], agreements: [deal('one')] });
    const few = await countStatements(test.database, () => ask(query));
    await write(test.database, { agreements: ['two', 'three', 'four'].map(deal) });
    expect(await countStatements(test.database, () => ask(query))).toBe(few);
  });
});
