import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database, Transaction } from '../../src/database/database.js';
import { ask, countStatements, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { inTurn } from '../support/in-turn.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const people = Array.from({ length: 40 }, (_, index) => ({
    slug: `person-${index}`,
    names: [{ text: `Person ${'abcdefghijklmnopqrst'[index % 20]}${index}` }],
  }));
  const commodities = Array.from({ length: 30 }, (_, index) => `commodity-${index}`);
  await write(test.database, {
    people: [...people, { slug: 'goita', names: [{ text: 'Assimi Goïta' }] }],
    commodities,
  });
});
afterAll(() => test.dispose());

type Listed = readonly { readonly path: string; readonly ref: string; readonly near: readonly { slug: string }[] }[];

const count = (work: () => Promise<unknown>) => countStatements(test.database, work);
const refused = (question: string, variables = {}) => errorOf(inTurn(test.database), question, { variables });
const typos = (length: number, from = 0) =>
  Array.from({ length }, (_, index) => `Persom ${'abcdefghijklmnopqrst'[index % 20]}${from + index}x`);
const AMONG = 'query ($names: [Ref!]) { agreements(filter: { between: $names }) { totalCount } }';

describe('a wrong name', () => {
  it('costs as many statements inside many records as inside one', async () => {
    const inside = (first: number) =>
      `{ commodities(first: ${first}) { nodes { agreements(filter: { party: "Asimi Goita" }) { totalCount } } } }`;
    const [one, many] = [await count(() => refused(inside(1))), await count(() => refused(inside(30)))];
    expect(many).toBe(one);
    const { extensions } = await refused(inside(30));
    expect(extensions).toMatchObject({ code: 'REFERENCE_NOT_FOUND', argument: 'filter.party' });
    expect(extensions['near']).toMatchObject([{ slug: 'goita' }]);
  });

  it('is looked for once, however often it is given', async () => {
    const often = (length: number) => ({ names: Array.from({ length }, () => 'Asimi Goita') });
    const statements = async (length: number) => count(() => refused(AMONG, often(length)));
    expect(await statements(60)).toBe(await statements(2));
  });

  it('does not change what a right one inside many records gives', async () => {
    const source =
      '{ commodities(first: 30) { nodes { agreements(filter: { party: "Assimi Goïta" }) { totalCount } } } }';
    const { commodities } = await dataOf(test.database, source);
    expect(commodities.nodes).toHaveLength(30);
  });
});

describe('many wrong names', () => {
  it('cost no more than the twenty that are told, which are those that come first', async () => {
    const [twenty, hundred] = [typos(20), typos(100)];
    const statements = async (names: readonly string[]) => count(() => refused(AMONG, { names }));
    expect(await statements(hundred)).toBe(await statements(twenty));
    expect(await statements(twenty)).toBeLessThan(40);
    const { message, extensions } = await refused(AMONG, { names: hundred });
    const problems = extensions['problems'] as Listed;
    expect(problems.map(({ ref }) => ref)).toEqual(twenty);
    expect(problems.every(({ near }) => near.length > 0)).toBe(true);
    expect(extensions['count']).toBe(100);
    expect(message).toMatch(/ There are 80 more\.$/);
  });

  it('are told with what is near even where the later ones are known to be wrong before', async () => {
    const [first, later] = [typos(20), typos(20, 500)];
    await refused(AMONG, { names: later });
    const { extensions } = await refused(AMONG, { names: [...first, ...later] });
    expect((extensions['problems'] as Listed).map(({ ref, near }) => [ref, near.length > 0])).toEqual(
      first.map((ref) => [ref, true]),
    );
  });

  it('in several fields of one operation cost no more than in one', async () => {
    const wrong = [typos(20), typos(20, 500), typos(20, 1000)];
    const statements = async (lists: readonly (readonly string[])[]) => {
      const declared = lists.map((_, index) => `$names${index}: [Ref!]`);
      const fields = lists.map(
        (_, index) => `a${index}: agreements(filter: { between: $names${index} }) { totalCount }`,
      );
      const variables = Object.fromEntries(lists.map((names, index) => [`names${index}`, names]));
      return count(() => refused(`query (${declared}) { ${fields.join(' ')} }`, variables));
    };
    expect(await statements(wrong)).toBe(await statements(wrong.slice(0, 1)));
  });
});

/** How many reads `work` makes inside transactions. */
async function readsInWrites(work: (database: Database) => Promise<unknown>): Promise<number> {
  let reads = 0;
  const counting = (tx: Transaction): Transaction =>
    new Proxy(tx, {
      get(target, name: keyof Transaction) {
        if (name === 'rows') reads += 1;
        const value = target[name];
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  await work({
    ...inTurn(test.database),
    write: (write) => test.database.write((tx) => write(counting(tx))),
  });
  return reads;
}

it('a report of many records of one wrong source looks once for what is near', async () => {
  const report = (length: number) => ({
    input: {
      evidence: [{ source: 'artikle' }],
      people: Array.from({ length }, (_, index) => ({ slug: `new-${index}`, names: [{ text: 'New', lang: 'en' }] })),
    },
  });
  const record = 'mutation ($input: RecordReportInput!) { recordReport(input: $input) { clientMutationId } }';
  const reads = (length: number) =>
    readsInWrites(async (database) => {
      const { errors } = await ask(database, record, { variables: report(length), as: 'contributor' });
      expect(errors?.[0]?.extensions).toMatchObject({ code: 'REFERENCE_NOT_FOUND', ref: 'artikle' });
    });
  const few = await reads(2);
  expect(few).toBeGreaterThan(1);
  expect(await reads(50)).toBe(few);
});
