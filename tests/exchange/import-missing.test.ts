import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { byKey, deal, FILE, firm, HASH, type Item, loading, named, placeAt, says } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);
const load = async (rows: readonly Item[], more: Parameters<typeof loading>[2] = { retractMissing: true }) =>
  (await loading(test.database, rows, more)).report;
const slugs = async () =>
  (await ask('{ organizations(filter: { source: "deals-2026" }) { nodes { slug } } }')).organizations.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );
const contract = () => deal('1', { parties: [{ actor: byKey('firm', 'B'), role: 'SUPPLIER' }] });
const mali = (key: string, text: string) => says('state', key, { names: named(text) }, { means: ['Mali'] });

describe('records that are no longer in the files', () => {
  it('go when that is asked for, with what named them, and come back with the old file', async () => {
    const all = () => [firm('A'), firm('B'), firm('C', { parent: byKey('firm', 'B') }), contract()];
    await load(all());
    const report = await load([firm('A')]);
    expect(report).toMatchObject({ unchanged: 1, retracted: 3, vanished: { count: 0 } });
    expect(await slugs()).toEqual(['firm-a']);
    expect(await ask('{ agreement(ref: "deal-1") { slug } }')).toEqual({ agreement: null });
    const gone = await test.database.rows<{ slug: string }>(
      { slug: 'c.slug' },
      sql`FROM change c WHERE c.operation = 'DELETED' AND c.by = 'import deals-2026' ORDER BY c.slug`,
    );
    expect(gone.map(({ slug }) => slug)).toEqual(['deal-1', 'firm-b', 'firm-c']);
    expect(await load(all())).toMatchObject({ created: 3, unchanged: 1, retracted: 0 });
    expect((await slugs()).sort()).toEqual(['firm-a', 'firm-b', 'firm-c']);
  });

  it('stay and are listed without a word', async () => {
    await load([firm('A'), firm('B')]);
    const report = await load([firm('A')], {});
    expect(report).toMatchObject({ retracted: 0, vanished: { count: 1, first: [{ key: 'B' }] } });
    expect((await slugs()).sort()).toEqual(['firm-a', 'firm-b']);
  });

  it('stay where others name them', async () => {
    await load([firm('A'), firm('B'), contract()]);
    const report = await load([firm('A'), contract()]);
    expect(report).toMatchObject({ retracted: 0, vanished: { count: 1, first: [{ key: 'B', message: 'firm-b' }] } });
    expect(await ask('{ organization(ref: "firm-b") { slug } }')).toEqual({ organization: { slug: 'firm-b' } });
  });

  it('stay while there are rows of which nobody knows what they were to be', async () => {
    await load([firm('A'), firm('B')]);
    const row = { record: null, row: 'B;;', place: placeAt('line 9'), problems: [{ path: '', message: 'is torn' }] };
    expect(await load([firm('A'), row])).toMatchObject({ retracted: 0, quarantined: 1, vanished: { count: 1 } });
  });

  it('stay where they come from a file that is not given', async () => {
    await load([firm('A'), firm('B', {}, { place: placeAt('line 1', 'others.csv') })]);
    expect(await load([firm('A')])).toMatchObject({ retracted: 0, vanished: { count: 0 } });
  });

  it('lose what the import said where others have a hand in them, and nothing else', async () => {
    const names = async () =>
      (await ask('{ organization(ref: "mali") { names { text } } }')).organization.names.map(
        ({ text }: { text: string }) => text,
      );
    const before = await names();
    await load([mali('ML', 'Mali A'), mali('RM', 'Mali B'), firm('A')]);
    expect(await load([mali('RM', 'Mali B'), firm('A')])).toMatchObject({ retracted: 1, vanished: { count: 0 } });
    expect(await names()).toEqual([...before, 'Mali B']);
    expect(await load([firm('A')])).toMatchObject({ retracted: 1 });
    expect(await names()).toEqual(before);
    expect(await load([firm('A')])).toMatchObject({ retracted: 0, unchanged: 1 });
  });

  it('are told by a dry run, which takes nothing back', async () => {
    await load([firm('A'), firm('B'), contract()]);
    const before = await dump(test.database);
    const told = await load([firm('A')], { retractMissing: true, dryRun: true, files: [{ name: FILE, hash: HASH }] });
    expect(told).toMatchObject({ dryRun: true, unchanged: 1, retracted: 2 });
    expect(difference(before, await dump(test.database))).toEqual({});
  });
});
