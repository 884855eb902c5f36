import { Field, Int, ObjectType } from 'type-graphql';
import { describeEnum } from '../../graphql/enum.js';
import { AgreementStatus, TermKind } from '../agreement/agreement.enums.js';
import { Commodity } from '../commodity/commodity.entity.js';
import { Actor } from '../person/actor.entity.js';
import { QuantityRange } from '../quantity/quantity.type.js';

export const FlowDimension = {
  COMMODITY: 'COMMODITY',
  FROM: 'FROM',
  TO: 'TO',
  KIND: 'KIND',
  AGREEMENT_STATUS: 'AGREEMENT_STATUS',
  YEAR: 'YEAR',
} as const;
export type FlowDimension = (typeof FlowDimension)[keyof typeof FlowDimension];
describeEnum(FlowDimension, 'FlowDimension', 'What flows can be grouped by.', {
  COMMODITY: 'The commodity of the term.',
  FROM: 'Who gives.',
  TO: 'Who gets.',
  KIND: 'At what stage the quantity stands.',
  AGREEMENT_STATUS: 'How far the agreement has come.',
  YEAR: "The year of the term's period, else of the agreement's date.",
});

@ObjectType({
  description: 'What the terms of one group add up to; stages are never added together.',
  simpleResolvers: true,
})
export class CommodityFlow {
  @Field(() => Commodity, { nullable: true, description: 'The commodity, where grouped so.' })
  commodity?: Commodity | null;

  @Field(() => Actor, { nullable: true, description: 'Who gives, where grouped so.' })
  from?: object | null;

  @Field(() => Actor, { nullable: true, description: 'Who gets, where grouped so.' })
  to?: object | null;

  @Field(() => TermKind, { nullable: true, description: 'The stage of all its terms.' })
  kind!: TermKind | null;

  @Field(() => AgreementStatus, { nullable: true, description: 'How far the agreements have come, where grouped so.' })
  agreementStatus!: AgreementStatus | null;

  @Field(() => Int, { nullable: true, description: 'The year, where grouped so.' })
  year!: number | null;

  @Field(() => QuantityRange, {
    description: 'The sum of the quantities that convert; an end is null where one of them leaves it open.',
  })
  total!: QuantityRange;

  @Field(() => Int, { description: 'How many terms the group has.' })
  termCount!: number;

  @Field(() => Int, {
    description: 'How many of them have no quantity or one that does not convert; they are not in the total.',
  })
  notConvertible!: number;

  @Field(() => Boolean, {
    description:
      'Whether terms on narrower commodities, which have flows of their own beside it, are added in: these must not be added to it again.',
  })
  includesNarrower!: boolean;
}
