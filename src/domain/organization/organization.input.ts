import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Organization } from './organization.entity.js';
import { OrganizationKind } from './organization.enums.js';

export const OrganizationOrder = orderInput('Organization', 'organizations', {
  AGREEMENT_COUNT: 'Of how many agreements it is a party.',
  MEETING_COUNT: 'In how many meetings it took part, or somebody acted for it.',
});
export const OrganizationConnection = connectionType('Organization', () => Organization, 'organizations');

@InputType({
  description: 'Which organizations; every given field must hold, a list holds where one of its values does.',
})
export class OrganizationFilter extends RecordFilter implements Logic<OrganizationFilter> {
  @FiltersField(() => OrganizationFilter, 'All of these must hold.')
  and?: OrganizationFilter[] | null;

  @FiltersField(() => OrganizationFilter, 'At least one of these must hold.')
  or?: OrganizationFilter[] | null;

  @NestedField(() => OrganizationFilter, 'This must not hold; an empty filter always holds.')
  not?: OrganizationFilter | null;

  @ListField(() => OrganizationKind, 'It is of this kind.')
  kind?: OrganizationKind[] | null;

  @Field(() => RefScalar, { nullable: true, description: 'It belongs to this country.' })
  country?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'It is part of this organization.' })
  parent?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @NestedField(() => CountRange, 'It is a party of so many agreements.')
  agreementCount?: CountRange | null;

  @NestedField(
    () => CountRange,
    'It took part in so many meetings, or somebody acted for it there; those that stayed away do not count.',
  )
  meetingCount?: CountRange | null;
}
