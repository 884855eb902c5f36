import { Arg, Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { RefScalar } from '../../graphql/scalars.js';
import { ClaimConnection } from '../claim/claim.input.js';
import type { Context } from '../context.js';
import { recordById } from '../record/any-node.loaders.js';
import type { Row } from '../record/record.entity.js';
import { claimsOfLink, howConnected } from './path.service.js';
import { ConnectionHop, ConnectionLink, ConnectionPath, type Hop, type Link, type LinkKind } from './path.type.js';

const DEFAULT_HOPS = 4;

@Resolver(() => ConnectionHop)
export class PathResolver {
  @Query(() => [ConnectionPath], {
    description:
      'The shortest ways from one record to another over meetings, delegations, offices, parties and terms, the first 20; none where there is none.',
  })
  howConnected(
    @Arg('from', () => RefScalar, {
      description: 'Where to start: a person, organization, agreement, meeting, commodity, delegation or place.',
    })
    from: string,
    @Arg('to', () => RefScalar, { description: 'Where to get to.' }) to: string,
    @Arg('maxHops', () => Int, {
      nullable: true,
      defaultValue: DEFAULT_HOPS,
      description: 'How many steps a way may have, at most 8.',
    })
    maxHops: number | null,
    @Ctx() context: Context,
  ) {
    return howConnected(context, { from, to, maxHops: maxHops ?? DEFAULT_HOPS });
  }

  @FieldResolver()
  from(@Root() hop: Row<Hop>, @Ctx() context: Context) {
    return context.load(recordById, hop.fromId);
  }

  @FieldResolver()
  to(@Root() hop: Row<Hop>, @Ctx() context: Context) {
    return context.load(recordById, hop.toId);
  }

  @FieldResolver()
  link(@Root() { links: [first] }: Row<Hop>): LinkKind {
    return (first as Link).link;
  }

  @FieldResolver(() => ClaimConnection, {
    description: 'The claims on the link that is named; where it is a property, those on the record that has it.',
  })
  claims(@Root() hop: Row<Hop>, @Args(() => ForwardPageArgs) page: ForwardPageArgs, @Ctx() context: Context) {
    return claimsOfLink(context, hop.links[0] as Link, page);
  }
}

@Resolver(() => ConnectionLink)
export class LinkResolver {
  @FieldResolver(() => ClaimConnection, {
    description: 'The claims on the link; where it is a property, those on the record that has it.',
  })
  claims(@Root() link: Row<Link>, @Args(() => ForwardPageArgs) page: ForwardPageArgs, @Ctx() context: Context) {
    return claimsOfLink(context, link, page);
  }
}
