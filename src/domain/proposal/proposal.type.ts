import { Field, ObjectType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Claim } from '../claim/claim.entity.js';
import { ClaimStatus } from '../claim/claim.enums.js';
import { Node, RecordNode } from '../record/record.entity.js';

@ObjectType('Proposal', {
  description:
    'Something that a contributor has put forward: it counts nowhere until somebody accepts it, and not where it is refused.',
  simpleResolvers: true,
})
export class ProposalType {
  @Field(() => Claim, {
    description: 'The claim to decide on with resolveClaim: of a new record or link it is that it exists.',
  })
  claim!: Claim;

  @Field(() => RecordNode, {
    description: 'The record that it speaks of, or that owns the link; a new one as it would be.',
  })
  record!: RecordNode;

  @Field(() => Node, { nullable: true, description: 'The link that it speaks of; null where it is the record itself.' })
  link!: Node | null;

  @Field(() => [Claim], {
    description: 'All claims that are decided with that one, in the order in which they were recorded.',
  })
  claims!: Claim[];

  @Field(() => String, {
    nullable: true,
    description: 'Why a new record or link was put forward, in the words of whoever did it.',
  })
  reason!: string | null;

  @Field(() => ClaimStatus, {
    description:
      'PROPOSED while it waits, then what was decided: ACCEPTED, REFUTED, or RETRACTED where it was taken back.',
  })
  status!: ClaimStatus;

  @Field(() => String, { nullable: true, description: 'Who put it forward: the name of the token.' })
  by!: string | null;

  @Field(() => DateTimeScalar, { description: 'When.' })
  at!: string;

  @Field(() => String, { nullable: true, description: 'Who decided on it; null while it waits.' })
  decidedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When somebody decided on it.' })
  decidedAt!: string | null;

  @Field(() => String, { nullable: true, description: 'Why it was decided so, in the words of whoever did it.' })
  decision!: string | null;
}

export const ProposalConnection = connectionType('Proposal', () => ProposalType, 'proposals');
