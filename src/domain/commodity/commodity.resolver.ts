import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { AgreementConnection, AgreementFilter, AgreementOrder } from '../agreement/agreement.input.js';
import { agreementsOf } from '../agreement/agreement.service.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Commodity } from './commodity.entity.js';
import { CommodityConnection, CommodityFilter, CommodityOrder } from './commodity.input.js';
import {
  ancestorsOfCommodity,
  childrenOfCommodity,
  codesOfCommodity,
  commodities,
  descendantsOfCommodity,
} from './commodity.loaders.js';
import { listCommodities } from './commodity.service.js';

@Resolver(() => Commodity)
export class CommodityResolver {
  @Query(() => Commodity, {
    nullable: true,
    description: 'The commodity that a name or code means; null where nothing is called so.',
  })
  commodity(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, commodities, asOf);
  }

  @Query(() => CommodityConnection, { description: 'Commodities, page by page.' })
  commodities(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CommodityFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: CommodityFilter | null,
    @Arg('orderBy', () => CommodityOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listCommodities(context, { page, filter, orderBy });
  }

  @FieldResolver()
  codes(@Root() commodity: Row<Commodity>, @Ctx() context: Context) {
    return context.load(codesOfCommodity, commodity.id);
  }

  @FieldResolver()
  parent(@Root() commodity: Row<Commodity>, @Ctx() context: Context) {
    return context.loadOptional(commodities.byId, commodity.parentId);
  }

  @FieldResolver()
  children(@Root() commodity: Row<Commodity>, @Ctx() context: Context) {
    return context.load(childrenOfCommodity, commodity.id);
  }

  @FieldResolver()
  ancestors(@Root() commodity: Row<Commodity>, @Ctx() context: Context) {
    return context.load(ancestorsOfCommodity, commodity.id);
  }

  @FieldResolver()
  descendants(@Root() commodity: Row<Commodity>, @Ctx() context: Context) {
    return context.load(descendantsOfCommodity, commodity.id);
  }

  @FieldResolver(() => AgreementConnection, { description: 'The agreements with a term on it.' })
  agreements(
    @Root() commodity: Row<Commodity>,
    @Args(() => PageArgs) page: PageArgs,
    @Arg('includeNarrower', () => Boolean, {
      nullable: true,
      defaultValue: true,
      description: 'Whether terms on anything narrower count too.',
    })
    includeNarrower: boolean | null,
    @Arg('filter', () => AgreementFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: AgreementFilter | null,
    @Arg('orderBy', () => AgreementOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return agreementsOf(context, includeNarrower === false ? 'commodityAlone' : 'commodity', commodity.id, {
      page,
      filter,
      orderBy,
    });
  }
}
