import type { Reads } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { readLines } from './documents.js';
import { type LineType, type RecordLine, TYPE_ORDER } from './format.js';

/** Records that are read together. */
const PAGE = 200;

/** All records of some types, in the order of a file: by type, then by slug. */
export async function* storedLines(
  reads: Reads,
  types: readonly LineType[] = TYPE_ORDER,
): AsyncGenerator<readonly RecordLine[]> {
  for (const type of TYPE_ORDER) {
    if (!types.includes(type)) continue;
    let last = '';
    for (;;) {
      const page = await reads.rows<{ id: number; slug: string }>(
        { id: 'r.id', slug: 'r.slug' },
        sql`FROM registry r WHERE r.type = ${type} AND r.slug > ${last} ORDER BY r.slug LIMIT ${PAGE}`,
      );
      const lines = await readLines(
        reads,
        type,
        page.map(({ id }) => id),
      );
      if (lines.length > 0) yield lines;
      if (page.length < PAGE) break;
      last = (page.at(-1) as { slug: string }).slug;
    }
  }
}
