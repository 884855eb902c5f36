import { readsAsOf } from '../../database/as-of.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { Within } from '../../graphql/execution/within.js';
import { type Context, createContext } from '../context.js';
import { viewsOf } from '../views.js';
import { historicTables } from './historic-tables.js';

/** A context that reads everything as it was after a change. */
export const contextAsOf = viewsOf((context, cut: number) =>
  createContext({
    database: readsAsOf(context.database, historicTables, cut),
    languages: context.languages,
    viewer: context.viewer,
    lookedFor: context.lookedFor,
    asOf: cut,
  }),
);

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

/** @throws InputError where a question about the past asks for what is known of the present only. */
export function requirePresent({ asOf }: Context, what: string): void {
  if (asOf !== null)
    throw new InputError(`${what} tells the present only: leave it out where asOf is given.`, { argument: 'asOf' });
}
