import { afterEach, beforeEach, expect, it } from 'vitest';
import { migrateDown, migrateUp } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { dump } from '../support/dump.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

it.each([false, true])('are filled for what is there, with statistics: %s', async (withStatistics) => {
  const before = await openDatabase({ url: place.url, migrate: true });
  await write(before, richFacts(4));
  await write(before, {
    organizations: [{ slug: 'disputed', claims: { kind: { status: 'DISPUTED' } } }],
    meetings: [{ slug: 'missed', participations: [{ actor: 'person-1', status: 'ABSENT' }, 'person-2', 'person-2'] }],
  });
  if (withStatistics) await before.write((tx) => tx.run(sql`ANALYZE`));
  const kept = await dump(before);
  await before.close();
  for (let gone: string | undefined = ''; !gone?.startsWith('RelatedCounts'); ) {
    gone = await migrateDown(place.url);
    expect(gone).toBeDefined();
  }
  await migrateUp(place.url);
  const database = await openDatabase({ url: place.url, migrate: false });
  const filled = await dump(database);
  await database.close();
  const columns = (rows: readonly string[] | undefined) =>
    (rows ?? []).map((row) => Object.entries(JSON.parse(row) as object).sort(([a], [b]) => (a < b ? -1 : 1)));
  const TABLES = [
    'registry',
    'agreement',
    'meeting',
    'delegation',
    'person',
    'organization',
    'commodity',
    'place',
    'source',
    'encounter',
    'person_country',
  ];
  for (const table of TABLES)
    expect(columns(filled.get(table)).map(String).sort()).toEqual(columns(kept.get(table)).map(String).sort());
});
