import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordType } from './record.enums.js';

/** How many records of each type a database has; types without any are left out. */
export async function countRecords(database: Reads): Promise<Partial<Record<RecordType, number>>> {
  const rows = await database.rows<{ type: RecordType; n: number }>(
    { type: 'r.type', n: 'COUNT(*)' },
    sql`FROM registry r GROUP BY r.type ORDER BY r.type`,
  );
  return Object.fromEntries(rows.map(({ type, n }) => [type, n]));
}

export async function isEmpty(database: Reads): Promise<boolean> {
  return (await database.rows({ one: '1' }, sql`FROM registry LIMIT 1`)).length === 0;
}
