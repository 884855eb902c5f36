import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Fact, inventBatch, planFacts } from '../../bench/facts.mjs';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { agreementWriter } from '../../src/domain/agreement/agreement.writer.js';
import { meetingWriter } from '../../src/domain/meeting/meeting.writer.js';
import { organizationWriter } from '../../src/domain/organization/organization.writer.js';
import { personWriter } from '../../src/domain/person/person.writer.js';
import { sourceWriter } from '../../src/domain/source/source.writer.js';
import type { BatchItem } from '../../src/domain/write/batch.js';
import { hydrate } from '../../src/domain/write/hydrate.js';
import { writeRecords } from '../../src/domain/write/write.service.js';
import type { RecordWriter } from '../../src/domain/write/writer.js';
import { openTestDatabase } from '../support/database.js';
import { dump } from '../support/dump.js';

const run = promisify(execFile);
const WRITERS = { agreementWriter, meetingWriter, organizationWriter, personWriter, sourceWriter };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accord-generated-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function generated<T>(agreements: number, seed: number, read: (database: Database) => Promise<T>): Promise<T> {
  const file = path.join(folder, `${agreements}-${seed}-${Math.random()}.db`);
  await run(process.execPath, ['bench/generate.mjs', file, '--agreements', `${agreements}`, '--seed', `${seed}`]);
  const database = await openDatabase({ url: `sqlite:${file}`, migrate: false });
  try {
    return await read(database);
  } finally {
    await database.close();
  }
}

const slugsOf = async (database: Database, body: string) =>
  (await database.rows<{ slug: string }>({ slug: 'r.slug' }, sql.raw(`FROM registry r ${body} ORDER BY r.id`))).map(
    ({ slug }) => slug,
  );

function itemOf({ writer, plain }: Fact): BatchItem {
  const problems: object[] = [];
  const known = WRITERS[writer] as unknown as RecordWriter<never>;
  const draft = hydrate(known.draft as new () => BatchItem['draft'], plain, problems as never);
  expect(problems).toEqual([]);
  return { writer: known, draft, place: plain.slug, path: '', position: 0, within: null };
}

/** Rows with their ids numbered anew in their order, and without what a generator cannot know. */
function comparable(tables: Map<string, string[]>): Record<string, string[]> {
  const isId = (column: string) => column === 'id' || column === 'changed' || column.endsWith('_id');
  const parsed = [...tables].map(([table, rows]) => [table, rows.map((row) => JSON.parse(row))] as const);
  const ids = new Set<number>();
  for (const [, rows] of parsed)
    for (const row of rows) for (const column of Object.keys(row)) if (isId(column)) ids.add(row[column]);
  const ranks = new Map([...ids].sort((a, b) => a - b).map((id, rank) => [id, rank]));
  const columns = (row: Record<string, unknown>) =>
    Object.entries(row)
      .filter(([column]) => !['recorded_at', 'recorded_by', 'loaded_hash'].includes(column))
      .map(([column, value]) => [column, isId(column) && value !== null ? ranks.get(value as number) : value]);
  return Object.fromEntries(
    parsed.map(([table, rows]) => [table, rows.map((row) => JSON.stringify(columns(row))).sort()]),
  );
}

/** The tables that are not the same, with some of the rows that only one of the two has. */
function differing(one: Record<string, string[]>, other: Record<string, string[]>) {
  const found: Record<string, object> = {};
  for (const table of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const [ours, theirs] = [new Set(one[table]), new Set(other[table])];
    const added = [...ours].filter((row) => !theirs.has(row));
    const missing = [...theirs].filter((row) => !ours.has(row));
    if (added.length + missing.length > 0 || one[table]?.length !== other[table]?.length)
      found[table] = { added: added.slice(0, 2), missing: missing.slice(0, 2) };
  }
  return found;
}

describe('npm run bench:generate', { timeout: 120_000 }, () => {
  test('makes the same database for the same seed, and another for another', async () => {
    const [one, same, other] = await Promise.all(
      [1, 1, 2].map((seed) => generated(260, seed, async (database) => comparable(await dump(database)))),
    );
    if (!one || !same || !other) throw new Error('three databases were asked for');
    expect(differing(same, one)).toEqual({});
    expect(differing(other, one)).toHaveProperty('agreement_party');
  });

  test('gives every table the rows that the write path gives it for the same facts', async () => {
    const agreements = 40;
    const ours = await generated(agreements, 3, async (database) => comparable(await dump(database)));
    const { database, dispose } = await openTestDatabase({ seeded: true });
    try {
      const plan = planFacts(agreements);
      const states = await slugsOf(database, "JOIN organization o ON o.id = r.id WHERE o.kind = 'STATE'");
      const commodities = await slugsOf(database, "WHERE r.type = 'COMMODITY'");
      for (let batch = 0; batch < plan.batches; batch++) {
        const facts = [...inventBatch(batch, { seed: 3, plan, states, commodities })];
        await writeRecords(database, facts.map(itemOf), { by: 'bench' });
      }
      const written = comparable(await dump(database));
      expect(differing(ours, written)).toEqual({});
    } finally {
      await dispose();
    }
  });
});
