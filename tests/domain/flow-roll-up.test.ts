import { expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);

type Plain = Readonly<Record<string, unknown>>;
const term = (commodity: string, amount: number, rest: Plain = {}): Plain => ({
  commodity,
  quantity: { min: amount, max: amount, bound: 'EXACT', unit: 't' },
  ...rest,
});

/** energy > petroleum > diesel, petrol; energy > coal; wheat alone. */
const LEDGER: Facts = {
  commodities: [
    'energy',
    { slug: 'petroleum', parent: 'energy' },
    { slug: 'diesel', parent: 'petroleum' },
    { slug: 'petrol', parent: 'petroleum' },
    { slug: 'coal', parent: 'energy' },
    'wheat',
  ],
  agreements: [
    { slug: 'one', terms: [term('petroleum', 1), term('diesel', 2), term('petrol', 4, { kind: 'NEED' })] },
    {
      slug: 'two',
      terms: [term('diesel', 8), term('coal', 16), term('wheat', 32), term('coal', 64, { modality: 'DENIED' })],
    },
    {
      slug: 'three',
      terms: [{ commodity: 'diesel' }, term('petrol', 3, { quantity: { min: 3, max: 3, bound: 'EXACT', unit: 'kg' } })],
    },
    { slug: 'ended', status: 'TERMINATED', terms: [term('diesel', 128)] },
  ],
};

const FLOW = 'commodity { slug } kind total { max } termCount notConvertible includesNarrower';

/** Every row as `commodity kind total of termCount`, with + where narrower ones are in it. */
async function rows(args: string): Promise<string[]> {
  const { commodityFlows } = await dataOf(
    test.database,
    `{ commodityFlows(groupBy: [COMMODITY], unit: "t", ${args}) { ${FLOW} } }`,
  );
  return commodityFlows.map(
    (flow: {
      commodity: Plain;
      kind: string;
      total: Plain;
      termCount: number;
      notConvertible: number;
      includesNarrower: boolean;
    }) =>
      `${flow.commodity['slug']}${flow.includesNarrower ? '+' : ''} ${flow.kind} ${flow.total['max']} of ${flow.termCount}, ${flow.notConvertible} not`,
  );
}

it('counts a term under its own commodity and under each above it, and says which rows hold others', async () => {
  await given(LEDGER);
  const alone = [
    'coal OFFER 16 of 1, 0 not',
    'diesel OFFER 10 of 3, 1 not',
    'petrol NEED 4 of 1, 0 not',
    'petrol OFFER 0.003 of 1, 0 not',
  ];
  expect(await rows('rollUp: false')).toEqual([
    ...alone,
    'petroleum OFFER 1 of 1, 0 not',
    'wheat OFFER 32 of 1, 0 not',
  ]);
  expect(await rows('')).toEqual(await rows('rollUp: false'));
  expect(await rows('rollUp: true')).toEqual([
    ...alone.slice(0, 2),
    'energy+ NEED 4 of 1, 0 not',
    'energy+ OFFER 27.003 of 6, 1 not',
    ...alone.slice(2),
    'petroleum+ NEED 4 of 1, 0 not',
    'petroleum+ OFFER 11.003 of 5, 1 not',
    'wheat OFFER 32 of 1, 0 not',
  ]);
});

it('shows nothing above the commodity of the filter, which would not be whole', async () => {
  await given(LEDGER);
  const below = ['diesel OFFER 10 of 3, 1 not', 'petrol NEED 4 of 1, 0 not', 'petrol OFFER 0.003 of 1, 0 not'];
  expect(await rows('rollUp: true, filter: { commodity: "petroleum" }')).toEqual([
    ...below,
    'petroleum+ NEED 4 of 1, 0 not',
    'petroleum+ OFFER 11.003 of 5, 1 not',
  ]);
  expect(await rows('rollUp: true, filter: { commodity: "petroleum", includeNarrower: false }')).toEqual([
    'petroleum OFFER 1 of 1, 0 not',
  ]);
  expect(await rows('rollUp: true, filter: { commodity: "diesel" }')).toEqual(below.slice(0, 1));
  expect(await rows('rollUp: true, filter: { kind: [NEED] }')).toEqual([
    'energy+ NEED 4 of 1, 0 not',
    'petrol NEED 4 of 1, 0 not',
    'petroleum+ NEED 4 of 1, 0 not',
  ]);
});

it('opens every row to its terms, the same ones under each commodity, page by page', async () => {
  await given(LEDGER);
  const ask = async (page: string) => {
    const { commodityFlows } = await dataOf(
      test.database,
      `{ commodityFlows(groupBy: [COMMODITY], unit: "t", rollUp: true, filter: { kind: [OFFER] }) {
        commodity { slug } termCount terms(${page}) { totalCount pageInfo { hasNextPage endCursor } nodes { commodity { slug } quantity { max } } } } }`,
    );
    return new Map<string, Plain & { terms: { nodes: Plain[]; pageInfo: { endCursor: string } } }>(
      commodityFlows.map((flow: { commodity: { slug: string } }) => [flow.commodity.slug, flow]),
    );
  };
  const terms = (...given: readonly (readonly [string, number | null])[]) =>
    given.map(([slug, max]) => ({ commodity: { slug }, quantity: max === null ? null : { max } }));
  const all = await ask('first: 100');
  const below = terms(['petroleum', 1], ['diesel', 2], ['diesel', 8], ['diesel', null], ['petrol', 3]);
  expect(all.get('petroleum')).toMatchObject({ termCount: 5, terms: { totalCount: 5, nodes: below } });
  expect(all.get('diesel')?.terms.nodes).toEqual(terms(['diesel', 2], ['diesel', 8], ['diesel', null]));
  expect(all.get('energy')?.terms.nodes).toEqual([...below.slice(0, 3), ...terms(['coal', 16]), ...below.slice(3)]);
  const first = await ask('first: 3');
  expect(first.get('petroleum')?.terms).toMatchObject({ nodes: below.slice(0, 3), pageInfo: { hasNextPage: true } });
  const second = await ask(`first: 3, after: "${first.get('petroleum')?.terms.pageInfo.endCursor}"`);
  expect(second.get('petroleum')?.terms).toMatchObject({ nodes: below.slice(3), pageInfo: { hasNextPage: false } });
});

it('goes together with other dimensions, and follows the tree', async () => {
  await given(LEDGER);
  const years = async () => {
    const { commodityFlows } = await dataOf(
      test.database,
      '{ commodityFlows(groupBy: [AGREEMENT_STATUS, COMMODITY], unit: "t", rollUp: true, filter: { agreement: "two" }) { commodity { slug } agreementStatus total { max } } }',
    );
    return commodityFlows.map(
      ({ commodity, agreementStatus, total }: { commodity: Plain; agreementStatus: string; total: Plain }) =>
        [agreementStatus, commodity['slug'], total['max']].join(' '),
    );
  };
  const same = ['SIGNED coal 16', 'SIGNED diesel 8'];
  expect(await years()).toEqual([...same, 'SIGNED energy 24', 'SIGNED petroleum 8', 'SIGNED wheat 32']);
  await given({ commodities: [{ slug: 'diesel', parent: 'wheat' }] });
  expect(await years()).toEqual([...same, 'SIGNED energy 16', 'SIGNED wheat 40']);
});

it('needs COMMODITY, and says so', async () => {
  const { message, extensions } = await errorOf(
    test.database,
    '{ commodityFlows(groupBy: [FROM], unit: "t", rollUp: true) { termCount } }',
  );
  expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'rollUp' });
  expect(message).toMatch(/groupBy must hold COMMODITY/);
});

it('takes as many statements for one commodity as for many', async () => {
  await given(LEDGER);
  const count = (filter: string) =>
    countStatements(test.database, () =>
      dataOf(
        test.database,
        `{ commodityFlows(groupBy: [COMMODITY], unit: "t", rollUp: true, filter: { commodity: "${filter}" }) { commodity { slug } terms { nodes { agreement { slug } } } } }`,
      ),
    );
  expect(await count('energy')).toBeLessThanOrEqual(await count('coal'));
});
