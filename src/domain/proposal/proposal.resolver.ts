import { Arg, Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { InputError } from '../../errors.js';
import { Within } from '../../graphql/execution/within.js';
import { ForwardPageArgs } from '../../graphql/pagination.js';
import { claimById } from '../claim/claim.loaders.js';
import type { Context } from '../context.js';
import { loadNode, recordById } from '../record/any-node.loaders.js';
import { RECORD_TYPES } from '../record/record.entity.js';
import { RecordType } from '../record/record.enums.js';
import { claimsAside, contextOf, listProposals, type Proposed } from './proposal.service.js';
import { ProposalConnection, ProposalType } from './proposal.type.js';

@Resolver(() => ProposalType)
export class ProposalResolver {
  @Authorized('contributor')
  @Query(() => ProposalConnection, {
    description:
      'What contributors have put forward and nobody has decided on, in the order in which they did: resolveClaim decides.',
  })
  proposals(
    @Arg('types', () => [RecordType], {
      nullable: true,
      description: 'Only what is about records of these types; all without it.',
    })
    types: RecordType[] | null,
    @Args(() => ForwardPageArgs) page: ForwardPageArgs,
    @Ctx() context: Context,
  ) {
    if (types?.length === 0)
      throw new InputError('types must not be an empty list: leave it out or give at least one.', {
        argument: 'types',
      });
    return listProposals(context, types ?? RECORD_TYPES, page);
  }

  @FieldResolver()
  async claim(@Root() proposed: Proposed, @Ctx() context: Context) {
    const seen = contextOf(context, proposed);
    return new Within(await seen.load(claimById, proposed.id), seen);
  }

  @FieldResolver()
  async record(@Root() proposed: Proposed, @Ctx() context: Context) {
    const seen = contextOf(context, proposed);
    return new Within(await seen.load(recordById, proposed.subjectId), seen);
  }

  @FieldResolver()
  async link(@Root() proposed: Proposed, @Ctx() context: Context) {
    const { linkType, linkId } = proposed;
    if (linkType === null || linkId === null) return null;
    const seen = contextOf(context, proposed);
    return new Within(await loadNode(seen, linkType, linkId), seen);
  }

  @FieldResolver()
  async claims(@Root() proposed: Proposed, @Ctx() context: Context) {
    const { id, proposalId } = proposed;
    const seen = contextOf(context, proposed);
    const ids = proposalId === null ? [id] : await context.load(claimsAside, proposalId);
    return Promise.all(ids.map(async (each) => new Within(await seen.load(claimById, each), seen)));
  }
}
