import { Arg, Args, Ctx, Query, Resolver } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import type { OrderBy } from '../paging/order.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Country } from './country.entity.js';
import { CountryConnection, CountryFilter, CountryOrder } from './country.input.js';
import { countries } from './country.loaders.js';
import { listCountries } from './country.service.js';

@Resolver(() => Country)
export class CountryResolver {
  @Query(() => Country, {
    nullable: true,
    description: 'The country that a code or name means; null where nothing is called so.',
  })
  country(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, countries, asOf);
  }

  @Query(() => CountryConnection, { description: 'Countries, page by page.' })
  countries(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => CountryFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: CountryFilter | null,
    @Arg('orderBy', () => CountryOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listCountries(context, { page, filter, orderBy });
  }
}
