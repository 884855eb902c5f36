import { Field, Float, ObjectType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';
import { Bound } from './quantity.enums.js';
import { TimeUnit } from './units.js';

describeEnum(TimeUnit, 'TimeUnit', 'The time to which a rate refers.', {
  DAY: 'A day of 24 hours.',
  WEEK: 'A week of seven days.',
  MONTH: 'A month, a twelfth of a year.',
  QUARTER: 'A quarter of a year.',
  YEAR: 'A year of 365.25 days.',
});

@ObjectType({
  description: 'An amount between two ends, in a unit and, for a rate, per period.',
  simpleResolvers: true,
})
export class QuantityRange {
  @Field(() => Float, { nullable: true, description: 'The lower end; null where it is open or unknown.' })
  min!: number | null;

  @Field(() => Float, { nullable: true, description: 'The upper end; null where it is open or unknown.' })
  max!: number | null;

  @Field(() => String, { description: 'The unit as a UCUM code, for example t.' })
  unit!: string;

  @Field(() => TimeUnit, { nullable: true, description: 'The period of a rate; null for a total.' })
  per!: TimeUnit | null;
}

@ObjectType({
  description: 'How much of something, as a range with its unit and, for a rate, its period.',
  simpleResolvers: true,
})
export class Quantity extends QuantityRange {
  @Field(() => Bound, { description: 'How the two ends are meant.' })
  bound!: Bound;

  @Field(() => String, { nullable: true, description: 'The quantity as the source writes it.' })
  raw!: string | null;

  @Field(() => QuantityRange, {
    nullable: true,
    description:
      'The same in another unit and period; null where it does not convert, as from mass to volume or from a total to a rate.',
  })
  in?: QuantityRange | null;
}
