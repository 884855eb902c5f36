import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { allRight } from '../../graphql/input.js';

/** What every filter input can be combined with. */
export interface Logic<Filter> {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
}

/** Databases limit the size and depth of a condition; these keep well below. */
export const MOST_FILTERS = 100;
export const DEEPEST = 20;

const TRUE = sql`1 = 1`;

/** The fields of one filter apart from and, or and not as conditions; `at` is the path to it, for messages. */
type OwnFields<Filter> = (filter: Filter, at: string) => readonly (Sql | null | Promise<Sql | null>)[];

/** Every given field must hold. @throws InputError when the filters are too many or too deep for a database, AccordError naming every wrong value. */
export async function whereOf<Filter extends Logic<Filter>>(
  filter: Filter | null | undefined,
  own: OwnFields<Filter>,
  argument = 'filter',
): Promise<Sql | null> {
  if (filter == null) return null;
  requireMeasure(filter, argument);
  return conditionOf(filter, own, argument);
}

async function conditionOf<Filter extends Logic<Filter>>(
  filter: Filter,
  own: OwnFields<Filter>,
  at: string,
): Promise<Sql | null> {
  const all = (filters: readonly Filter[], key: 'and' | 'or') =>
    allRight(filters.map(async (each, index) => (await conditionOf(each, own, `${at}.${key}[${index}]`)) ?? TRUE));
  const [fields, and, or, not] = await allRight([
    allRight(own(filter, at)),
    all(filter.and ?? [], 'and'),
    filter.or ? all(filter.or, 'or') : null,
    filter.not ? conditionOf(filter.not, own, `${at}.not`) : null,
  ]);
  const conditions = [...fields.filter((field) => field !== null), ...and];
  if (or) conditions.push(sql`(${sql.join(or, ' OR ')})`);
  // A condition on a value that is absent is unknown to SQL, and NOT must then say yes.
  if (filter.not) conditions.push(sql`NOT COALESCE((${not ?? TRUE}), ${sql.choose(sql`0`, sql`false`)})`);
  return conditions.length > 0 ? sql`(${sql.join(conditions, ' AND ')})` : null;
}

function requireMeasure<Filter extends Logic<Filter>>(filter: Filter, argument: string): void {
  const wrong = (what: string) => new InputError(`${argument}: ${what}; ask for less at once.`, { argument });
  let filters = 0;
  for (let level = [filter], depth = 1; level.length > 0; depth++) {
    filters += level.length;
    if (filters > MOST_FILTERS) throw wrong(`at most ${MOST_FILTERS} filters can be combined`);
    if (depth > DEEPEST) throw wrong(`filters can be nested ${DEEPEST} deep at most`);
    level = level.flatMap(({ and, or, not }) => [...(and ?? []), ...(or ?? []), ...(not ? [not] : [])]);
  }
}

/** `expression` has one of the values; nothing to check where no list was given. */
export const oneOf = (expression: string, values: readonly string[] | null | undefined): Sql | null =>
  values ? sql.in(sql.raw(expression), values) : null;
