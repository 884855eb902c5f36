import type { Database } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

interface DisputedRow {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly link: number | null;
  readonly property: string | null;
  readonly value: string | null;
  readonly sources: string | null;
}

/** Records that are read at a time. */
const BATCH = 200;

const said = ({ value, sources }: DisputedRow) => `${value ?? 'exists'} (${sources ?? 'no source'})`;

/** One line a disagreement: what it is about, and which source says what. */
export async function* openConflicts(database: Database): AsyncGenerator<string> {
  for (let after = 0; ; ) {
    const records = await database.rows<{ id: number }>(
      { id: 'r.id' },
      sql`FROM registry r WHERE r.has_conflict = 1 AND r.id > ${after} ORDER BY r.id LIMIT ${BATCH}`,
    );
    const last = records.at(-1);
    if (!last) return;
    after = last.id;
    const names = sql.choose(
      sql.raw(
        `(SELECT group_concat(s.slug, ', ') FROM (SELECT DISTINCT s.slug FROM evidence e JOIN registry s ON s.id = e.source_id WHERE e.claim_id = c.id ORDER BY s.slug) s) AS sources`,
      ),
      sql.raw(
        `(SELECT string_agg(DISTINCT s.slug, ', ' ORDER BY s.slug) FROM evidence e JOIN registry s ON s.id = e.source_id WHERE e.claim_id = c.id) AS sources`,
      ),
    );
    const rows = await database.rows<DisputedRow>(
      {
        id: 'd.id',
        type: 'd.type',
        slug: 'd.slug',
        link: 'd.link_id',
        property: 'd.property',
        value: 'd.value',
        sources: 'd.sources',
      },
      sql`FROM (SELECT c.id, r.type, r.slug, r.id AS record_id, c.link_id, c.property, c.value, ${names}
        FROM claim c JOIN registry r ON r.id = c.subject_id
        WHERE c.status = 'DISPUTED' AND c.retracted_at IS NULL AND ${sql.in(
          sql`c.subject_id`,
          records.map(({ id }) => id),
        )}) d ORDER BY d.record_id, d.id`,
    );
    const about = new Map<string, DisputedRow[]>();
    for (const row of rows) {
      const key = JSON.stringify([row.type, row.slug, row.link, row.property]);
      about.set(key, [...(about.get(key) ?? []), row]);
    }
    for (const claims of about.values()) {
      const [{ type, slug, link, property }] = claims as [DisputedRow];
      const what = property ?? 'existence';
      yield `${NODE_TYPES[type]} ${slug}, ${link === null ? what : `${what} of a link`}: ${claims.map(said).join(' against ')}`;
    }
  }
}
