import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { emptiedDatabase, forgetAll } from '../support/emptied-database.js';
import { write } from '../support/facts.js';
import { pagesOf } from '../support/walk.js';

const test = emptiedDatabase();

interface Row {
  readonly slug: string;
  readonly date: string;
  readonly entry: number;
}

const enter = (rows: readonly Row[]) =>
  write(test.database, { meetings: rows.map(({ slug, date }) => (date === '' ? { slug } : { slug, date })) });
const remove = ({ slug }: Row) =>
  test.database.write((tx) => tx.run(sql`DELETE FROM registry WHERE type = 'MEETING' AND slug = ${slug}`));

const sign = (x: string | number, y: string | number) => (x < y ? -1 : x > y ? 1 : 0);
const ORDERS: Readonly<Record<string, (a: Row, b: Row) => number>> = {
  'field: SLUG': (a, b) => sign(a.slug, b.slug),
  'field: SLUG, direction: DESC': (a, b) => sign(b.slug, a.slug),
  'field: RECORDED_AT': (a, b) => a.entry - b.entry,
  'field: RECORDED_AT, direction: DESC': (a, b) => b.entry - a.entry,
  'field: DATE': (a, b) => sign(a.date || '9', b.date || '9') || a.entry - b.entry,
  'field: DATE, direction: DESC': (a, b) =>
    sign(Number(!a.date), Number(!b.date)) || sign(b.date, a.date) || a.entry - b.entry,
};

const meeting = fc.record({
  slug: fc.stringMatching(/^[a-d][a-d0-9]{2}$/),
  date: fc.constantFrom('', '2020', '2021', '2022'),
});
/** What happens between two pages: rows come in, and rows go, told by where they stand. */
const change = fc.record({ come: fc.array(meeting, { maxLength: 2 }), go: fc.array(fc.nat(20), { maxLength: 2 }) });

describe('while rows come and go between pages', () => {
  it('none that stays is shown twice or left out, and every page knows its neighbours', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(meeting, { selector: ({ slug }) => slug, minLength: 3, maxLength: 10 }),
        fc.array(change, { maxLength: 6 }),
        fc.constantFrom(...Object.keys(ORDERS)),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        async (start, changes, orderBy, size, backward) => {
          await forgetAll(test.database);
          let entered = 0;
          let rows: Row[] = start.map((row) => ({ ...row, entry: entered++ }));
          await enter(rows);
          const compare = ORDERS[orderBy] as (a: Row, b: Row) => number;
          const ahead = (a: Row, b: Row) => (backward ? -compare(a, b) : compare(a, b));
          const ask = pagesOf(test.database, 'meetings', 'slug', `orderBy: { ${orderBy} }`);
          let at: Row | undefined;
          let cursor: string | null = null;
          const shown: string[] = [];
          for (let step = 0; ; step++) {
            const from = cursor === null ? '' : `, ${backward ? 'before' : 'after'}: "${cursor}"`;
            const page = await ask(`${backward ? 'last' : 'first'}: ${size}${from}`);
            const rest = rows.filter((row) => !at || ahead(at, row) < 0).sort(ahead);
            const expected = rest.slice(0, size);
            const inPage = backward ? expected.toReversed() : expected;
            expect(page.nodes).toEqual(inPage.map(({ slug }) => ({ slug })));
            const neighbours = [rest.length > size, rest.length < rows.length];
            const { hasNextPage, hasPreviousPage, startCursor, endCursor } = page.pageInfo;
            expect(backward ? [hasPreviousPage, hasNextPage] : [hasNextPage, hasPreviousPage]).toEqual(neighbours);
            shown.push(...expected.map(({ slug }) => slug));
            at = expected.at(-1) ?? at;
            cursor = (backward ? startCursor : endCursor) ?? cursor;
            if (rest.length <= size) break;
            const { come = [], go = [] } = changes[step] ?? {};
            for (const index of go) {
              const gone = rows[index];
              if (!gone) continue;
              await remove(gone);
              rows = rows.filter((row) => row !== gone);
            }
            const known = new Set([...rows.map(({ slug }) => slug), ...shown]);
            const fresh = come.filter(({ slug }) => !known.has(slug) && known.add(slug));
            const added = fresh.map((row) => ({ ...row, entry: entered++ }));
            await enter(added);
            rows = [...rows, ...added];
          }
          expect(new Set(shown).size).toBe(shown.length);
          const stayed = rows.filter(({ entry }) => entry < start.length);
          expect(shown).toEqual(expect.arrayContaining(stayed.map(({ slug }) => slug)));
        },
      ),
      { numRuns: 15 },
    );
  }, 60_000);

  it('a page may turn out empty, and still knows what lies behind it', async () => {
    const rows = ['a', 'b', 'c'].map((slug, entry) => ({ slug, date: '', entry }));
    await enter(rows);
    const ask = pagesOf(test.database, 'meetings', 'slug');
    const { endCursor } = (await ask('first: 2')).pageInfo;
    for (const gone of rows.slice(1)) await remove(gone);
    expect(await ask(`first: 2, after: "${endCursor}"`)).toEqual({
      nodes: [],
      edges: [],
      totalCount: 1,
      pageInfo: { hasNextPage: false, hasPreviousPage: true, startCursor: null, endCursor: null },
    });
  });
});
