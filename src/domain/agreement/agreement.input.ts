import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Agreement } from './agreement.entity.js';
import { AgreementStatus, Instrument, TermKind } from './agreement.enums.js';

export const AgreementOrder = orderInput('Agreement', 'agreements', {
  PARTY_COUNT: 'How many different parties it has.',
  TERM_COUNT: 'How many commodity terms it has.',
  MEETING_COUNT: 'How many meetings were about it.',
});
export const AgreementConnection = connectionType('Agreement', () => Agreement, 'agreements');

@InputType({ description: 'Which agreements; every given field must hold, a list holds where one of its values does.' })
export class AgreementFilter extends RecordFilter implements Logic<AgreementFilter> {
  @FiltersField(() => AgreementFilter, 'All of these must hold.')
  and?: AgreementFilter[] | null;

  @FiltersField(() => AgreementFilter, 'At least one of these must hold.')
  or?: AgreementFilter[] | null;

  @NestedField(() => AgreementFilter, 'This must not hold; an empty filter always holds.')
  not?: AgreementFilter | null;

  @Field(() => RefScalar, { nullable: true, description: 'A term names this commodity, or one narrower than it.' })
  commodity?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: true,
    description: 'Whether commodity also means everything narrower than it.',
  })
  includeNarrower?: boolean | null;

  @Field(() => RefScalar, { nullable: true, description: "Is a party; a country's name or code stands for its State." })
  party?: string | null;

  @ListField(() => RefScalar, 'All of these are parties.')
  between?: string[] | null;

  @ListField(() => AgreementStatus, 'How far it has come.')
  status?: AgreementStatus[] | null;

  @ListField(() => Instrument, 'What form it takes.')
  instrument?: Instrument[] | null;

  @ListField(() => TermKind, 'A term is of this kind; with commodity, the same term.')
  termKind?: TermKind[] | null;

  @NestedField(() => DateRange, 'Its date lies so.')
  date?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names or summary, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description: 'This person is a party, or took part in a meeting about it.',
  })
  person?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This meeting was about it.' })
  meeting?: string | null;

  @Field(() => RefScalar, { nullable: true, description: 'This source says something about it.' })
  source?: string | null;

  @NestedField(() => CountRange, 'It has so many different parties.')
  partyCount?: CountRange | null;

  @NestedField(() => CountRange, 'It has so many commodity terms.')
  termCount?: CountRange | null;

  @NestedField(() => CountRange, 'So many meetings were about it.')
  meetingCount?: CountRange | null;
}
