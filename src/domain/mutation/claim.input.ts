import { IsDefined, IsIn, IsOptional, MaxLength, MinLength } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { JsonScalar } from '../../graphql/scalars.js';
import { ClaimStatus, Modality } from '../claim/claim.enums.js';
import { ACTORS } from '../reference/reference.service.js';
import { Choice, Parts, Refers } from '../write/draft.js';
import { EvidenceDraft } from '../write/receipts.draft.js';
import { LONGEST_REASON, MutationInput } from './mutation.input.js';

@InputType({ description: 'What a source says of one property, or that something exists.' })
export class CreateClaimInput extends MutationInput {
  @Field(() => ID, { description: 'The id of the record, or of the link of a record, of which it says something.' })
  subject!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the record that you saw: where it has changed since, nothing is written.',
  })
  @IsOptional()
  version?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The property, by the name of its field; without it the claim is that the subject exists.',
  })
  @IsOptional()
  property?: string | null;

  @Field(() => JsonScalar, {
    nullable: true,
    description: 'The value as an update of the record would take it: a text, a Ref, a number, or an object.',
  })
  @IsOptional()
  value?: unknown;

  @Parts(() => EvidenceDraft, 'The passages that say it.')
  evidence?: EvidenceDraft[];

  @Choice(Modality, 'How sure the source itself is.')
  modality?: Modality;

  @Refers(ACTORS, 'The speaker inside the source.')
  attributedTo?: string;
}

/** Somebody decides about a claim. */
@InputType({ description: 'Base of inputs.' })
export abstract class DecisionInput extends MutationInput {
  @Field(() => ID, { description: 'The id of the claim.' })
  claim!: string;

  @Field(() => Int, {
    nullable: true,
    description: 'The version of the record that you saw: where it has changed since, nothing is written.',
  })
  @IsOptional()
  version?: number | null;

  @Field(() => String, { description: 'Why, for the history.' })
  @IsDefined({ message: 'is missing: a decision says why' })
  @MinLength(1, { message: 'must not be empty: a decision says why' })
  @MaxLength(LONGEST_REASON, { message: `must have at most ${LONGEST_REASON} characters` })
  declare reason: string;
}

@InputType({ description: 'How a claim is decided, and why.' })
export class ResolveClaimInput extends DecisionInput {
  @Field(() => ClaimStatus, {
    description: 'ACCEPTED, by which the claims that contradict it are refuted, or REFUTED.',
  })
  @IsIn(['ACCEPTED', 'REFUTED'], { message: 'must be ACCEPTED or REFUTED; to take a claim back is retractClaim' })
  status!: ClaimStatus;
}

@InputType({ description: 'Which claim is taken back, and why.' })
export class RetractClaimInput extends DecisionInput {}
