import { includes } from '../../auth/roles.js';
import { readsWith } from '../../database/as-of.js';
import { type Sql, sql } from '../../database/sql.js';
import { historicTables } from '../change/historic-tables.js';
import { type Context, createContext } from '../context.js';
import { viewsOf } from '../views.js';

/** Whether somebody may see what others have put forward and nobody has accepted. */
export const seesProposals = ({ viewer }: Pick<Context, 'viewer'>): boolean =>
  viewer !== null && includes(viewer.role, 'contributor');

const named = (data: Sql) => sql`COALESCE(${data} ->> 'actor_id', ${data} ->> 'commodity_id', ${data} ->> 'source_id')`;

const isThere = (
  id: Sql,
  registry: Sql,
) => sql`(${id} IS NULL OR EXISTS (SELECT 1 FROM ${registry} r WHERE r.id = ${id})
  OR EXISTS (SELECT 1 FROM proposed x WHERE x.part = 'registry' AND x.row_id = ${id}))`;

/** What a link or a passage cannot be without may have gone since: whoever looks sees the rest. */
const WHOLE = sql.choose(
  isThere(named(sql`w.data`), sql`main.registry`),
  isThere(sql`CAST(${named(sql`w.data::jsonb`)} AS integer)`, sql`registry`),
);

/** What stands aside and is seen: all that waits, and that one proposal, or everything, though it may have been refused. */
const view = viewsOf((context, also: number | 'all' | null) => {
  const seen = also === 'all' ? sql`1 = 1` : sql`p.status = 'PROPOSED' OR p.id = ${also ?? 0}`;
  return createContext({
    database: readsWith(
      context.database,
      historicTables,
      sql`FROM proposed w JOIN proposal p ON p.id = w.proposal_id WHERE (${seen}) AND ${WHOLE}`,
    ),
    languages: context.languages,
    viewer: context.viewer,
  });
});

/** A context that reads as if all that waits had been accepted, and besides, that one proposal, though it may have been refused. */
export const withProposals = (context: Context, also: number | null = null): Context => view(context, also);

/** The same with all that was refused. */
export const withRefused = (context: Context): Context => view(context, 'all');

/** The view in which what stands aside under an id can be seen, by those who may; null where nothing does. */
export async function viewOf(context: Context, id: number): Promise<Context | null> {
  if (!seesProposals(context) || context.asOf !== null) return null;
  const [row] = await context.database.rows<{ proposal: number }>(
    { proposal: 'w.proposal_id' },
    sql`FROM proposed w WHERE w.row_id = ${id} ORDER BY w.proposal_id LIMIT 1`,
  );
  return row ? withProposals(context, row.proposal) : null;
}
