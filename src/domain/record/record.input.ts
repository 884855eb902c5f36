import { Field, InputType } from 'type-graphql';
import { type Sql, sql } from '../../database/sql.js';
import type { Context } from '../context.js';
import { CountRange, countsIn } from '../filter/count-range.input.js';
import { NestedField } from '../filter/decorators.js';
import type { RecordType } from './record.enums.js';

/** What the filter of every record type has. */
@InputType({ description: 'Which records.' })
export abstract class RecordFilter {
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether sources contradict each other on it and nobody has decided.',
  })
  hasConflict?: boolean | null;

  @NestedField(() => CountRange, 'So many different sources speak of it.')
  sourceCount?: CountRange | null;
}

/** Conditions on the registry entry of a record of that type (alias r). */
export const recordConditions = (
  context: Context,
  type: RecordType,
  own: RecordFilter,
  at: string,
): (Sql | null | Promise<Sql | null>)[] => [
  // As text, not as a value: only then is it known to be what the index holds.
  own.hasConflict == null ? null : sql.raw(`r.has_conflict = ${own.hasConflict ? 1 : 0}`),
  ...countsIn(
    context,
    own,
    at,
    { table: 'registry', alias: 'r', where: sql.raw(`type = '${type}'`) },
    { sourceCount: 'source_count' },
  ),
];
