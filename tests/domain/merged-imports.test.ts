import { describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { noteImported } from '../../src/domain/imported/imported.service.js';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { merging, undoing } from '../support/merging.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });

describe('what imports noted', () => {
  it('goes over with a record or a source, and comes back', async () => {
    await given({ people: ['ada', 'bela'], sources: ['list', 'other-list'] });
    const rows = await test.database.rows<{ id: number; slug: string }>(
      { id: 'r.id', slug: 'r.slug' },
      sql`FROM registry r`,
    );
    const idOf = (slug: string) => rows.find((row) => row.slug === slug)?.id as number;
    const note = (source: string, key: string, record: string) =>
      test.database.write((tx) =>
        noteImported(
          tx,
          idOf(source),
          [{ name: 'person', key, recordId: idOf(record), version: 1, hash: key, file: 'f' }],
          [],
        ),
      );
    await note('list', '1', 'ada');
    await note('list', '2', 'bela');
    await note('other-list', '2', 'bela');
    const noted = () =>
      test.database.rows(
        { source: 's.slug', key: 'i.key', record: 'r.slug', isOwn: 'i.version = r.version' },
        sql`FROM imported i JOIN registry s ON s.id = i.source_id JOIN registry r ON r.id = i.record_id ORDER BY s.slug, i.key`,
      );
    const before = await noted();
    await run(merging('ada', 'bela'));
    expect(await noted()).toContainEqual({ source: 'list', key: '1', record: 'bela', isOwn: null });
    await run(undoing('ada', 2));
    expect((await noted())[0]).toEqual(before[0]);
    await run(merging('list', 'other-list'));
    expect(await noted()).toMatchObject([
      { source: 'other-list', key: '1' },
      { source: 'other-list', key: '2' },
    ]);
    await run(undoing('list', 2));
    expect(await noted()).toMatchObject([
      { source: 'list', key: '1' },
      { source: 'other-list', key: '2' },
    ]);
  });
});
