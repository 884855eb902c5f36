import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { countries } from '../country/country.loaders.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Organization } from './organization.entity.js';
import { OrganizationConnection, OrganizationFilter, OrganizationOrder } from './organization.input.js';
import { organizations } from './organization.loaders.js';
import { listOrganizations } from './organization.service.js';

@Resolver(() => Organization)
export class OrganizationResolver {
  @Query(() => Organization, {
    nullable: true,
    description: 'The organization of this name, or the State of a country; null where nothing is called so.',
  })
  organization(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, organizations, asOf);
  }

  @Query(() => OrganizationConnection, { description: 'Organizations, page by page.' })
  organizations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => OrganizationFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: OrganizationFilter | null,
    @Arg('orderBy', () => OrganizationOrder, {
      nullable: true,
      description: 'In which order; that of entry without it.',
    })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listOrganizations(context, { page, filter, orderBy });
  }

  @FieldResolver()
  country(@Root() organization: Row<Organization>, @Ctx() context: Context) {
    return context.loadOptional(countries.byId, organization.countryId);
  }

  @FieldResolver()
  parent(@Root() organization: Row<Organization>, @Ctx() context: Context) {
    return context.loadOptional(organizations.byId, organization.parentId);
  }
}
