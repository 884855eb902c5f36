import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { sourceIdsOfLink } from '../claim/claim.loaders.js';
import { claimsOf } from '../claim/claim.service.js';
import { commodities } from '../commodity/commodity.loaders.js';
import type { Context } from '../context.js';
import type { OrderBy } from '../paging/order.js';
import { actorById } from '../person/person.loaders.js';
import { Quantity } from '../quantity/quantity.type.js';
import { type Row, Warning } from '../record/record.entity.js';
import { warningsOf } from '../record/warnings.js';
import { Source } from '../source/source.entity.js';
import { sources } from '../source/source.loaders.js';
import { agreements } from './agreement.loaders.js';
import { CommodityTerm } from './commodity-term.entity.js';
import { CommodityTermConnection, CommodityTermFilter, CommodityTermOrder } from './commodity-term.input.js';
import { listTerms } from './commodity-term.service.js';

@Resolver(() => CommodityTerm)
export class CommodityTermResolver {
  @Query(() => CommodityTermConnection, { description: 'Commodity terms of all agreements, page by page.' })
  commodityTerms(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CommodityTermFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: CommodityTermFilter | null,
    @Arg('orderBy', () => CommodityTermOrder, {
      nullable: true,
      description: 'In which order, where SLUG and LABEL are those of the agreement; that of entry without it.',
    })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listTerms(context, { page, filter, orderBy });
  }

  @FieldResolver()
  agreement(@Root() term: Row<CommodityTerm>, @Ctx() context: Context) {
    return context.load(agreements.byId, term.agreementId);
  }

  @FieldResolver()
  commodity(@Root() term: Row<CommodityTerm>, @Ctx() context: Context) {
    return context.load(commodities.byId, term.commodityId);
  }

  @FieldResolver()
  from(@Root() term: Row<CommodityTerm>, @Ctx() context: Context) {
    return context.loadOptional(actorById, term.fromId);
  }

  @FieldResolver()
  to(@Root() term: Row<CommodityTerm>, @Ctx() context: Context) {
    return context.loadOptional(actorById, term.toId);
  }

  @FieldResolver()
  quantity(@Root() term: Row<CommodityTerm>): Quantity | null {
    const { unit, bound, per, raw, quantityMin: min, quantityMax: max } = term;
    return unit === null ? null : { min, max, unit, per, raw, bound: bound ?? 'UNSTATED' };
  }

  @FieldResolver(() => [Source], { description: 'The sources of the claims on it.' })
  async sources(@Root() term: Row<CommodityTerm>, @Ctx() context: Context) {
    const ids = await context.load(sourceIdsOfLink, term.id);
    return Promise.all(ids.map((id) => context.load(sources.byId, id)));
  }

  @FieldResolver(() => ClaimConnection, { description: 'The claims on it.' })
  claims(@Root() term: Row<CommodityTerm>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'link', term.id, args);
  }

  @FieldResolver(() => [Warning], { description: 'Values that were kept although they look impossible.' })
  warnings(@Root() term: Row<CommodityTerm>): Warning[] {
    return warningsOf(term);
  }
}
