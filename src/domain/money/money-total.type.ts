import { Field, Int, ObjectType } from 'type-graphql';
import { DecimalScalar } from '../../graphql/scalars.js';

@ObjectType({ description: 'What the amounts in one currency and on one basis add up to.', simpleResolvers: true })
export class MoneyTotal {
  @Field(() => String, { description: 'ISO 4217 code of the currency.' })
  currency!: string;

  @Field(() => String, { nullable: true, description: 'How the amounts are counted.' })
  basis!: string | null;

  @Field(() => DecimalScalar, { description: 'The exact sum.' })
  total!: string;

  @Field(() => Int, { description: 'How many amounts were added.' })
  count!: number;
}
