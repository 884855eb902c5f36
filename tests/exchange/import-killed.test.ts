import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { startChild } from '../support/child.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { invented, loading } from '../support/loading.js';

// Processes of their own, and thousands of records.
vi.setConfig({ testTimeout: 240_000 });

const COUNT = 800;
let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

/** Everything that an import leaves, without ids and times: each line of it says what belongs to which record. */
async function left(database: Database): Promise<string[]> {
  const name = (id: string) => `(SELECT r.type || ' ' || r.slug FROM registry r WHERE r.id = ${id})`;
  const tables: readonly (readonly [table: string, record: string, columns: readonly string[]])[] = [
    ['registry', 't.id', ['version', 'loaded_hash', 'label_key', 'source_count', 'has_conflict', 'date_asc']],
    ['record_name', 't.record_id', ['text', 'lang', 'kind', 'position']],
    ['record_text', 't.record_id', ['words']],
    ['organization', 't.id', [name('t.parent_id'), name('t.country_id'), 'kind', 'agreement_count']],
    ['agreement', 't.id', ['date', 'party_count', 'term_count']],
    ['agreement_party', 't.agreement_id', [name('t.actor_id'), 'role', 'position']],
    ['money_amount', 't.agreement_id', ['value', 'currency', 'position']],
    ['imported', 't.record_id', ['name', 'key', 'version', 'hash', 'file']],
    ['change', 't.record_id', ['operation', 'by', 'reason']],
    ['source', 't.id', ['claim_count', 'content_hash']],
    [
      'claim',
      't.subject_id',
      [
        'link_type',
        'property',
        'value',
        'status',
        'recorded_by',
        '(SELECT MIN(e.locator) FROM evidence e WHERE e.claim_id = t.id)',
      ],
    ],
  ];
  const lines: string[] = [];
  for (const [table, record, columns] of tables) {
    const shown = [name(record), ...columns.map((each) => (/^\w+$/.test(each) ? `t."${each}"` : each))];
    const rows = await database.rows<Record<string, unknown>>(
      Object.fromEntries(shown.map((column, index) => [`c${index}`, column])),
      sql`FROM ${sql.raw(`"${table}"`)} t`,
    );
    lines.push(...rows.map((row) => `${table} ${JSON.stringify(Object.values(row))}`));
  }
  return lines.sort();
}

it('is finished by the next run after it was killed, and all is as if nothing had happened', async () => {
  const calm = await openTestDatabase({ seeded: true });
  await loading(calm.database, invented(COUNT));
  const wanted = await left(calm.database);
  await calm.dispose();

  let kills = 0;
  for (const moment of ['done 400', 'done 1300']) {
    const child = await startChild('load-rows', test.url, `${COUNT}`);
    await child.said(moment);
    await sleep(Math.random() * 100);
    await child.kill();
    kills += child.process.signalCode === 'SIGKILL' ? 1 : 0;
    expect((await left(test.database)).length).toBeLessThan(wanted.length);
  }
  expect(kills).toBe(2);
  const { report } = await loading(test.database, invented(COUNT));
  expect(report).toMatchObject({ quarantined: 0, updated: 0, leftOut: 0 });
  expect(report.created).toBeGreaterThan(0);
  expect(report.unchanged).toBeGreaterThanOrEqual(1300);
  expect(report.created + report.unchanged).toBe(2 * COUNT);
  expect(await left(test.database)).toEqual(wanted);
});

it('shows readers whole records only, while it goes on', async () => {
  const child = await startChild('load-rows', test.url, `${COUNT}`);
  let looked = 0;
  let isOver = false;
  void child.ended.finally(() => {
    isOver = true;
  });
  while (!isOver) {
    const { agreements } = await dataOf(
      test.database,
      '{ agreements(filter: { source: "deals-2026" }, first: 100, orderBy: { field: RECORDED_AT, direction: DESC }) { nodes { parties { role } amounts { value claims { nodes { property } } } } } }',
    ).catch((error: Error) => {
      // Before the first transaction there is no such source.
      if (/deals-2026/.test(error.message)) return { agreements: { nodes: [] } };
      throw error;
    });
    for (const agreement of agreements.nodes) {
      looked += 1;
      expect(agreement.parties.length).toBeGreaterThan(0);
      expect(agreement.amounts[0].claims.nodes).toHaveLength(3);
    }
  }
  await child.ended;
  expect(looked).toBeGreaterThan(0);
});

it('lets other processes write, while it goes on', async () => {
  const child = await startChild('load-rows', test.url, `${COUNT}`);
  await child.said('done 400');
  let written = 0;
  let isOver = false;
  void child.ended.finally(() => {
    isOver = true;
  });
  for (; !isOver; written += 1)
    await dataOf(
      test.database,
      `mutation { createPlace(input: { slug: "place-${written}", names: [{ text: "Place" }], evidence: [{ source: "iso-3166" }] }) { record { slug } } }`,
      { as: 'editor' },
    );
  await child.ended;
  expect(written).toBeGreaterThan(0);
});
