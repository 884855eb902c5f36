import { Arg, Authorized, Ctx, Field, Int, Mutation, ObjectType, Resolver } from 'type-graphql';
import { Within } from '../../graphql/execution/within.js';
import { contextAsOf } from '../change/past.js';
import { Claim } from '../claim/claim.entity.js';
import type { Context } from '../context.js';
import { Source } from '../source/source.entity.js';
import { sources } from '../source/source.loaders.js';
import type { Withdrawn } from '../withdraw/withdraw.service.js';
import { DeleteInput } from './mutation.input.js';
import { claimsById } from './mutations-of.js';
import { deleteSource } from './write-source.service.js';

@ObjectType('Withdrawn', { description: 'What went with a source, and what others still say.', simpleResolvers: true })
class WithdrawnType implements Withdrawn {
  @Field(() => Int, { description: 'Records of which only it spoke, delegations among them, itself not counted.' })
  recordsDeleted!: number;

  @Field(() => Int, {
    description: 'Records of which it spoke and that stay, because others speak of them or name them.',
  })
  recordsKept!: number;

  @Field(() => Int, { description: 'Tenures, parties, terms and other links that went out of records that stay.' })
  linksDeleted!: number;

  @Field(() => Int, { description: 'Claims that only it supported.' })
  claimsDeleted!: number;

  @Field(() => Int, { description: 'Claims that it supported, or contradicted, beside others.' })
  claimsKept!: number;

  @Field(() => Int, { description: 'Disagreements that are none any more.' })
  conflictsEnded!: number;

  @Field(() => Int, {
    description: 'Values and names that stay without a claim, because the record or link cannot be without them.',
  })
  valuesKept!: number;
}

@ObjectType({ description: 'What became of a source that was taken out.', simpleResolvers: true })
class DeleteSourcePayload {
  @Field(() => Source, { nullable: true, description: 'The source as it was.' })
  record!: unknown;

  @Field(() => [Claim], { description: 'The claims of others that were decided anew.' })
  claims!: unknown;

  @Field(() => WithdrawnType, { description: 'What went with it, and what others still say.' })
  withdrawn!: unknown;

  @Field(() => String, { nullable: true, description: 'What the request was named.' })
  clientMutationId!: string | null;
}

@Resolver()
export class SourceDeletion {
  @Authorized('editor')
  @Mutation(() => DeleteSourcePayload, {
    nullable: true,
    description:
      'Takes a source out with all that only it supports, as one change: values, links and records of which others speak stay as those tell them.',
  })
  async deleteSource(
    @Arg('input', () => DeleteInput, { description: 'Which one, and why.' }) input: DeleteInput,
    @Ctx() context: Context,
  ) {
    const { id, until, claims, withdrawn } = await deleteSource(context, input);
    const present = context.afresh();
    const past = contextAsOf(present, until - 1);
    // Only what is asked for is read: a read that nobody waits for would end the process when it fails.
    const payload: DeleteSourcePayload = {
      get record() {
        return past.load(sources.byId, id).then((source) => source && new Within(source, past));
      },
      get claims() {
        return claimsById(present, claims);
      },
      withdrawn,
      clientMutationId: input.clientMutationId ?? null,
    };
    return new Within(payload, present);
  }
}
