import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { AttendanceStatus } from '../meeting/meeting.enums.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Delegation } from './delegation.entity.js';
import { Side } from './delegation.enums.js';

export const DelegationOrder = orderInput('Delegation', 'delegations', {
  MEMBER_COUNT: 'How many belonged to it.',
});
export const DelegationConnection = connectionType('Delegation', () => Delegation, 'delegations');

@InputType({
  description: 'Which delegations; every given field must hold, a list holds where one of its values does.',
})
export class DelegationFilter extends RecordFilter implements Logic<DelegationFilter> {
  @FiltersField(() => DelegationFilter, 'All of these must hold.')
  and?: DelegationFilter[] | null;

  @FiltersField(() => DelegationFilter, 'At least one of these must hold.')
  or?: DelegationFilter[] | null;

  @NestedField(() => DelegationFilter, 'This must not hold; an empty filter always holds.')
  not?: DelegationFilter | null;

  @ListField(() => Side, 'On which side it stands.')
  side?: Side[] | null;

  @ListField(() => AttendanceStatus, 'Whether it came.')
  status?: AttendanceStatus[] | null;

  @Field(() => RefScalar, { nullable: true, description: 'It came to this meeting.' })
  meeting?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'It came for this organization.' })
  onBehalfOf?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description: 'It came for the State of this country or for one of its organizations.',
  })
  country?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This person belonged to it.' })
  person?: string | null;

  @NestedField(() => DateRange, 'The date of its meeting lies so.')
  date?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @NestedField(() => CountRange, 'So many belonged to it; those that stayed away do not count.')
  memberCount?: CountRange | null;
}
