import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { countries } from '../country/country.loaders.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Place } from './place.entity.js';
import { PlaceConnection, PlaceFilter, PlaceOrder } from './place.input.js';
import { places } from './place.loaders.js';
import { listPlaces } from './place.service.js';

@Resolver(() => Place)
export class PlaceResolver {
  @Query(() => Place, { nullable: true, description: 'The place of this name; null where nothing is called so.' })
  place(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, places, asOf);
  }

  @Query(() => PlaceConnection, { description: 'Places, page by page.' })
  places(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => PlaceFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: PlaceFilter | null,
    @Arg('orderBy', () => PlaceOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listPlaces(context, { page, filter, orderBy });
  }

  @FieldResolver()
  country(@Root() place: Row<Place>, @Ctx() context: Context) {
    return context.loadOptional(countries.byId, place.countryId);
  }
}
