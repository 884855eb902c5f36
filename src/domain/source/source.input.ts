import { Field, InputType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { RefScalar } from '../../graphql/scalars.js';
import { DateRange } from '../date/date-range.input.js';
import { CountRange } from '../filter/count-range.input.js';
import { FiltersField, ListField, NestedField } from '../filter/decorators.js';
import type { Logic } from '../filter/logic.js';
import { orderInput } from '../paging/order.js';
import { RecordFilter } from '../record/record.input.js';
import { Source } from './source.entity.js';
import { SourceKind } from './source.enums.js';

export const SourceOrder = orderInput('Source', 'sources', {
  CLAIM_COUNT: 'For or against how many claims it is evidence.',
});
export const SourceConnection = connectionType('Source', () => Source, 'sources');

@InputType({ description: 'Which sources; every given field must hold, a list holds where one of its values does.' })
export class SourceFilter extends RecordFilter implements Logic<SourceFilter> {
  @FiltersField(() => SourceFilter, 'All of these must hold.')
  and?: SourceFilter[] | null;

  @FiltersField(() => SourceFilter, 'At least one of these must hold.')
  or?: SourceFilter[] | null;

  @NestedField(() => SourceFilter, 'This must not hold; an empty filter always holds.')
  not?: SourceFilter | null;

  @ListField(() => SourceKind, 'It is of this kind.')
  kind?: SourceKind[] | null;

  @Field(() => RefScalar, { nullable: true, description: 'This organization published it.' })
  publisher?: string | null;

  @ListField(() => String, 'It is in this language (BCP 47).')
  lang?: string[] | null;

  @NestedField(() => DateRange, 'Its publication date lies so.')
  date?: DateRange | null;

  @Field(() => String, {
    nullable: true,
    description: 'All these words stand in its names, in any language, whatever accents and case.',
  })
  text?: string | null;

  @Field(() => RefScalar, {
    nullable: true,
    description: 'It says something about this record; of a country, about it or its State.',
  })
  about?: string | null;

  @NestedField(() => CountRange, 'It is evidence for or against so many claims.')
  claimCount?: CountRange | null;
}
