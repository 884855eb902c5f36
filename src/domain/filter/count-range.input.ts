import { Field, InputType, Int } from 'type-graphql';
import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import type { Context } from '../context.js';
import { among } from './among.js';

@InputType({ description: 'How many there are; both ends count in, and at least one is given.' })
export class CountRange {
  @Field(() => Int, { nullable: true, description: 'At least so many.' })
  min?: number | null;

  @Field(() => Int, { nullable: true, description: 'At most so many.' })
  max?: number | null;
}

/** Where counts are kept: in the type's own table (alias t), or in the registry (alias r), which all types share. */
interface Counted {
  readonly table: string;
  readonly alias: 'r' | 't';
  /** What holds for the rows of the type. */
  readonly where?: Sql;
}

function rangeOf({ min, max }: CountRange, count: string, argument: string): Sql {
  if (min == null && max == null)
    throw new InputError(`${argument}: give min, max or both.`, { argument: `${argument}.min` });
  if (min != null && max != null && min > max)
    throw new InputError(`${argument}: min (${min}) is greater than max (${max}); exchange the two.`, {
      argument: `${argument}.min`,
    });
  const conditions: Sql[] = [];
  if (min != null) conditions.push(sql`${sql.raw(count)} >= ${min}`);
  if (max != null) conditions.push(sql`${sql.raw(count)} <= ${max}`);
  return sql`(${sql.join(conditions, ' AND ')})`;
}

/**
 * Conditions on the counts of a filter; `columns` says which column keeps each, `at` is the path to the filter for messages.
 * @throws InputError for a range without an end, or with ends in the wrong order.
 */
export const countsIn = <Filter>(
  context: Context,
  filter: Filter,
  at: string,
  { table, alias, where = sql`1 = 1` }: Counted,
  columns: { readonly [Key in keyof Filter]?: string },
): Promise<Sql | null>[] =>
  (Object.entries(columns) as [keyof Filter & string, string][]).map(async ([field, column]) => {
    const range = filter[field] as CountRange | null | undefined;
    if (range == null) return null;
    const inRange = rangeOf(range, column, `${at}.${field}`);
    const ids = sql`SELECT id FROM ${sql.raw(table)} WHERE ${where} AND ${inRange}`;
    return among(context, `${alias}.id`, { ids, holds: rangeOf(range, `${alias}.${column}`, `${at}.${field}`) });
  });
