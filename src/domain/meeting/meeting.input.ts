import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Meeting } from './meeting.entity.js';
import { MeetingKind, MeetingStatus } from './meeting.enums.js';

export const MeetingOrder = orderInput('Meeting', 'meetings', {
  PARTICIPANT_COUNT: 'How many people and organizations took or are to take part.',
  DELEGATION_COUNT: 'How many delegations came or are expected.',
  AGREEMENT_COUNT: 'How many agreements it was about.',
});
export const MeetingConnection = connectionType('Meeting', () => Meeting, 'meetings');

@InputType({ description: 'Which meetings; every given field must hold, a list holds where one of its values does.' })
export class MeetingFilter extends RecordFilter implements Logic<MeetingFilter> {
  @FiltersField(() => MeetingFilter, 'All of these must hold.')
  and?: MeetingFilter[] | null;

  @FiltersField(() => MeetingFilter, 'At least one of these must hold.')
  or?: MeetingFilter[] | null;

  @NestedField(() => MeetingFilter, 'This must not hold; an empty filter always holds.')
  not?: MeetingFilter | null;

  @ListField(() => MeetingKind, 'It is of this kind.')
  kind?: MeetingKind[] | null;

  @ListField(() => MeetingStatus, 'Whether it took place.')
  status?: MeetingStatus[] | null;

  @NestedField(() => DateRange, 'Its date lies so.')
  date?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names or summary, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description:
      'It was held there, a delegation or participant acts for the country or one of its organizations, or its State is party of an agreement dealt with there.',
  })
  country?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This person took part, or is to; not if they stayed away.' })
  person?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description:
      'This organization took part, or a delegation or participant acts for it; those that stayed away do not count.',
  })
  organization?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'It was held there.' })
  place?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'It was about this agreement.' })
  agreement?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description: 'It was about an agreement with a term on this commodity, or on one narrower than it.',
  })
  commodity?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether commodity also means everything narrower than it.',
  })
  includeNarrower?: boolean | null;

  @NestedField(
    () => CountRange,
    'So many people and organizations took part or are to; those that stayed away do not count.',
  )
  participantCount?: CountRange | null;

  @NestedField(() => CountRange, 'So many delegations came or are expected.')
  delegationCount?: CountRange | null;

  @NestedField(() => CountRange, 'It was about so many agreements.')
  agreementCount?: CountRange | null;
}
