import { afterAll, beforeAll, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, richFacts(3));
});
afterAll(() => test.dispose());

/** How SQLite goes about the page after the first one. */
async function planOf(list: string, orderBy: string): Promise<string> {
  const page = async (after: string) =>
    (await dataOf(test.database, `{ ${list}(first: 1, orderBy: ${orderBy}${after}) { pageInfo { endCursor } } }`))[
      list
    ];
  const { endCursor } = (await page('')).pageInfo;
  let text = '';
  const stop = test.database.observe((statement) => {
    text = statement;
  });
  await page(`, after: "${endCursor}"`);
  stop();
  const steps = await test.database.write(({ manager }) => manager.query(`EXPLAIN QUERY PLAN ${text}`));
  return steps.map(({ detail }: { detail: string }) => detail).join('\n');
}

const REGISTRY = { LABEL: 'label_key', DATE: 'date_', SOURCE_COUNT: 'source_count' };
const ORDERS: readonly (readonly [list: string, field: string, column: string])[] = [
  ...['agreements', 'meetings', 'people', 'organizations', 'commodities', 'sources', 'places', 'delegations'].flatMap(
    (list) => Object.entries(REGISTRY).map(([field, column]) => [list, field, column] as const),
  ),
  ['agreements', 'PARTY_COUNT', 'party_count'],
  ['agreements', 'TERM_COUNT', 'term_count'],
  ['agreements', 'MEETING_COUNT', 'meeting_count'],
  ['meetings', 'PARTICIPANT_COUNT', 'participant_count'],
  ['meetings', 'DELEGATION_COUNT', 'delegation_count'],
  ['meetings', 'AGREEMENT_COUNT', 'agreement_count'],
  ['delegations', 'MEMBER_COUNT', 'member_count'],
  ['people', 'MEETING_COUNT', 'meeting_count'],
  ['organizations', 'AGREEMENT_COUNT', 'agreement_count'],
  ['organizations', 'MEETING_COUNT', 'meeting_count'],
  ['commodities', 'AGREEMENT_COUNT', 'agreement_count'],
  ['places', 'MEETING_COUNT', 'meeting_count'],
  ['sources', 'CLAIM_COUNT', 'claim_count'],
];

it.each(['as it is', 'with statistics'])('every order finds a page by both keys of a cursor, %s', async (how) => {
  if (how === 'with statistics') await test.database.write((tx) => tx.run(sql`ANALYZE`));
  const wrong: string[] = [];
  for (const [list, field, column] of ORDERS)
    for (const direction of ['ASC', 'DESC']) {
      const plan = await planOf(list, `{ field: ${field}, direction: ${direction} }`);
      const isRight = new RegExp(`\\(${column}\\w*,rowid\\)[<>]\\(\\?,\\?\\)`).test(plan) && !plan.includes('ORDER BY');
      if (!isRight) wrong.push(`${list} ${field} ${direction}:\n${plan}`);
    }
  expect(wrong).toEqual([]);
});
