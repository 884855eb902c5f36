import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

const MANY = 100_001;

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  const named = (slug: string, text: string) => ({ slug, names: [{ text }] });
  await write(test.database, {
    people: [named('first', 'Common'), named('last', 'Commonwealth'), named('rare', 'Rare')],
  });
  // Names are counted before records are: one record with very many of them costs as much as very many records.
  const numbers = sql.choose(
    sql`(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY}) SELECT i FROM n)`,
    sql`(SELECT i FROM generate_series(1, ${MANY}::int) g(i))`,
  );
  await test.database.write((tx) =>
    tx.run(sql`INSERT INTO record_name (id, record_id, record_type, text, kind, key, words, spelling, position)
      SELECT 1000000 + n.i, r.id, r.type, 'Commonest', 'ALIAS', 'commonest', ' commonest ', ' comonest ', n.i
      FROM registry r JOIN ${numbers} n ON r.slug = 'first'`),
  );
  await test.database.write((tx) => tx.run(sql`ANALYZE`));
});
afterAll(() => test.dispose());

const pageOf = (first: number) =>
  `{ search(text: "common", first: ${first}) { nodes { record { ... on Record { slug } } } } }`;

describe('a search past its limit', () => {
  it('answers a page that lies before it', async () => {
    expect(await dataOf(test.database, '{ search(text: "rare") { totalCount nodes { reason } } }')).toEqual({
      search: { totalCount: 1, nodes: [{ reason: 'EXACT' }] },
    });
  });

  it('refuses to count, rather than give a smaller number', async () => {
    const { message, extensions } = await errorOf(test.database, '{ search(text: "common") { totalCount } }');
    expect(extensions['code']).toBe('WORK_LIMIT');
    expect(message).toContain('More than 100000 names or records match "common"');
    expect(message).toContain('leave totalCount out');
  });

  it('refuses a page that lies behind it, rather than give a shorter one', async () => {
    const { message, extensions } = await errorOf(test.database, pageOf(2));
    expect(extensions['code']).toBe('WORK_LIMIT');
    expect(message).toContain('"common"');
  });
});
