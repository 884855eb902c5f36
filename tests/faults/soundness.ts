import { expect } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import type { Sql } from '../../src/database/sql.js';
import { sql } from '../../src/database/sql.js';

type Count = { readonly n: number };

/** Rows that name others which are not there; foreign keys forbid the rest. */
const ORPHANS: Readonly<Record<string, Sql>> = {
  'records without a row of their type': sql`FROM registry r WHERE NOT EXISTS (SELECT 1 FROM agreement t WHERE t.id = r.id)
    AND NOT EXISTS (SELECT 1 FROM meeting t WHERE t.id = r.id) AND NOT EXISTS (SELECT 1 FROM person t WHERE t.id = r.id)
    AND NOT EXISTS (SELECT 1 FROM organization t WHERE t.id = r.id) AND NOT EXISTS (SELECT 1 FROM place t WHERE t.id = r.id)
    AND NOT EXISTS (SELECT 1 FROM commodity t WHERE t.id = r.id) AND NOT EXISTS (SELECT 1 FROM source t WHERE t.id = r.id)
    AND NOT EXISTS (SELECT 1 FROM delegation t WHERE t.id = r.id) AND NOT EXISTS (SELECT 1 FROM country t WHERE t.id = r.id)`,
  'records without a change': sql`FROM registry r WHERE NOT EXISTS (SELECT 1 FROM change c WHERE c.record_id = r.id)`,
  'claims without evidence': sql`FROM claim c WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.claim_id = c.id)`,
};

/** The database passes the checks of its engine, and holds nothing that belongs to nothing. */
export async function expectSound(url: string): Promise<void> {
  const database = await openDatabase({ url, migrate: false });
  try {
    for (const [name, body] of Object.entries(ORPHANS)) {
      const [found] = await database.rows<Count>({ n: 'count(*)' }, body);
      expect(`${found?.n} ${name}`).toBe(`0 ${name}`);
    }
    if (database.dialect !== 'sqlite') return;
    const [integrity] = await database.rows({ says: 'integrity_check' }, sql`FROM pragma_integrity_check`);
    expect(integrity).toEqual({ says: 'ok' });
    expect(await database.rows({ broken: '"table"' }, sql`FROM pragma_foreign_key_check`)).toEqual([]);
  } finally {
    await database.close();
  }
}
