import { expect, it } from 'vitest';
import type { Reads } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase } from '../support/database.js';
import { createEntries } from './entries.js';

const pragma = async (reads: Reads, name: string) => {
  const [row] = await reads.rows<{ value: unknown }>({ value: name }, sql`FROM ${sql.raw(`pragma_${name}`)}`);
  return row?.value;
};

it('keeps what was acknowledged through a power cut: a write-ahead log with a sync at every commit', async () => {
  const { database, dispose } = await openTestDatabase();
  await database.write(async (tx) => {
    expect(await pragma(tx, 'journal_mode')).toBe('wal');
    expect(await pragma(tx, 'synchronous')).toBe(2);
  });
  await dispose();
});

it('minds foreign keys on the connection that writes', async () => {
  const { database, dispose } = await openTestDatabase();
  await createEntries(database);
  await database.write((tx) =>
    tx.run(sql`CREATE TABLE remark (id integer PRIMARY KEY, entry_id integer NOT NULL REFERENCES entry (id))`),
  );
  await expect(database.write((tx) => tx.run(sql`INSERT INTO remark VALUES (1, 99)`))).rejects.toThrow(/FOREIGN KEY/);
  for (let i = 0; i < 4; i++) expect(await pragma(database, 'foreign_keys')).toBe(1);
  await dispose();
});

it('reads what was committed last on every connection, however often they have read before', async () => {
  const { database, dispose } = await openTestDatabase();
  await createEntries(database);
  const count = () => database.rows({ n: 'count(*)' }, sql`FROM entry`);
  for (let n = 0; n < 20; n++) {
    expect(await Promise.all([count(), count(), count()])).toEqual([[{ n }], [{ n }], [{ n }]]);
    await database.write((tx) => tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (${n}, 'w', 0)`));
  }
  await dispose();
});

it('says that the disk is full, keeps what was there, and goes on when there is room again', async () => {
  const { database, dispose } = await openTestDatabase();
  await createEntries(database);
  const entries = (from: number, n: number) =>
    Array.from({ length: n }, (_, i) => ({ id: from + i, writer: 'x'.repeat(500), seen: 0 }));
  const insert = (from: number, n: number) =>
    database.write((tx) => tx.insert('entry', ['id', 'writer', 'seen'], entries(from, n)));
  await insert(1, 10);
  await database.write(async (tx) => {
    const [pages] = await tx.manager.query('PRAGMA page_count');
    await tx.manager.query(`PRAGMA max_page_count = ${pages.page_count + 5}`);
  });
  await expect(insert(100, 5000)).rejects.toMatchObject({
    extensions: { code: 'UNAVAILABLE' },
    message: 'The disk of the database is full; nothing was written.',
  });
  expect(await database.rows({ n: 'count(*)' }, sql`FROM entry`)).toEqual([{ n: 10 }]);
  await database.write(async (tx) => {
    await tx.manager.query('PRAGMA max_page_count = 1000000');
  });
  await insert(100, 5000);
  expect(await database.rows({ n: 'count(*)' }, sql`FROM entry`)).toEqual([{ n: 5010 }]);
  await dispose();
});
