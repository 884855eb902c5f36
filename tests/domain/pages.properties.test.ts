import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptiedDatabase, forgetAll } from '../support/emptied-database.js';
import { write } from '../support/facts.js';
import { pagesOf, walkBackward, walkForward } from '../support/walk.js';

const test = emptiedDatabase();

interface Row {
  readonly slug: string;
  readonly name: string;
  readonly signedOn: string | undefined;
  readonly status: string;
}

/** Few values for each, so that ties are the rule. */
const rows = fc.uniqueArray(
  fc.record({
    slug: fc.stringMatching(/^[ab0](-?[ab0]){0,2}$/),
    name: fc.constantFrom('Alpha', 'alpha', 'Émile', 'emile', 'Ω', 'Я'),
    signedOn: fc.constantFrom(undefined, '2020', '2020-01-01', '2021-06', '../2021', '2020-01-01/..'),
    status: fc.constantFrom('SIGNED', 'PROPOSED'),
  }),
  { selector: ({ slug }) => slug, maxLength: 12 },
);

const KEYS: Readonly<Record<string, (row: Row) => string>> = {
  SLUG: ({ slug }) => slug,
  LABEL: ({ name }) => name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, ''),
  DATE: ({ signedOn = '9' }) => (signedOn.startsWith('..') ? '0' : `${signedOn.slice(0, 10)}-01-01`.slice(0, 10)),
  RECORDED_AT: () => '',
};

/** What the contract says about orders, once more and in JavaScript. */
function inOrder(all: readonly Row[], field: string, direction: string): Row[] {
  const key = KEYS[field] as (row: Row) => string;
  const entry = new Map(all.map((row, at) => [row, at]));
  const sign = direction === 'DESC' ? -1 : 1;
  const isUndated = (row: Row) => (field === 'DATE' && row.signedOn === undefined ? 1 : 0);
  return [...all].sort((a, b) => {
    const [x, y] = [key(a), key(b)];
    const ties = (entry.get(a) as number) - (entry.get(b) as number);
    return isUndated(a) - isUndated(b) || (x < y ? -sign : x > y ? sign : field === 'DATE' ? ties : sign * ties);
  });
}

const request = fc.record({
  field: fc.constantFrom(...Object.keys(KEYS)),
  direction: fc.constantFrom('ASC', 'DESC'),
  filter: fc.constantFrom(undefined, 'SIGNED'),
  size: fc.integer({ min: 1, max: 5 }),
  path: fc.constantFrom('agreements', 'meeting(ref: "talks").agreements', 'commodity(ref: "metals").agreements'),
});

async function prepare(all: readonly Row[], { field, direction, filter, path }: { [key: string]: unknown }) {
  await forgetAll(test.database);
  await write(test.database, {
    commodities: ['metals', { slug: 'gold', parent: 'metals' }],
    agreements: all.map(({ slug, name, signedOn, status }) => ({
      slug,
      status,
      names: [{ text: name }],
      ...(signedOn ? { signedOn } : {}),
      terms: [{ commodity: 'gold' }, { commodity: 'metals' }],
    })),
    meetings: [{ slug: 'talks', agreements: all.map(({ slug }) => slug) }, 'other-talks'],
  });
  const given = `orderBy: { field: ${field}, direction: ${direction} }${filter ? `, filter: { status: [${filter}] }` : ''}`;
  const kept = filter ? all.filter(({ status }) => status === filter) : all;
  const whole = inOrder(kept, String(field), String(direction)).map(({ slug }) => ({ slug }));
  return { ask: pagesOf(test.database, String(path), 'slug', given), whole };
}

describe('pages of any data, order, filter and size', () => {
  it('make up the whole list, walking forward and backward', async () => {
    await fc.assert(
      fc.asyncProperty(rows, request, async (all, wanted) => {
        const { ask, whole } = await prepare(all, wanted);
        await walkForward(ask, whole, wanted.size);
        await walkBackward(ask, whole, wanted.size);
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('lie between two cursors, from either side', async () => {
    const place = fc.nat({ max: 11 });
    await fc.assert(
      fc.asyncProperty(rows, request, place, place, async (all, wanted, i, j) => {
        const { ask, whole } = await prepare(all, wanted);
        const { edges } = await ask('first: 100');
        fc.pre(edges.length > 0);
        const [from, to] = [i % edges.length, j % edges.length];
        const [after, before] = [edges[from], edges[to]];
        const between = `after: "${after?.cursor}", before: "${before?.cursor}"`;
        const inside = whole.slice(from + 1, Math.max(from + 1, to));
        const outside = { hasNextPage: true, hasPreviousPage: true };
        const first = await ask(`first: ${wanted.size}, ${between}`);
        expect(first.nodes).toEqual(inside.slice(0, wanted.size));
        expect(first.pageInfo).toMatchObject(outside);
        const last = await ask(`last: ${wanted.size}, ${between}`);
        expect(last.nodes).toEqual(inside.slice(-wanted.size));
        expect(last.pageInfo).toMatchObject(outside);
        expect((await ask(between)).nodes).toEqual(inside);
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});
