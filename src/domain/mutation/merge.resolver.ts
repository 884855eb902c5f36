import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '../context.js';
import { recordById } from '../record/any-node.loaders.js';
import { RecordNode } from '../record/record.entity.js';
import { MergeRecordsInput, UndoMergeInput } from './merge.input.js';
import { answerOf, payloadOf } from './mutations-of.js';
import { mergeByRefs, undoMergeOf } from './write-merge.service.js';

const RecordPayload = payloadOf('Record', RecordNode);

@Resolver()
export class MergeMutations {
  @Authorized('editor')
  @Mutation(() => RecordPayload, {
    nullable: true,
    description:
      'Makes two records of one type one: claims, links and names go over, the old id and slug lead to the record that stays, and where the two contradict each other both claims are disputed.',
  })
  async mergeRecords(
    @Arg('input', () => MergeRecordsInput, { description: 'Which goes, which stays, and why.' })
    input: MergeRecordsInput,
    @Ctx() context: Context,
  ) {
    return answerOf(context, { byId: recordById }, await mergeByRefs(context, input), input.clientMutationId);
  }

  @Authorized('editor')
  @Mutation(() => RecordPayload, {
    nullable: true,
    description:
      'Takes a merge back, for as long as the record that stayed has not been changed since; answers with the record that had gone.',
  })
  async undoMerge(
    @Arg('input', () => UndoMergeInput, { description: 'Which merge, and why.' }) input: UndoMergeInput,
    @Ctx() context: Context,
  ) {
    return answerOf(context, { byId: recordById }, await undoMergeOf(context, input), input.clientMutationId);
  }
}
