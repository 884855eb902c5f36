import { Field, ObjectType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';
import { DateScalar } from '../../graphql/scalars.js';
import { DatePrecision } from './edtf.js';

describeEnum(DatePrecision, 'DatePrecision', 'How exactly a date is known.', {
  DAY: 'To the day.',
  MONTH: 'To the month.',
  SEASON: 'To the season, quarter or half of a year.',
  YEAR: 'To the year.',
  DECADE: 'To the decade.',
  INTERVAL: 'It is a span between two dates, or an open one.',
  UNKNOWN: 'No calendar days follow from it.',
});

@ObjectType({ description: 'A date as a source gives it, in the Extended Date/Time Format (EDTF, ISO 8601-2).' })
export class EdtfDate {
  @Field(() => String, { description: 'The EDTF text, for example 2025-10, 2025-10-24~ or 2025-10-20/2025-10-24.' })
  edtf!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day that it can mean; null where the start is open or unknown.',
  })
  earliest!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day that it can mean; null where the end is open or unknown.',
  })
  latest!: string | null;

  @Field(() => DatePrecision, { description: 'How exactly it is known.' })
  precision!: DatePrecision;

  @Field(() => Boolean, { description: 'Whether it is marked as approximate (~).' })
  approximate!: boolean;

  @Field(() => Boolean, { description: 'Whether it is marked as uncertain (?).' })
  uncertain!: boolean;
}
