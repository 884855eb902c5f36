import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { CommodityTermConnection, CommodityTermFilter } from '../agreement/commodity-term.input.js';
import { commodities } from '../commodity/commodity.loaders.js';
import type { Context } from '../context.js';
import { actorById } from '../person/person.loaders.js';
import { TimeUnit } from '../quantity/units.js';
import type { Row } from '../record/record.entity.js';
import { commodityFlows, type FlowRow, termsOf } from './flow.service.js';
import { CommodityFlow, FlowDimension } from './flow.type.js';

@Resolver(() => CommodityFlow)
export class FlowResolver {
  @Query(() => [CommodityFlow], {
    description:
      'Who gives how much of what to whom: commodity terms added up by group, without those that were denied or refuted, and without those of agreements that were terminated or cancelled.',
  })
  commodityFlows(
    @Arg('filter', () => CommodityTermFilter, { nullable: true, description: 'Which terms; all without it.' })
    filter: CommodityTermFilter | null,
    @Arg('groupBy', () => [FlowDimension], {
      description: 'What tells groups apart, and what they are ordered by; stages are kept apart in any case.',
    })
    groupBy: FlowDimension[],
    @Arg('unit', () => String, { description: 'The unit of the sums as a UCUM code or a common name, for example t.' })
    unit: string,
    @Arg('per', () => TimeUnit, {
      nullable: true,
      description: 'The period of the sums when rates are asked for; none for totals.',
    })
    per: TimeUnit | null,
    @Arg('rollUp', () => Boolean, {
      defaultValue: false,
      description:
        'Whether a term also counts under each commodity above its own, up to the one that the filter names; groupBy must then hold COMMODITY.',
    })
    rollUp: boolean,
    @Ctx() context: Context,
  ) {
    return commodityFlows(context, { filter, groupBy, unit, per, rollUp });
  }

  @FieldResolver()
  commodity(@Root() flow: Row<FlowRow>, @Ctx() context: Context) {
    return context.loadOptional(commodities.byId, flow.commodityId);
  }

  @FieldResolver()
  from(@Root() flow: Row<FlowRow>, @Ctx() context: Context) {
    return context.loadOptional(actorById, flow.fromId);
  }

  @FieldResolver()
  to(@Root() flow: Row<FlowRow>, @Ctx() context: Context) {
    return context.loadOptional(actorById, flow.toId);
  }

  @FieldResolver(() => CommodityTermConnection, { description: 'The terms that it is made of, in the order of entry.' })
  terms(@Root() flow: Row<FlowRow>, @Args(() => ForwardPageArgs) page: ForwardPageArgs, @Ctx() context: Context) {
    return termsOf(context, flow, page);
  }
}
