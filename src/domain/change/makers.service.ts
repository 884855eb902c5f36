import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordType } from '../record/record.enums.js';

/** Records of a type with these slugs that somebody entered. */
export const madeWithSlugs = (
  reads: Reads,
  { type, slugs, by }: { readonly type: RecordType; readonly slugs: readonly string[]; readonly by: string },
): Promise<{ readonly id: number; readonly slug: string }[]> =>
  reads.rows(
    { id: 'r.id', slug: 'r.slug' },
    sql`FROM ${sql.texts(slugs, 's')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} registry r ON r.type = ${type} AND r.slug = s.value
      WHERE EXISTS (SELECT 1 FROM change c WHERE c.record_id = r.id AND c.operation = 'CREATED' AND c."by" = ${by})`,
  );
