import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import type { Row } from '../record/record.entity.js';
import { MoneyAmount } from './money-amount.entity.js';

@Resolver(() => MoneyAmount)
export class MoneyAmountResolver {
  @FieldResolver(() => ClaimConnection, { description: 'The claims on it.' })
  claims(@Root() amount: Row<MoneyAmount>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'link', amount.id, args);
  }
}
