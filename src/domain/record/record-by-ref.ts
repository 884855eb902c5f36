import { sql } from '../../database/sql.js';
import { Within } from '../../graphql/execution/within.js';
import { asOfTime } from '../change/past.js';
import type { Context } from '../context.js';
import { seesProposals, withProposals } from '../proposal/view.js';
import { readRef } from '../reference/ref-matches.js';
import { findRef } from '../reference/reference.service.js';
import type { RecordTable } from './record.loaders.js';

/** The record that a Ref means: now, else at that time, for one that has gone since. One that was merged was itself before. */
async function idOf(context: Context, past: Context, ref: string, type: RecordTable<unknown>['type']) {
  const now = await findRef(context, ref, [type], 'ref');
  if (now && !(await wasMerged(context, now.id, ref))) return now.id;
  return ((await findRef(past, ref, [type], 'ref')) ?? now)?.id ?? null;
}

/** Whether a Ref is the slug or id of a record that was merged into this one. */
async function wasMerged(context: Context, record: number, ref: string): Promise<boolean> {
  const { slug, globalId } = readRef(ref);
  const rows = await context.database.rows<{ id: number }>(
    { id: 'a.id' },
    sql`FROM record_alias a WHERE a.record_id = ${record} AND (a.slug = ${slug} OR a.id = ${globalId?.id ?? null})`,
  );
  return rows.length > 0;
}

/**
 * What a single-record query answers: the row, with `asOf` that of the time, or null where nothing of the type is called so. Who
 * may propose also finds what waits to be accepted.
 */
export async function recordByRef<Row>(
  context: Context,
  ref: string,
  table: RecordTable<Row>,
  asOf?: string | null,
): Promise<Row | Within | null> {
  if (asOf != null)
    return asOfTime(context, asOf, async (past) => {
      const id = await idOf(context, past, ref, table.type);
      return id === null ? null : past.load(table.byId, id);
    });
  const found = await findRef(context, ref, [table.type], 'ref');
  if (found) return context.load(table.byId, found.id);
  if (!seesProposals(context)) return null;
  const view = withProposals(context);
  const waiting = await findRef(view, ref, [table.type], 'ref');
  const row = waiting && (await view.load(table.byId, waiting.id));
  return row && new Within(row, view);
}
