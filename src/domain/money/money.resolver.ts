import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { AgreementFilter } from '../agreement/agreement.input.js';
import type { Context } from '../context.js';
import { amountsTotal } from './money.service.js';
import { MoneyTotal } from './money-total.type.js';

@Resolver()
export class MoneyResolver {
  @Query(() => [MoneyTotal], {
    description: 'What the amounts of agreements add up to, exactly, one total for each currency and basis.',
  })
  amountsTotal(
    @Arg('filter', () => AgreementFilter, { nullable: true, description: 'Which agreements; all without it.' })
    filter: AgreementFilter | null,
    @Arg('basis', () => String, { nullable: true, description: 'Only amounts counted in this way; all without it.' })
    basis: string | null,
    @Ctx() context: Context,
  ) {
    return amountsTotal(context, filter, basis);
  }
}
