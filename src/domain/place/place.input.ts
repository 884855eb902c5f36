import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Place } from './place.entity.js';

export const PlaceOrder = orderInput('Place', 'places', {
  MEETING_COUNT: 'How many meetings took or are to take place there.',
});
export const PlaceConnection = connectionType('Place', () => Place, 'places');

@InputType({ description: 'Which places; every given field must hold, a list holds where one of its values does.' })
export class PlaceFilter extends RecordFilter implements Logic<PlaceFilter> {
  @FiltersField(() => PlaceFilter, 'All of these must hold.')
  and?: PlaceFilter[] | null;

  @FiltersField(() => PlaceFilter, 'At least one of these must hold.')
  or?: PlaceFilter[] | null;

  @NestedField(() => PlaceFilter, 'This must not hold; an empty filter always holds.')
  not?: PlaceFilter | null;

  @Field(() => RefScalar, { nullable: true, description: 'It lies in this country.' })
  country?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @NestedField(() => CountRange, 'So many meetings took place there, or are to.')
  meetingCount?: CountRange | null;
}
