import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Planned } from './batch.js';
import type { NewRow, OwnedTable } from './rows.js';

/** What belongs to every record and is written anew with it. Evidence goes with its claim. */
const OF_EVERY_RECORD: readonly OwnedTable[] = [
  { table: 'record_text', owner: 'record_id' },
  { table: 'record_name', owner: 'record_id' },
  { table: 'claim', owner: 'subject_id' },
];

/** Removes what records own, so that it can be written anew. */
export async function clearOwned(tx: Transaction, updated: readonly Planned[]): Promise<void> {
  const byWriter = new Map<Planned['writer'], number[]>();
  for (const { writer, id } of updated) byWriter.set(writer, [...(byWriter.get(writer) ?? []), id]);
  for (const [writer, ids] of byWriter)
    for (const { table, owner } of [...writer.owned, ...OF_EVERY_RECORD])
      await tx.run(sql`DELETE FROM ${sql.raw(table)} WHERE ${sql.in(sql.raw(owner), ids)}`);
}

export async function updateRow(tx: Transaction, table: string, id: number, row: NewRow): Promise<void> {
  const columns = Object.entries(row).map(([column, value]) => sql`${sql.raw(`"${column}"`)} = ${value}`);
  if (columns.length > 0) await tx.run(sql`UPDATE ${sql.raw(table)} SET ${sql.join(columns)} WHERE id = ${id}`);
}
