import { afterEach, beforeEach, expect, test } from 'vitest';
import { accord } from '../support/accord.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let place: TestDatabase;
const source = (...args: string[]) => accord(['source', ...args], { DATABASE_URL: place.url });
const slugs = async () => (await dataOf(place.database, '{ agreements { nodes { slug } } }')).agreements.nodes;

beforeEach(async () => {
  place = await openTestDatabase();
  await write(place.database, {
    sources: [{ slug: 'leaflet', names: [{ text: 'The leaflet', lang: 'en' }], publishedOn: '2025-10' }, 'paper'],
    agreements: [
      { slug: 'one', evidence: ['leaflet'] },
      { slug: 'two', evidence: ['leaflet', 'paper'] },
    ],
  });
});
afterEach(() => place.dispose());

test('lists and shows sources, for people and for programs', async () => {
  const lines = (await source('list')).stdout.trimEnd().split('\n');
  expect(lines.map((line) => line.split('\t').slice(0, 5))).toContainEqual([
    'leaflet',
    'NEWS',
    '2025-10',
    '6 claims',
    'The leaflet',
  ]);
  const listed = (await source('list', '--json')).stdout.trimEnd().split('\n');
  expect(listed.map((line) => JSON.parse(line) as { slug: string }).map(({ slug }) => slug)).toContain('paper');
  const { stdout } = await source('show', 'The Leaflet');
  expect(stdout).toMatch(/^source +leaflet$/m);
  expect(stdout).toMatch(/^claims +6 ACCEPTED$/m);
  expect(JSON.parse((await source('show', 'leaflet', '--json')).stdout)).toMatchObject({
    recordsByType: { AGREEMENT: 2 },
    claimsByStatus: { ACCEPTED: 6 },
    files: [],
  });
});

test('takes a source back once somebody has said yes', async () => {
  const unasked = await source('delete', 'leaflet');
  expect(unasked).toMatchObject({ code: 1, stdout: '' });
  expect(unasked.stderr).toBe(
    'accord: Nobody can be asked here: give --yes to take it back, or --dry-run to see what would go.\n',
  );
  const foreseen = await source('delete', 'leaflet', '--dry-run', '--json');
  expect(JSON.parse(foreseen.stdout)).toMatchObject({
    source: 'leaflet',
    dryRun: true,
    recordsDeleted: 1,
    recordsKept: 1,
  });
  expect(await slugs()).toHaveLength(2);
  const done = await source('delete', 'leaflet', '--yes', '--reason', 'a forgery');
  expect(done.code).toBe(0);
  expect(done.stdout).toMatch(/^leaflet is taken back, with 3 claims that only it supported:\n {2}1 records of which/);
  expect(await slugs()).toEqual([{ slug: 'two' }]);
  const { changes } = await dataOf(place.database, '{ changes(first: 100) { nodes { slug operation by reason } } }');
  expect(changes.nodes).toContainEqual({
    slug: 'one',
    operation: 'DELETED',
    by: 'accord source delete',
    reason: 'a forgery',
  });
  const gone = await source('delete', 'leaflet', '--yes');
  expect(gone).toMatchObject({ code: 1, stdout: '' });
  expect(gone.stderr).toMatch(/^accord: Nothing of type Source is called "leaflet"\./);
});
