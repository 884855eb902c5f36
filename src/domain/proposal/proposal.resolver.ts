import { Args, Authorized, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Within } from '../../graphql/execution/within.js';
import { claimById } from '../claim/claim.loaders.js';
import type { Context } from '../context.js';
import { loadNode, recordById } from '../record/any-node.loaders.js';
import { ProposalArgs } from './proposal.args.js';
import { claimsOf, contextOf, listProposals, type Proposed } from './proposal.service.js';
import { ProposalConnection, ProposalType } from './proposal.type.js';

@Resolver(() => ProposalType)
export class ProposalResolver {
  @Authorized('contributor')
  @Query(() => ProposalConnection, {
    description:
      'What contributors have put forward, in the order in which they did: what waits for resolveClaim, or what became of the rest, for as long as what it is about is there.',
  })
  proposals(@Args(() => ProposalArgs) args: ProposalArgs, @Ctx() context: Context) {
    return listProposals(context, args);
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
    const seen = contextOf(context, proposed);
    const ids = await claimsOf(context, proposed);
    return Promise.all(ids.map(async (each) => new Within(await seen.load(claimById, each), seen)));
  }
}
