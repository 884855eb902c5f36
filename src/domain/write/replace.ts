import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { beforeChange, type Moment } from '../change/log.service.js';
import { idsOf, type Written } from './batch.js';
import type { NewRow, OwnedTable } from './rows.js';
import { grouped } from './same-links.js';

/** What belongs to every record and is written anew with it. Evidence goes with its claim. */
const OF_EVERY_RECORD: readonly OwnedTable[] = [
  { table: 'record_text', owner: 'record_id' },
  { table: 'record_name', owner: 'record_id' },
  { table: 'claim', owner: 'subject_id' },
];

/** What records own, table by table, with the ids of the records. */
export function ownedBy(written: readonly Written[]): (OwnedTable & { readonly ids: readonly number[] })[] {
  const byWriter = new Map<Written['writer'], number[]>();
  for (const { writer, id } of written) byWriter.set(writer, [...(byWriter.get(writer) ?? []), id]);
  return [...byWriter].flatMap(([writer, ids]) =>
    [...writer.owned, ...OF_EVERY_RECORD].map((owned) => ({ ...owned, ids })),
  );
}

/** Removes what records own, so that it can be written anew. */
export async function clearOwned(tx: Transaction, updated: readonly Written[]): Promise<void> {
  const edited = new Set(updated.flatMap(({ id, edit }) => (edit ? [id] : [])));
  for (const { table, owner, ids } of ownedBy(updated)) {
    const all = table === 'claim' ? ids.filter((id) => !edited.has(id)) : ids;
    if (all.length > 0) await tx.run(sql`DELETE FROM ${sql.raw(table)} WHERE ${sql.in(sql.raw(owner), all)}`);
  }
}

/** A delegation stands inside its meeting and goes with it, unless it is somebody else's or somebody has changed it since. */
export async function dropDelegations(
  tx: Transaction,
  updated: readonly Written[],
  named: readonly number[],
  moment: Moment,
): Promise<void> {
  const meetings = idsOf(updated, 'MEETING');
  if (meetings.length === 0) return;
  // Who changes a meeting in parts has taken out by hand what no longer stands in it.
  const edited = updated.flatMap(({ id, edit }) => (edit ? [id] : []));
  const going = await tx.rows<{ id: number; slug: string }>(
    { id: 'r.id', slug: 'r.slug' },
    sql`FROM delegation d JOIN registry r ON r.id = d.id WHERE ${sql.in(sql`d.meeting_id`, meetings)}
      AND (r.loaded_version = r.version OR ${sql.in(sql`d.meeting_id`, edited)}) AND NOT (${sql.in(sql`d.id`, named)}) ORDER BY r.id`,
  );
  await beforeChange(tx, 'DELEGATION', ['delegation'], going, 'DELETED', moment);
  await tx.run(
    sql`DELETE FROM registry WHERE ${sql.in(
      sql`id`,
      going.map(({ id }) => id),
    )}`,
  );
}

/** Gives rows that were there before their new values, those of a table together. */
export async function updateRows(
  tx: Transaction,
  changes: readonly { readonly table: string; readonly id: number; readonly row: NewRow }[],
): Promise<void> {
  const alike = grouped(changes, ({ table, row }) => [table, ...Object.keys(row)].join());
  for (const group of alike.values()) {
    const [{ table, row }] = group as [(typeof group)[0]];
    const columns = Object.keys(row);
    if (columns.length > 0)
      await tx.update(
        table,
        columns,
        group.map((each) => ({ id: each.id, ...each.row })),
      );
  }
}

export async function updateRow(tx: Transaction, table: string, id: number, row: NewRow): Promise<void> {
  const columns = Object.entries(row).map(([column, value]) => sql`${sql.raw(`"${column}"`)} = ${value}`);
  if (columns.length > 0) await tx.run(sql`UPDATE ${sql.raw(table)} SET ${sql.join(columns)} WHERE id = ${id}`);
}
