import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accordServing, type Serving } from '../support/accord.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

const ZONES = ['UTC', 'America/New_York', 'Asia/Kathmandu', 'Pacific/Apia'];
const FOLDERS = ['tests/questions', 'schema/examples'];
const questions = FOLDERS.flatMap((folder) =>
  readdirSync(folder)
    // a subscription has no answer that ends
    .filter((file) => file.endsWith('.graphql') && !/^subscription\b/m.test(readFileSync(`${folder}/${file}`, 'utf8')))
    .map((file) => ({
      file: `${folder}/${file}`,
      variables: `${folder}/${file.replace('.graphql', '.variables.json')}`,
    })),
);
/** Dates and moments of all kinds, as text and as bounds. */
const DATES = `{
  meetings(filter: { date: { from: "2025-10-23", to: "2025-10-24" } }) { nodes { slug date { edtf earliest latest } } }
  agreements(orderBy: { field: DATE, direction: ASC }) { nodes { slug date { edtf earliest latest } } }
  changes(first: 5) { nodes { slug at } }
}`;

let test: TestDatabase;
let servers: readonly Serving[];

beforeAll(async () => {
  test = await openTestDatabase({ seeded: true });
  servers = await Promise.all(
    ZONES.map((TZ) => accordServing(['serve'], { DATABASE_URL: test.url, LOG_LEVEL: 'warn', TZ })),
  );
});
afterAll(async () => {
  for (const { child, ended } of servers ?? []) {
    child.kill('SIGTERM');
    await ended;
  }
  await test?.dispose();
});

const answers = (query: string, variables = '{}') =>
  Promise.all(
    servers.map(async ({ origin }) => {
      const body = `{"query":${JSON.stringify(query)},"variables":${variables}}`;
      const response = await fetch(`${origin}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      });
      return response.text();
    }),
  );

function expectEqual([utc, ...others]: readonly (string | undefined)[]) {
  expect(JSON.parse(utc ?? '').errors).toBeUndefined();
  for (const other of others) expect(other).toBe(utc);
}

it('answers the same bytes in every time zone', async () => {
  for (const { file, variables } of questions) {
    expectEqual(
      await answers(readFileSync(file, 'utf8'), existsSync(variables) ? readFileSync(variables, 'utf8') : '{}'),
    );
  }
  expectEqual(await answers(DATES));
});
