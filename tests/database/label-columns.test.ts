import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDown } from '../../src/database/migrate.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { write } from '../support/facts.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

const labels = async () => {
  const database = await openDatabase({ url: place.url, migrate: true });
  const rows = await database.rows<{ slug: string; en: string | null; fr: string | null; other: string | null }>(
    { slug: 'slug', en: 'label_en', fr: 'label_fr', other: 'label_other' },
    sql`FROM registry ORDER BY slug`,
  );
  await database.close();
  return Object.fromEntries(rows.map(({ slug, ...row }) => [slug, row]));
};

const NAMED = {
  both: [
    { text: 'oil', lang: 'en' },
    { text: 'pétrole', lang: 'fr' },
    { text: 'нефть', lang: 'ru' },
  ],
  'french-only': [{ text: 'or', lang: 'fr' }],
  'no-language': [{ text: 'Zlato', lang: 'cs' }, { text: 'Gold' }],
  elsewhere: [
    { text: 'Lkw', lang: 'de' },
    { text: 'camion', lang: 'it' },
  ],
  regional: [
    { text: 'truck', lang: 'en-US' },
    { text: 'lorry', lang: 'en-GB' },
    { text: 'camion', lang: 'fr' },
  ],
  'alias-only-in-french': [
    { text: 'tin', lang: 'en' },
    { text: 'étain', lang: 'fr', kind: 'ALIAS' as const },
    { text: 'ancien', lang: 'fr', kind: 'FORMER' as const },
  ],
  nameless: [],
};

describe('the labels of records', () => {
  it('are what a migration makes of the names that it finds', async () => {
    const database = await openDatabase({ url: place.url, migrate: true });
    await write(database, { commodities: Object.entries(NAMED).map(([slug, names]) => ({ slug, names })) });
    await database.close();
    const written = await labels();
    expect(written).toMatchObject({
      both: { en: 'oil', fr: 'pétrole', other: null },
      'french-only': { en: null, fr: 'or', other: 'or' },
      'no-language': { en: null, fr: null, other: 'Gold' },
      elsewhere: { en: null, fr: null, other: 'Lkw' },
      regional: { en: null, fr: null, other: null },
      'alias-only-in-french': { en: 'tin', fr: 'étain', other: null },
      nameless: { en: null, fr: null, other: 'nameless' },
    });
    for (let undone: string | undefined = ''; !undone?.startsWith('Labels'); ) undone = await migrateDown(place.url);
    expect(await labels()).toEqual(written);
  }, 30_000);
});
