import { sql } from '../../database/sql.js';
import type { Loader } from '../context.js';

/** The id of the record that one was merged into; null where it was not. */
export const mergedInto: Loader<number, number | null> = {
  kept: true,
  async batch(ids, { database }) {
    const rows = await database.rows<{ id: number; recordId: number }>(
      { id: 'a.id', recordId: 'a.record_id' },
      sql`FROM record_alias a WHERE ${sql.in(sql`a.id`, ids)}`,
    );
    const into = new Map(rows.map(({ id, recordId }) => [id, recordId]));
    return ids.map((id) => into.get(id) ?? null);
  },
};
