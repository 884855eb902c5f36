import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { recordById } from '../record/any-node.loaders.js';
import { RecordNode } from '../record/record.entity.js';
import { CreateClaimInput, ResolveClaimInput, RetractClaimInput } from './claim.input.js';
import type { MutationInput } from './mutation.input.js';
import { answerOf } from './mutations-of.js';
import { payloadType } from './payload.js';
import { createClaim, type Decided, resolveClaim, retractClaim } from './write-claim.service.js';

const ClaimPayload = payloadType('Claim', () => RecordNode);

const answer = (context: Context, { subject, ...done }: Decided, { clientMutationId }: MutationInput) =>
  answerOf(context, { byId: recordById }, { ...done, id: subject }, clientMutationId);

@Resolver()
export class ClaimMutations {
  @Authorized('contributor')
  @Mutation(() => ClaimPayload, {
    nullable: true,
    description: 'Records what a source says of one property of a record or of a link, beside what others say.',
  })
  async createClaim(
    @Arg('input', () => CreateClaimInput, { description: 'What is said of what, and where.' }) input: CreateClaimInput,
    @Ctx() context: Context,
  ) {
    return answer(context, await createClaim(context, input), input);
  }

  @Authorized('editor')
  @Mutation(() => ClaimPayload, {
    nullable: true,
    description: 'Decides whether a claim holds, so that the record shows it or another one.',
  })
  async resolveClaim(
    @Arg('input', () => ResolveClaimInput, { description: 'Which claim, whether it holds, and why.' })
    input: ResolveClaimInput,
    @Ctx() context: Context,
  ) {
    return answer(context, await resolveClaim(context, input), input);
  }

  @Authorized('editor')
  @Mutation(() => ClaimPayload, {
    nullable: true,
    description: 'Takes a claim back that should not have been recorded, for example one that misread its source.',
  })
  async retractClaim(
    @Arg('input', () => RetractClaimInput, { description: 'Which claim, and why.' }) input: RetractClaimInput,
    @Ctx() context: Context,
  ) {
    return answer(context, await retractClaim(context, input), input);
  }
}
