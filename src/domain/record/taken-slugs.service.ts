import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordType } from './record.enums.js';

/** Of these slugs, those that a record of the type has, or had before it was merged into another. */
export async function takenSlugs(reads: Reads, type: RecordType, slugs: readonly string[]): Promise<string[]> {
  const rows = await reads.rows<{ slug: string }>(
    { slug: 'r.slug' },
    sql`FROM ${sql.texts(slugs, 's')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} registry r ON r.type = ${type} AND r.slug = s.value
      UNION SELECT a.slug FROM ${sql.texts(slugs, 's')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} record_alias a ON a.type = ${type} AND a.slug = s.value`,
  );
  return rows.map(({ slug }) => slug);
}
