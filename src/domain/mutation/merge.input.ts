import { IsDefined, MaxLength, MinLength } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { RefScalar } from '../../graphql/scalars.js';
import { LONGEST_REASON, MutationInput } from './mutation.input.js';

/** Merging, and undoing it, are decisions that somebody answers for. */
@InputType({ description: 'Base of inputs.' })
abstract class ReasonedInput extends MutationInput {
  @Field(() => String, { description: 'Why, for the history.' })
  @IsDefined({ message: 'is missing: a decision says why' })
  @MinLength(1, { message: 'must not be empty: a decision says why' })
  @MaxLength(LONGEST_REASON, { message: `must have at most ${LONGEST_REASON} characters` })
  declare reason: string;
}

@InputType({ description: 'Which two records are one, and why.' })
export class MergeRecordsInput extends ReasonedInput {
  @Field(() => RefScalar, {
    description: 'The record that goes; its id where its slug or name means records of several types.',
  })
  ref!: string;

  @Field(() => Int, { description: 'The version of it that you saw: where it has changed since, nothing is written.' })
  version!: number;

  @Field(() => RefScalar, { description: 'The record of the same type that stays.' })
  into!: string;

  @Field(() => Int, {
    description: 'The version that you saw of the record that stays: where it has changed since, nothing is written.',
  })
  intoVersion!: number;
}

@InputType({ description: 'Which merge is taken back, and why.' })
export class UndoMergeInput extends ReasonedInput {
  @Field(() => RefScalar, { description: 'The slug or the id of the record that was merged into another.' })
  ref!: string;

  @Field(() => Int, {
    description:
      'The version that you saw of the record that it was merged into: where that has changed since, nothing is written.',
  })
  version!: number;
}
