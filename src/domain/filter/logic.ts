import { type Sql, sql } from '../../database/sql.js';
import { requireMeasure } from '../../graphql/filter-measure.js';
import { allRight } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { telling } from '../reference/not-found.js';

/** What every filter input can be combined with. */
export interface Logic<Filter> {
  and?: Filter[] | null;
  or?: Filter[] | null;
  not?: Filter | null;
}

const TRUE = sql`1 = 1`;

/** The fields of one filter apart from and, or and not as conditions; `at` is the path to it, for messages. */
type OwnFields<Filter> = (filter: Filter, at: string) => readonly (Sql | null | Promise<Sql | null>)[];

// The filter of a list inside records is one object for all of them.
const known = new WeakMap<Context, WeakMap<object, Promise<Sql | null>>>();

/** Every given field must hold; understood once in an operation. @throws InputError when the filters are too many or too deep for a database, AccordError naming every wrong value. */
export async function whereOf<Filter extends Logic<Filter>>(
  context: Context,
  filter: Filter | null | undefined,
  own: OwnFields<Filter>,
): Promise<Sql | null> {
  if (filter == null) return null;
  const conditions = known.get(context) ?? new WeakMap<object, Promise<Sql | null>>();
  known.set(context, conditions);
  const before = conditions.get(filter);
  if (before) return before;
  requireMeasure(filter, 'filter');
  const condition = telling(context, conditionOf(filter, own, 'filter'));
  conditions.set(filter, condition);
  return condition;
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

/** `expression` has one of the values; nothing to check where no list was given. */
export const oneOf = (expression: string, values: readonly string[] | null | undefined): Sql | null =>
  values ? sql.in(sql.raw(expression), values) : null;
