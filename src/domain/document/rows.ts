import type { HistoricTable } from '../../database/as-of.js';
import { type Columns, type Reads, real } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { historicTables } from '../change/historic-tables.js';
import type { RecordType } from '../record/record.enums.js';
import { grouped } from '../write/same-links.js';
import { WRITERS } from './writers.js';

export type StoredRow = Readonly<Record<string, string | number | null>>;

/** The rows of one record, as its tables have them. */
export interface RecordRows {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly recordedAt: string;
  /** See `RegistryEntry`. */
  readonly version: number;
  readonly changed: number;
  readonly loadedVersion: number | null;
  readonly loadedHash: string | null;
  /** The row of its own table. */
  readonly own: StoredRow;
  readonly names: readonly StoredRow[];
  /** The rows that belong to it, by table, in their order. */
  readonly owned: ReadonlyMap<string, readonly StoredRow[]>;
  /** The delegations of a meeting, in their order. */
  readonly delegations: readonly RecordRows[];
}

/** Every row of a record that can name others. */
const rowsIn = ({ own, owned, delegations }: RecordRows): StoredRow[] => [
  own,
  ...[...owned.values()].flat(),
  ...delegations.flatMap(rowsIn),
];

/** Every id in the rows of a record that may be that of a record. */
export const refsIn = (record: RecordRows): number[] =>
  rowsIn(record).flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      column.endsWith('_id') && typeof value === 'number' ? [value] : [],
    ),
  );

const columnsOf = ({ columns }: HistoricTable): Columns =>
  Object.fromEntries(
    columns.map(({ name, type }) => [name, type === 'double precision' ? real(`t."${name}"`) : `t."${name}"`]),
  );

const TABLES = new Map(historicTables.map((table) => [table.name, { table, columns: columnsOf(table) }]));

/** The rows of a table that belong to records or to claims, by these, in their order. */
export async function rowsOf(
  reads: Reads,
  name: string,
  owner: string,
  ids: readonly number[],
): Promise<Map<unknown, StoredRow[]>> {
  const known = TABLES.get(name);
  if (!known) throw new Error(`${name} has no rows of records.`);
  const order = ['position', known.table.key].filter((each) =>
    known.table.columns.some((column) => column.name === each),
  );
  const rows = await reads.rows<StoredRow>(
    known.columns,
    sql`FROM ${sql.raw(`"${name}"`)} t WHERE ${sql.in(sql.raw(`t."${owner}"`), ids)} ORDER BY ${sql.raw(order.map((each) => `t."${each}"`).join(', '))}`,
  );
  return grouped(rows, (row) => row[owner]);
}

/** The rows of records of one type, by id; those that are not there are left out. */
export async function rowsOfRecords(
  reads: Reads,
  type: RecordType,
  ids: readonly number[],
): Promise<Map<number, RecordRows>> {
  const { table, owned } = WRITERS[type];
  const entries = await rowsOf(reads, 'registry', 'id', ids);
  const own = await rowsOf(reads, table, 'id', ids);
  const names = await rowsOf(reads, 'record_name', 'record_id', ids);
  const parts = new Map<string, Map<unknown, StoredRow[]>>();
  for (const each of owned) parts.set(each.table, await rowsOf(reads, each.table, each.owner, ids));
  const inside = type === 'MEETING' ? await delegationsOf(reads, ids) : new Map<unknown, RecordRows[]>();
  const records = new Map<number, RecordRows>();
  for (const id of ids) {
    const [entry] = entries.get(id) ?? [];
    const [row] = own.get(id) ?? [];
    if (!entry || !row || entry['type'] !== type) continue;
    records.set(id, {
      id,
      type,
      slug: entry['slug'] as string,
      recordedAt: entry['recorded_at'] as string,
      version: entry['version'] as number,
      changed: entry['changed'] as number,
      loadedVersion: entry['loaded_version'] as number | null,
      loadedHash: entry['loaded_hash'] as string | null,
      own: row,
      names: names.get(id) ?? [],
      owned: new Map([...parts].map(([name, rows]) => [name, rows.get(id) ?? []])),
      delegations: inside.get(id) ?? [],
    });
  }
  return records;
}

async function delegationsOf(reads: Reads, meetings: readonly number[]): Promise<Map<unknown, RecordRows[]>> {
  const rows = await reads.rows<{ id: number }>(
    { id: 't.id' },
    sql`FROM delegation t WHERE ${sql.in(sql`t.meeting_id`, meetings)} ORDER BY t.position, t.id`,
  );
  const records = await rowsOfRecords(
    reads,
    'DELEGATION',
    rows.map(({ id }) => id),
  );
  return grouped(records.values(), ({ own }) => own['meeting_id']);
}
