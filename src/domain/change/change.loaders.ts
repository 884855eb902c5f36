import { FRACTIONS, fractionsOf, type HistoricTable } from '../../database/as-of.js';
import { real } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Context, Loader } from '../context.js';
import { type RecordRows, rowsOfRecords, type StoredRow } from '../document/rows.js';
import type { ListSource } from '../paging/list.js';
import { sortByEntry } from '../paging/order.js';
import type { RecordType } from '../record/record.enums.js';
import type { Change } from './change.entity.js';
import { historicTables } from './historic-tables.js';

/** The feed: in the order of the ids, which is that of the commits. */
export const changes: ListSource<Change> = {
  name: 'change',
  columns: {
    id: 't.id',
    at: 't.at',
    by: 't."by"',
    operation: 't.operation',
    recordId: 't.record_id',
    recordType: 't.record_type',
    slug: 't.slug',
    reason: 't.reason',
    claimIds: 't.claim_ids',
  },
  from: sql`FROM change t`,
  where: sql`1 = 1`,
  id: 't.id',
  sort: sortByEntry,
};

/** Tells the cursors of the feed from those of other lists. */
export const feedTag = `${changes.name} ${changes.sort(null).tag}`;

/** The id of the newest change; 0 where nothing was ever changed. */
export const newestChange = async ({ database }: Pick<Context, 'database'>): Promise<number> =>
  (await database.rows<{ id: number }>({ id: 't.id' }, sql`FROM change t ORDER BY t.id DESC LIMIT 1`))[0]?.id ?? 0;

/** The slug that a record has or had, by id: known also of those that are gone. */
export const slugOfRecord: Loader<number, string | null> = {
  async batch(ids, { database }) {
    const rows = await database.rows<{ id: number; slug: string }>(
      { id: 'c.record_id', slug: 'c.slug' },
      sql`FROM change c WHERE ${sql.in(sql`c.record_id`, ids)}
        AND c.id = (SELECT MIN(e.id) FROM change e WHERE e.record_id = c.record_id)`,
    );
    const slugs = new Map(rows.map(({ id, slug }) => [id, slug]));
    return ids.map((id) => slugs.get(id) ?? null);
  },
};

/** The ids of the claims that were recorded with a change that names none. */
export const claimIdsOfEntry: Loader<Change, readonly number[]> = {
  keyOf: ({ id }) => String(id),
  async batch(entries, { database }) {
    const rows = await database.rows<{ id: number; subject: number; at: string }>(
      { id: 'c.id', subject: 'c.subject_id', at: 'c.recorded_at' },
      sql`FROM claim c WHERE ${sql.in(
        sql`c.subject_id`,
        entries.map(({ recordId }) => recordId),
      )} ORDER BY c.id`,
    );
    return entries.map(({ recordId, at }) =>
      rows.flatMap((row) => (row.subject === recordId && row.at === at ? [row.id] : [])),
    );
  },
};

type Moment = Pick<Change, 'id' | 'recordId' | 'recordType'>;

/** A row as it is kept aside, with the columns of `was`. */
export interface KeptRow {
  readonly part: string;
  readonly owner: number;
  readonly row: number;
  readonly data: string;
  readonly first: number | null;
  readonly second: number | null;
}

const TABLES = new Map(historicTables.map((table) => [table.name, table]));
/** A draft is made of everything else. */
const BESIDE = ['claim', 'evidence', 'record_text', 'agreement_commodity', 'person_country'];

export function rowOf(kept: KeptRow): StoredRow {
  const table = TABLES.get(kept.part) as HistoricTable;
  const fractions = fractionsOf(table).map((column, index) => [column, kept[FRACTIONS[index] as 'first' | 'second']]);
  return {
    ...JSON.parse(kept.data),
    ...Object.fromEntries(fractions),
    [table.key]: kept.row,
    [table.owner]: kept.owner,
  };
}

const inOrder = (one: StoredRow, other: StoredRow) =>
  Number(one['position'] ?? 0) - Number(other['position'] ?? 0) || Number(one['id'] ?? 0) - Number(other['id'] ?? 0);

/** The rows of a record as they were kept together; delegations are kept by themselves. */
export function recordOf(
  { recordId, recordType }: Pick<Change, 'recordId' | 'recordType'>,
  kept: readonly KeptRow[],
): RecordRows | null {
  const rows = new Map<string, StoredRow[]>();
  for (const each of kept) {
    if (!TABLES.has(each.part) || BESIDE.includes(each.part)) continue;
    rows.set(each.part, [...(rows.get(each.part) ?? []), rowOf(each)]);
  }
  const [entry] = rows.get('registry') ?? [];
  if (!entry) return null;
  for (const each of rows.values()) each.sort(inOrder);
  return {
    id: recordId,
    type: recordType,
    slug: entry['slug'] as string,
    recordedAt: entry['recorded_at'] as string,
    version: entry['version'] as number,
    changed: entry['changed'] as number,
    loadedVersion: null,
    loadedHash: null,
    own: rows.get(recordType.toLowerCase())?.[0] ?? {},
    names: rows.get('record_name') ?? [],
    owned: rows,
    delegations: [],
  };
}

/** What was kept of records at changes: what a change ended (`until`), or what it began and a later one ended (`since`). */
const keptAt = (edge: 'until' | 'since'): Loader<Moment, RecordRows | null> => ({
  keyOf: ({ id }) => String(id),
  async batch(moments, { database }) {
    const rows = await database.rows<KeptRow & { readonly change: number }>(
      {
        part: 'w.part',
        owner: 'w.owner_id',
        row: 'w.row_id',
        change: `w."${edge}"`,
        data: 'w.data',
        first: real('w.first'),
        second: real('w.second'),
      },
      sql`FROM was w WHERE ${sql.in(
        sql`w.owner_id`,
        moments.map(({ recordId }) => recordId),
      )} AND ${sql.in(
        sql.raw(`w."${edge}"`),
        moments.map(({ id }) => id),
      )} AND NOT (${sql.in(sql`w.part`, BESIDE)})`,
    );
    return moments.map((moment) =>
      recordOf(
        moment,
        rows.filter(({ change }) => change === moment.id),
      ),
    );
  },
});

export const rowsBefore = keptAt('until');
const rowsSince = keptAt('since');

const presentRows = (type: RecordType): Loader<number, RecordRows | null> => ({
  async batch(ids, { database }) {
    const records = await rowsOfRecords(database, type, ids);
    return ids.map((id) => records.get(id) ?? null);
  },
});
const PRESENT = new Map<RecordType, Loader<number, RecordRows | null>>();

/** The rows of a record after a change: kept ones, or those that still stand. */
export async function rowsAfter(context: Context, change: Change): Promise<RecordRows | null> {
  if (change.operation === 'DELETED') return null;
  const kept = await context.load(rowsSince, change);
  if (kept) return kept;
  const { recordType, recordId, id } = change;
  const present = PRESENT.get(recordType) ?? presentRows(recordType);
  PRESENT.set(recordType, present);
  const rows = await context.load(present, recordId);
  return rows?.changed === id ? rows : null;
}
