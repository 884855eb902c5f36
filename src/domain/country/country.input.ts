import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Country } from './country.entity.js';

export const CountryOrder = orderInput('Country', 'countries');
export const CountryConnection = connectionType('Country', () => Country, 'countries');

@InputType({ description: 'Which countries; every given field must hold, a list holds where one of its values does.' })
export class CountryFilter extends RecordFilter implements Logic<CountryFilter> {
  @FiltersField(() => CountryFilter, 'All of these must hold.')
  and?: CountryFilter[] | null;

  @FiltersField(() => CountryFilter, 'At least one of these must hold.')
  or?: CountryFilter[] | null;

  @NestedField(() => CountryFilter, 'This must not hold; an empty filter always holds.')
  not?: CountryFilter | null;

  @ListField(() => String, 'It has this ISO 3166 code, of two or three letters.')
  code?: string[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;
}
