import { fractionsOf } from '../../database/as-of.js';
import { real, type Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { historicTables } from '../change/historic-tables.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import type { RecordRows, StoredRow } from '../document/rows.js';
import { REFERENCES } from './references.js';

/** A link that was taken out of its record, as it was before. */
export interface GoneLink {
  readonly table: string;
  readonly row: StoredRow;
  /** What the claims on it were then. */
  readonly statuses: ReadonlyMap<number, ClaimStatus>;
}

interface KeptRow {
  readonly part: string;
  readonly until: number;
  readonly data: string;
  readonly first: number | null;
  readonly second: number | null;
}

const refuse = (message: string): never => {
  throw new InputError(`input.claim: ${message}: record the link anew.`, { argument: 'input.claim' });
};

/** A link of a record that has gone, out of the history; null where it is there. @throws InputError where it cannot be brought back. */
export async function goneLink(tx: Transaction, record: RecordRows, link: number): Promise<GoneLink | null> {
  if ([...record.owned.values()].flat().some(({ id }) => id === link)) return null;
  const [kept] = await tx.rows<KeptRow>(
    { part: 'w.part', until: 'w.until', data: 'w.data', first: real('w.first'), second: real('w.second') },
    sql`FROM was w WHERE ${sql.in(sql`w.part`, [...record.owned.keys()])} AND w.row_id = ${link} ORDER BY w.until DESC LIMIT 1`,
  );
  if (!kept) return refuse('what it is on is gone, and this database has not kept how it was');
  const claims = await tx.rows<{ id: number; data: string }>(
    { id: 'c.id', data: 'w.data' },
    sql`FROM claim c JOIN was w ON w.part = 'claim' AND w.row_id = c.id AND w.until = ${kept.until} WHERE c.link_id = ${link}`,
  );
  const statuses = new Map(claims.map(({ id, data }) => [id, (JSON.parse(data) as { status: ClaimStatus }).status]));
  return { table: kept.part, row: await withPresentRefs(tx, record, kept), statuses };
}

/** The row, naming what has been merged since by what it is now. */
async function withPresentRefs(tx: Transaction, record: RecordRows, kept: KeptRow): Promise<StoredRow> {
  const table = historicTables.find(({ name }) => name === kept.part);
  const fractions = (table ? fractionsOf(table) : []).map((name, index) => [name, index ? kept.second : kept.first]);
  const row = { ...(JSON.parse(kept.data) as StoredRow), ...(Object.fromEntries(fractions) as StoredRow) };
  const columns = REFERENCES.filter((each) => each.table === kept.part).map(({ column }) => column);
  const ids = columns.flatMap((column) => (typeof row[column] === 'number' ? [row[column]] : []));
  const there = await tx.rows<{ id: number; now: number }>(
    { id: 'x.id', now: 'x.now' },
    sql`FROM (SELECT r.id, r.id AS now FROM registry r UNION ALL SELECT a.id, a.record_id FROM record_alias a) x
      WHERE ${sql.in(sql`x.id`, ids)}`,
  );
  const now = new Map(there.map((each) => [each.id, each.now]));
  const { delegation_id: delegation } = row;
  if (ids.some((id) => !now.has(id)) || (delegation && !record.delegations.some(({ id }) => id === delegation)))
    return refuse('what it is on is gone, and so is a record that this named');
  return { ...row, ...Object.fromEntries(columns.map((column) => [column, now.get(row[column] as number) ?? null])) };
}

/** The record with the link again, in its old place. */
export function withLink(record: RecordRows, { table, row }: GoneLink): RecordRows {
  const rows = record.owned.get(table) ?? [];
  const behind = rows.findIndex(({ position }) => Number(position) >= Number(row['position']));
  const owned = new Map([...record.owned, [table, rows.toSpliced(behind < 0 ? rows.length : behind, 0, row)]]);
  return { ...record, owned };
}
