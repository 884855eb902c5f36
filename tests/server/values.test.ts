import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SeededServer, serveSeeds } from '../support/serving.js';

let server: SeededServer;
beforeAll(async () => {
  server = await serveSeeds();
});
afterAll(() => server.close());

async function errorOf(query: string, variables: unknown = {}) {
  const response = await fetch(`${server.origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { errors } = (await response.json()) as { errors: Record<string, unknown>[] };
  expect(errors).toHaveLength(1);
  return errors[0] as { message: string; extensions: Record<string, unknown> };
}

const DAY = '"2025-02-30" is not a calendar day: write YYYY-MM-DD, for example 2025-10-24.';

describe('a value that can never be right', () => {
  test.each([
    ['{ meetings(filter: { date: { from: "2025-02-30" } }) { totalCount } }', 36, DAY],
    ['{ agreements(filter: { commodity: 2710 }) { totalCount } }', 35, 'Ref must be a string: write "2710".'],
    ['{ agreements(filter: { commodity: 27.5 }) { totalCount } }', 35, 'Ref must be a string: write "27.5".'],
    ['{ agreements(filter: { commodity: [GOLD] }) { totalCount } }', 35, 'Ref must be a string.'],
  ])('in the document is located: %s', async (query, column, message) => {
    expect(await errorOf(query)).toEqual({
      message,
      locations: [{ line: 1, column }],
      extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
    });
  });

  test.each([
    ['MeetingFilter', 'meetings', { date: { from: '2025-02-30' } }, '$f.date.from', DAY],
    ['AgreementFilter', 'agreements', { commodity: 2710 }, '$f.commodity', 'Ref must be a string: write "2710".'],
    ['AgreementFilter', 'agreements', { or: [{}, { between: ['a', 7] }] }, '$f.or[1].between[1]', 'write "7".'],
    ['AgreementFilter', 'agreements', { nope: 1 }, '$f', 'Field "nope" is not defined'],
    ['AgreementFilter!', 'agreements', undefined, '$f', 'was not provided'],
  ])('in a variable is named: %s %s %j', async (type, list, f, argument, message) => {
    const error = await errorOf(`query ($f: ${type}) { ${list}(filter: $f) { totalCount } }`, { f });
    expect(error.extensions).toEqual({ code: 'BAD_USER_INPUT', argument });
    expect(error.message).toContain(message);
  });

  test('is not given back whole where it is long', async () => {
    const query =
      'query ($c: Ref!, $d: Date) { agreements(filter: { commodity: $c, date: { from: $d } }) { totalCount } }';
    const ref = await errorOf(query, { c: 'x'.repeat(10_000) });
    expect(ref.message.length).toBeLessThan(500);
    expect(ref.message).toMatch(/^Variable "\$c" got invalid value "xxx.* … .*A Ref has at most 2000 characters\.$/);
    const day = await errorOf(query, { c: 'gold', d: 'y'.repeat(10_000) });
    expect(day.message.length).toBeLessThan(500);
    expect(day.message).toMatch(/yyy…" is not a calendar day/);
  });
});
