import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { Delegation } from '../delegation/delegation.entity.js';
import { delegations } from '../delegation/delegation.loaders.js';
import { CreateDelegationInput, UpdateDelegationInput } from './delegation.input.js';
import { DeleteInput, type UpdateInput } from './mutation.input.js';
import { answerOf, payloadOf } from './mutations-of.js';
import { createDelegation, removeDelegation, updateDelegation } from './write-delegation.service.js';

const DelegationPayload = payloadOf('Delegation', Delegation);

@Resolver()
export class DelegationMutations {
  @Authorized('contributor')
  @Mutation(() => DelegationPayload, {
    nullable: true,
    description: 'Enters a delegation in its meeting, with the evidence for it.',
  })
  async createDelegation(
    @Arg('input', () => CreateDelegationInput, { description: 'What it says, and why that is believed.' })
    input: CreateDelegationInput,
    @Ctx() context: Context,
  ) {
    return answerOf(context, delegations, await createDelegation(context, input), input.clientMutationId);
  }

  @Authorized('contributor')
  @Mutation(() => DelegationPayload, {
    nullable: true,
    description:
      'Records what a source adds to a delegation or says otherwise of it, where what contradicts other sources is kept beside them as disputed.',
  })
  async updateDelegation(
    @Arg('input', () => UpdateDelegationInput, {
      description: 'Which one, what is new about it, and why that is believed.',
    })
    input: UpdateInput,
    @Ctx() context: Context,
  ) {
    return answerOf(context, delegations, await updateDelegation(context, input), input.clientMutationId);
  }

  @Authorized('editor')
  @Mutation(() => DelegationPayload, {
    nullable: true,
    description: 'Takes a delegation out of its meeting, with its members.',
  })
  async deleteDelegation(
    @Arg('input', () => DeleteInput, { description: 'Which one, and why.' }) input: DeleteInput,
    @Ctx() context: Context,
  ) {
    return answerOf(context, delegations, await removeDelegation(context, input), input.clientMutationId);
  }
}
