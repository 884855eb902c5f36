import { includes } from '../../auth/roles.js';
import { readsWith } from '../../database/as-of.js';
import { sql } from '../../database/sql.js';
import { historicTables } from '../change/historic-tables.js';
import { type Context, createContext } from '../context.js';

const views = new WeakMap<Context, Map<number | null, Context>>();

/** Whether somebody may see what others have put forward and nobody has accepted. */
export const seesProposals = ({ viewer }: Pick<Context, 'viewer'>): boolean =>
  viewer !== null && includes(viewer.role, 'contributor');

/** A context that reads as if all that waits had been accepted, and besides, that one proposal, though it may have been refused. */
export function withProposals(context: Context, also: number | null = null): Context {
  const known = views.get(context) ?? new Map<number | null, Context>();
  views.set(context, known);
  const kept = sql`FROM proposed w JOIN proposal p ON p.id = w.proposal_id WHERE (p.status = 'PROPOSED' OR p.id = ${also ?? 0})`;
  const view =
    known.get(also) ??
    createContext({
      database: readsWith(context.database, historicTables, kept),
      languages: context.languages,
      viewer: context.viewer,
    });
  known.set(also, view);
  return view;
}

/** The view in which what stands aside under an id can be seen, by those who may; null where nothing does. */
export async function viewOf(context: Context, id: number): Promise<Context | null> {
  if (!seesProposals(context) || context.asOf !== null) return null;
  const [row] = await context.database.rows<{ proposal: number }>(
    { proposal: 'w.proposal_id' },
    sql`FROM proposed w WHERE w.row_id = ${id} ORDER BY w.proposal_id LIMIT 1`,
  );
  return row ? withProposals(context, row.proposal) : null;
}
