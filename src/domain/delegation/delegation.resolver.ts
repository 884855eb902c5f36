import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { PageArgs } from '../../graphql/pagination.js';
import { RecordArgs } from '../change/as-of.args.js';
import type { Context } from '../context.js';
import { meetings, membersOfDelegation } from '../meeting/meeting.loaders.js';
import { organizations } from '../organization/organization.loaders.js';
import type { OrderBy } from '../paging/order.js';
import type { Row } from '../record/record.entity.js';
import { recordByRef } from '../record/record-by-ref.js';
import { Delegation } from './delegation.entity.js';
import { DelegationConnection, DelegationFilter, DelegationOrder } from './delegation.input.js';
import { delegations } from './delegation.loaders.js';
import { listDelegations } from './delegation.service.js';

@Resolver(() => Delegation)
export class DelegationResolver {
  @Query(() => Delegation, {
    nullable: true,
    description: 'The delegation of this name; null where nothing is called so.',
  })
  delegation(@Args(() => RecordArgs) { ref, asOf }: RecordArgs, @Ctx() context: Context) {
    return recordByRef(context, ref, delegations, asOf);
  }

  @Query(() => DelegationConnection, { description: 'Delegations, page by page.' })
  delegations(
    @Args(() => PageArgs) page: PageArgs,
    @Arg('filter', () => DelegationFilter, { nullable: true, description: 'Which of them; all without it.' })
    filter: DelegationFilter | null,
    @Arg('orderBy', () => DelegationOrder, { nullable: true, description: 'In which order; that of entry without it.' })
    orderBy: OrderBy | null,
    @Ctx() context: Context,
  ) {
    return listDelegations(context, { page, filter, orderBy });
  }

  @FieldResolver()
  meeting(@Root() delegation: Row<Delegation>, @Ctx() context: Context) {
    return context.load(meetings.byId, delegation.meetingId);
  }

  @FieldResolver()
  onBehalfOf(@Root() delegation: Row<Delegation>, @Ctx() context: Context) {
    return context.loadOptional(organizations.byId, delegation.onBehalfOfId);
  }

  @FieldResolver()
  members(@Root() delegation: Row<Delegation>, @Ctx() context: Context) {
    return context.load(membersOfDelegation, delegation.id);
  }

  @FieldResolver()
  heads(@Root() delegation: Row<Delegation>, @Ctx() context: Context) {
    return context
      .load(membersOfDelegation, delegation.id)
      .map((members) => members.filter(({ role }) => role === 'HEAD'));
  }
}
