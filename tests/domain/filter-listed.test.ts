import { expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();

/** More than a filter looks up one by one. */
const MANY = 5001;

it('finds and counts the same where a source says so much that it is counted from a list', async () => {
  await write(test.database, {
    agreements: [
      { slug: 'said', evidence: ['the-paper'] },
      { slug: 'unsaid' },
      { slug: 'retracted', evidence: ['other-paper'] },
    ],
    sources: ['the-paper', 'other-paper'],
  });
  await test.database.write(async (tx) => {
    await tx.run(sql`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${MANY})
      INSERT INTO evidence (id, claim_id, source_id, stance)
      SELECT 1000000 + n.i, e.claim_id, e.source_id, e.stance FROM n, (SELECT * FROM evidence) e
      WHERE e.id IN (SELECT MIN(id) FROM evidence GROUP BY source_id)
        AND e.source_id = (SELECT id FROM registry WHERE slug = 'the-paper')`);
    await tx.run(
      sql`UPDATE claim SET retracted_at = '2026-01-02T03:04:05.000Z' WHERE subject_id = (SELECT id FROM registry WHERE slug = 'retracted')`,
    );
  });
  const found = async (filter: string) => {
    const { list } = await dataOf(
      test.database,
      `{ list: agreements(first: 100, filter: ${filter}) { totalCount nodes { slug } } }`,
    );
    const slugs = list.nodes.map(({ slug }: { slug: string }) => slug);
    expect(list.totalCount, filter).toBe(slugs.length);
    return slugs;
  };
  expect(await found('{ source: "the-paper" }')).toEqual(['said']);
  expect(await found('{ not: { source: "the-paper" } }')).toEqual(['unsaid', 'retracted']);
  expect(await found('{ or: [{ source: "the-paper" }, { source: "other-paper" }] }')).toEqual(['said']);
  expect(await found('{ not: { or: [{ source: "the-paper" }, { source: "other-paper" }] } }')).toEqual([
    'unsaid',
    'retracted',
  ]);
});
