import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Commodity } from './commodity.entity.js';
import { CodeScheme } from './commodity.enums.js';

export const CommodityOrder = orderInput('Commodity', 'commodities', {
  AGREEMENT_COUNT: 'How many agreements have a term on it or on something narrower.',
});
export const CommodityConnection = connectionType('Commodity', () => Commodity, 'commodities');

@InputType({
  description: 'Which commodities; every given field must hold, a list holds where one of its values does.',
})
export class CommodityFilter extends RecordFilter implements Logic<CommodityFilter> {
  @FiltersField(() => CommodityFilter, 'All of these must hold.')
  and?: CommodityFilter[] | null;

  @FiltersField(() => CommodityFilter, 'At least one of these must hold.')
  or?: CommodityFilter[] | null;

  @NestedField(() => CommodityFilter, 'This must not hold; an empty filter always holds.')
  not?: CommodityFilter | null;

  @Field(() => RefScalar, { nullable: true, description: 'It is one step below this commodity.' })
  parent?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'It is this commodity or anything narrower.' })
  within?: string | null;

  @ListField(() => CodeScheme, 'It has a code of this classification.')
  scheme?: CodeScheme[] | null;

  @Field(() => RefScalar, { nullable: true, description: 'A term of this agreement names it.' })
  agreement?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @NestedField(() => CountRange, 'So many agreements have a term on it or on something narrower.')
  agreementCount?: CountRange | null;
}
