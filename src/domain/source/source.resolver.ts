import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import { ClaimArgs, ClaimConnection } from '../claim/claim.input.js';
import { claimsOf } from '../claim/claim.service.js';
import type { Context } from '../context.js';
import { organizations } from '../organization/organization.loaders.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Source } from './source.entity.js';
import { SourceConnection, SourceFilter, SourceOrder } from './source.input.js';
import { sources } from './source.loaders.js';
import { listSources } from './source.service.js';

@Resolver(() => Source)
export class SourceResolver {
  @Query(() => Source, { nullable: true, description: 'The source of this name; null where nothing is called so.' })
  source(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, sources, asOf);
  }

  @Query(() => SourceConnection, { description: 'Sources, page by page.' })
  sources(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => SourceFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: SourceFilter | null,
    @Arg('orderBy', () => SourceOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listSources(context, { page, filter, orderBy });
  }

  @FieldResolver()
  publisher(@Root() source: Row<Source>, @Ctx() context: Context) {
    return context.loadOptional(organizations.byId, source.publisherId);
  }

  @FieldResolver(() => ClaimConnection, {
    description: 'What this source says: the claims for or against which it is evidence.',
  })
  claims(@Root() source: Row<Source>, @Args(() => ClaimArgs) args: ClaimArgs, @Ctx() context: Context) {
    return claimsOf(context, 'source', source.id, args);
  }
}
