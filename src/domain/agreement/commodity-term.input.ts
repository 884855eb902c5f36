import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { plainOrderInput } from '../paging/order.js';
import { AgreementStatus, TermKind } from './agreement.enums.js';
import { CommodityTerm } from './commodity-term.entity.js';

export const CommodityTermOrder = plainOrderInput('CommodityTerm', 'commodity terms');
export const CommodityTermConnection = connectionType('CommodityTerm', () => CommodityTerm, 'commodity terms');

@InputType({
  description: 'Which commodity terms; every given field must hold, a list holds where one of its values does.',
})
export class CommodityTermFilter implements Logic<CommodityTermFilter> {
  @FiltersField(() => CommodityTermFilter, 'All of these must hold.')
  and?: CommodityTermFilter[] | null;

  @FiltersField(() => CommodityTermFilter, 'At least one of these must hold.')
  or?: CommodityTermFilter[] | null;

  @NestedField(() => CommodityTermFilter, 'This must not hold; an empty filter always holds.')
  not?: CommodityTermFilter | null;

  @Field(() => RefScalar, { nullable: true, description: 'It is about this commodity, or one narrower than it.' })
  commodity?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether commodity also means everything narrower than it.',
  })
  includeNarrower?: boolean | null;

  @Field(() => RefScalar, { nullable: true, description: 'Who gives it.' })
  from?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'Who gets it.' })
  to?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'Is a party of its agreement.' })
  party?: string | null;

  @ListField(() => TermKind, 'At what stage it stands.')
  kind?: TermKind[] | null;

  @ListField(() => AgreementStatus, 'How far its agreement has come.')
  agreementStatus?: AgreementStatus[] | null;

  @Field(() => RefScalar, { nullable: true, description: 'It stands in this agreement.' })
  agreement?: string | null;

  @NestedField(() => DateRange, 'Its period lies so; without a period, the date of its agreement.')
  date?: DateRange | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;
}
