import { type GraphQLNamedType, getNamedType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { appSchema, countStatements, dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { inTurn } from '../support/in-turn.js';
import { richFacts } from '../support/rich-facts.js';
import { wholeSelection } from '../support/whole-selection.js';

const FEW = 2;
const MANY = 20;
let opened: readonly TestDatabase[] = [];
let few: Database;
let many: Database;
beforeAll(async () => {
  opened = await Promise.all([openTestDatabase(), openTestDatabase()]);
  [few, many] = opened.map(({ database }) => inTurn(database)) as [Database, Database];
  await write(few, richFacts(FEW));
  await write(many, richFacts(MANY));
});
afterAll(() => Promise.all(opened.map((each) => each.dispose())));

/** The lists of Query, each with arguments under which it answers with one entry for each record of a type, or more. */
const LISTS: Readonly<Record<string, string>> = {
  agreements: '(first: 100)',
  meetings: '(first: 100)',
  delegations: '(first: 100)',
  people: '(first: 100)',
  organizations: '(first: 100)',
  commodities: '(first: 100)',
  countries: '(first: 100)',
  places: '(first: 100)',
  sources: '(first: 100)',
  commodityTerms: '(first: 100)',
  search: '(text: "français", types: [AGREEMENT, MEETING, DELEGATION, PERSON, SOURCE], first: 100)',
  commodityFlows: '(groupBy: [COMMODITY, FROM, TO, KIND, AGREEMENT_STATUS, YEAR], unit: "t", per: MONTH)',
};

/** Lists with one row a currency, or as long as the way between two records, or counted in a file of their own. */
const OTHERS = ['amountsTotal', 'howConnected', 'changes', 'conflicts', 'proposals'];
/** Of these two pages of one list are compared: what two records lead to has been read before, what twenty lead to has not. */
const PAGED = ['nodes', 'encounters'];

const entries = (answer: Readonly<Record<string, unknown>> | readonly unknown[]): number =>
  Array.isArray(answer) ? answer.length : (Object.values(answer).find(Array.isArray) as unknown[]).length;

describe('statements', () => {
  it('are counted for every list of Query', async () => {
    const fields = Object.values((await appSchema()).getQueryType()?.getFields() ?? {});
    const lists = fields.filter(({ type }) => /^\[|Connection!$/.test(String(type))).map(({ name }) => name);
    expect(lists.filter((name) => !OTHERS.includes(name)).sort()).toEqual([...PAGED, ...Object.keys(LISTS)].sort());
  });

  it.each(Object.entries(LISTS))(
    'of %s are as many for two records as for twenty, whatever is asked of them',
    async (list, given) => {
      const schema = await appSchema();
      const type = getNamedType(schema.getQueryType()?.getFields()[list]?.type);
      if (!type) throw new Error(`Query has no ${list}`);
      const source = `{ list: ${list}${given} ${wholeSelection(schema, type, 2)} }`;
      const lengths: number[] = [];
      const count = (database: Database) =>
        countStatements(database, async () => lengths.push(entries((await dataOf(database, source)).list)));
      const counts = [await count(few), await count(many)];
      expect(counts[1]).toBeLessThanOrEqual(counts[0] as number);
      expect(lengths[1]).toBeGreaterThanOrEqual((lengths[0] as number) + MANY - FEW);
    },
  );

  it('of lists that are filtered by words inside two records are as many as inside twenty', async () => {
    const source = '{ meetings(first: 100) { nodes { agreements(filter: { text: "accord" }) { nodes { slug } } } } }';
    const count = (database: Database) => countStatements(database, () => dataOf(database, source));
    expect(await count(many)).toBe(await count(few));
  });

  it('of encounters are as many for two of them as for nineteen', async () => {
    const schema = await appSchema();
    const selection = wholeSelection(schema, schema.getType('EncounterPairConnection') as GraphQLNamedType, 2);
    const count = (first: number) =>
      countStatements(many, async () => {
        const source = `{ encounters(person: "person-0", first: ${first}) ${selection} }`;
        expect(entries((await dataOf(many, source)).encounters)).toBe(first);
      });
    expect(await count(19)).toBeLessThanOrEqual(await count(2));
  });

  it('of nodes are as many for two ids as for nineteen', async () => {
    const schema = await appSchema();
    const selection = wholeSelection(schema, schema.getType('Agreement') as GraphQLNamedType, 2);
    const source = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Agreement ${selection} } }`;
    const { agreements } = await dataOf(many, '{ agreements(last: 19) { nodes { id } } }');
    const ids = agreements.nodes.map(({ id }: { id: string }) => id);
    const count = (length: number) =>
      countStatements(many, () => dataOf(many, source, { variables: { ids: ids.slice(0, length) } }));
    expect(await count(19)).toBeLessThanOrEqual(await count(2));
  });

  it.each([
    [
      'filters by reference',
      'agreements(filter: { party: "organization-0", or: [{ commodity: "commodity-top" }, { person: "person-1" }] }) { nodes { slug } totalCount }',
    ],
    [
      'orders, pages and neighbours',
      'agreements(last: 1, orderBy: { field: DATE, direction: DESC }) { nodes { slug } totalCount pageInfo { hasNextPage hasPreviousPage } }',
    ],
    [
      'labels in several languages',
      'en: label(lang: "en") fr: label(lang: "fr") agreements { nodes { label(lang: "ru") summary(lang: "fr") } }',
    ],
    [
      'lists four deep',
      'agreements { nodes { meetings { nodes { agreements { nodes { meetings(first: 3) { nodes { slug } totalCount } } } } } } }',
    ],
  ])('of lists inside records do not grow: %s', async (_, fields) => {
    const source = `{ meetings(first: 100) { nodes { ${fields} } } }`;
    const count = (database: Database) => countStatements(database, () => dataOf(database, source));
    expect(await count(many)).toBeLessThanOrEqual(await count(few));
  });

  it('of cursors inside records do not grow', async () => {
    const cursor = async (database: Database) =>
      (await dataOf(database, '{ meeting(ref: "meeting-0") { agreements(first: 1) { pageInfo { endCursor } } } }'))
        .meeting.agreements.pageInfo.endCursor;
    const count = async (database: Database) => {
      const source = `{ meetings(first: 100) { nodes { agreements(after: "${await cursor(database)}") { nodes { slug } pageInfo { hasPreviousPage } } } } }`;
      return countStatements(database, () => dataOf(database, source));
    };
    expect(await count(many)).toBeLessThanOrEqual(await count(few));
  });
});
