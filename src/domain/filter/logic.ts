import { type Sql, sql } from '../../database/sql.js';

/** What every filter input can be combined with. */
export interface Logic<Filter> {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
}

const TRUE = sql`1 = 1`;

/** Every given field must hold; `own` compiles the fields of one filter apart from and, or and not. */
export async function whereOf<Filter extends Logic<Filter>>(
  filter: Filter | null | undefined,
  own: (filter: Filter) => Promise<readonly (Sql | null)[]>,
): Promise<Sql | null> {
  if (filter == null) return null;
  const all = (filters: readonly Filter[]) =>
    Promise.all(filters.map(async (each) => (await whereOf(each, own)) ?? TRUE));
  const [fields, and, or, not] = await Promise.all([
    own(filter),
    all(filter.and ?? []),
    filter.or ? all(filter.or) : null,
    filter.not ? whereOf(filter.not, own) : null,
  ]);
  const conditions = [...fields.filter((field) => field !== null), ...and];
  if (or) conditions.push(sql`(${sql.join(or, ' OR ')})`);
  // A condition on a value that is absent is unknown to SQL, and NOT must then say yes.
  if (filter.not) conditions.push(sql`NOT COALESCE((${not ?? TRUE}), ${sql.choose(sql`0`, sql`false`)})`);
  return conditions.length > 0 ? sql`(${sql.join(conditions, ' AND ')})` : null;
}

/** `expression` has one of the values; nothing to check where no list was given. */
export const oneOf = (expression: string, values: readonly string[] | null | undefined): Sql | null =>
  values ? sql.in(sql.raw(expression), values) : null;
