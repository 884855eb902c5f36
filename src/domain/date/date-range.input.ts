import { Field, InputType } from 'type-graphql';
import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { describeEnum } from '../../graphql/enum.js';
import { DateScalar } from '../../graphql/scalars.js';
import { dayNumber } from './edtf.js';

export const DateMatch = { OVERLAPS: 'OVERLAPS', WITHIN: 'WITHIN' } as const;
export type DateMatch = (typeof DateMatch)[keyof typeof DateMatch];
describeEnum(DateMatch, 'DateMatch', 'How a date, which may span many days, must lie to a range.', {
  OVERLAPS: 'Some day that it can mean lies in the range.',
  WITHIN: 'Every day that it can mean lies in the range.',
});

@InputType({ description: 'A span of days; an end that is left out is open.' })
export class DateRange {
  @Field(() => DateScalar, { nullable: true, description: 'The first day.' })
  from?: string | null;

  @Field(() => DateScalar, { nullable: true, description: 'The last day.' })
  to?: string | null;

  @Field(() => DateMatch, {
    nullable: true,
    defaultValue: DateMatch.OVERLAPS,
    description: 'How a date must lie to the range.',
  })
  mode?: DateMatch | null;
}

/** `from` and `to` are SQL of a date's bounds as YYYYMMDD; what has no date lies in no range. `argument` names the input for messages. */
export async function dateCondition(
  range: DateRange | null | undefined,
  from: string,
  to: string,
  argument: string,
): Promise<Sql | null> {
  if (range == null) return null;
  const first = range.from == null ? null : dayNumber(range.from);
  const last = range.to == null ? null : dayNumber(range.to);
  if (first !== null && last !== null && first > last)
    throw new InputError(`${argument}: from (${range.from}) is after to (${range.to}); exchange the two.`, {
      argument: `${argument}.from`,
    });
  const within = range.mode === 'WITHIN';
  const conditions = [sql.raw(`${from} IS NOT NULL`)];
  if (first !== null) conditions.push(sql`${sql.raw(within ? from : to)} >= ${first}`);
  if (last !== null) conditions.push(sql`${sql.raw(within ? to : from)} <= ${last}`);
  return sql`(${sql.join(conditions, ' AND ')})`;
}
