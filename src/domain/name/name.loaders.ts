import { type Sql, sql } from '../../database/sql.js';
import type { Loader } from '../context.js';
import { rowsByParent } from '../record/record.loaders.js';
import type { Name } from './name.entity.js';

export type NameRow = Pick<Name, 'id' | 'recordId' | 'text' | 'lang' | 'kind'>;

const source = {
  columns: { id: 't.id', recordId: 't.record_id', text: 't.text', lang: 't.lang', kind: 't.kind' },
  from: sql`FROM record_name t`,
  where: sql`1 = 1`,
  id: 't.id',
};

const parent = { key: 'recordId', column: 't.record_id' } as const;

/** All names of a record, in the order in which they were given. */
export const namesOfRecord: Loader<number, NameRow[]> = rowsByParent<NameRow>(
  source,
  parent,
  't.record_id, t.position',
);

/** The usual name in each language, and what stands in for it where a language has none: enough for a label. */
export const LABELS = sql`(t.kind = 'PRIMARY' OR (t.lang IS NOT NULL AND t.kind <> 'FORMER' AND NOT EXISTS (
  SELECT 1 FROM record_name p WHERE p.record_id = t.record_id AND p.kind = 'PRIMARY' AND p.lang = t.lang)))`;

/** The names of records that meet a condition, usual ones first. */
export const labelsAmong = (where: Sql): Loader<number, NameRow[]> =>
  rowsByParent<NameRow>(
    { ...source, where },
    parent,
    "t.record_id, CASE t.kind WHEN 'PRIMARY' THEN 0 ELSE 1 END, t.position",
  );

export const labelsOfRecord: Loader<number, NameRow[]> = labelsAmong(LABELS);
