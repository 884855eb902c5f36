import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Person } from './person.entity.js';

export const PersonOrder = orderInput('Person', 'people', {
  MEETING_COUNT: 'In how many meetings they took or are to take part.',
});
export const PersonConnection = connectionType('Person', () => Person, 'people');

@InputType({ description: 'Which people; every given field must hold, a list holds where one of its values does.' })
export class PersonFilter extends RecordFilter implements Logic<PersonFilter> {
  @FiltersField(() => PersonFilter, 'All of these must hold.')
  and?: PersonFilter[] | null;

  @FiltersField(() => PersonFilter, 'At least one of these must hold.')
  or?: PersonFilter[] | null;

  @NestedField(() => PersonFilter, 'This must not hold; an empty filter always holds.')
  not?: PersonFilter | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in their names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about them.' })
  source?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description: 'They hold or held an office there, or took part in a meeting for it.',
  })
  organization?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description:
      'They hold or held an office at the State of this country or one of its organizations, or took part in a meeting for it.',
  })
  country?: string | null;

  @NestedField(
    () => DateRange,
    'They held an office at that time; organization and country then mean that same office.',
  )
  heldOffice?: DateRange | null;

  @Field(() => RefScalar, { nullable: true, description: 'They met this person.' })
  met?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'They took part in this meeting.' })
  meeting?: string | null;

  @NestedField(() => CountRange, 'They took part in so many meetings, or are to; not if they stayed away.')
  meetingCount?: CountRange | null;
}
