import { type Sql, sql } from '../../database/sql.js';
import type { Pending } from '../../graphql/execution/pending.js';
import type { Context } from '../context.js';
import { loadGrouped } from '../paging/grouped.js';
import { baseLanguage, bestInLanguage } from './language.js';
import { LABELS, labelsAmong, labelsOfRecord, type NameRow } from './name.loaders.js';

/** The language of a stored tag without script and region. */
const BASE = sql.choose(
  sql`CASE WHEN instr(t.lang, '-') > 0 THEN substr(t.lang, 1, instr(t.lang, '-') - 1) ELSE t.lang END`,
  sql`split_part(t.lang, '-', 1)`,
);

const inLanguages = (wanted: readonly string[]): Sql =>
  sql`${LABELS} AND (t.lang IS NULL OR ${sql.in(BASE, [...new Set(wanted.map(baseLanguage))])})`;

/** The best name of a record in the wanted languages, best first; null where it has no name at all. */
export const labelOf = (context: Context, record: number, wanted: readonly string[]): Pending<string | null> =>
  loadGrouped<number, string | null>(context, {
    member: record,
    group: `label ${wanted.join()}`,
    key: `label ${wanted.join()} ${record}`,
    read: async (records) => {
      // A State has names in two dozen languages: only those that can win are read, all of them only where none can.
      const found = await labelsAmong(inLanguages(wanted)).batch([...new Set(records)], context);
      const names = new Map<number, readonly NameRow[]>(
        [...new Set(records)].map((id, index) => [id, found[index] ?? []]),
      );
      return Promise.all(
        records.map(async (id) => {
          const candidates = names.get(id) ?? [];
          const all = candidates.length > 0 ? candidates : await context.load(labelsOfRecord, id);
          return bestInLanguage(all, wanted)?.text ?? null;
        }),
      );
    },
  });
