import { readsAsOf } from '../../database/as-of.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { Within } from '../../graphql/execution/within.js';
import { type Context, createContext } from '../context.js';
import { seesProposals, withProposals } from '../proposal/view.js';
import type { RecordTable } from '../record/record.loaders.js';
import { readRef } from '../reference/ref-matches.js';
import { findRef } from '../reference/reference.service.js';
import { historicTables } from './historic-tables.js';

const pasts = new WeakMap<Context, Map<number, Context>>();

/** A context that reads everything as it was after a change. */
export function contextAsOf(context: Context, cut: number): Context {
  const known = pasts.get(context) ?? new Map<number, Context>();
  pasts.set(context, known);
  const past =
    known.get(cut) ??
    createContext({
      database: readsAsOf(context.database, historicTables, cut),
      languages: context.languages,
      viewer: context.viewer,
      lookedFor: context.lookedFor,
      asOf: cut,
    });
  known.set(cut, past);
  return past;
}

/** The last change of a time; null where there was none yet. @throws InputError for a time that has not come. */
async function cutAt(context: Context, asOf: string): Promise<number | null> {
  const time = new Date(asOf);
  const now = new Date();
  if (time > now)
    throw new InputError(`asOf lies ahead: it is ${now.toISOString()} now, and only what was can be told.`, {
      argument: 'asOf',
    });
  const [last] = await context.database.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM change c WHERE c.at <= ${time.toISOString()} ORDER BY c.at DESC, c.id DESC LIMIT 1`,
  );
  return last?.id ?? null;
}

/** What a question about one thing gives as of a time, with all that hangs on it; null where it was not there then. */
export async function asOfTime(
  context: Context,
  asOf: string,
  find: (past: Context) => PromiseLike<unknown>,
): Promise<Within | null> {
  const cut = await cutAt(context, asOf);
  if (cut === null) return null;
  const past = contextAsOf(context, cut);
  const value = await find(past);
  return value === null ? null : new Within(value, past);
}

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

/** @throws InputError where a question about the past asks for what is known of the present only. */
export function requirePresent({ asOf }: Context, what: string): void {
  if (asOf !== null)
    throw new InputError(`${what} tells the present only: leave it out where asOf is given.`, { argument: 'asOf' });
}
