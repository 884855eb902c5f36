import { Field, ObjectType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { Claim } from '../claim/claim.entity.js';
import { Node, RecordNode } from '../record/record.entity.js';

@ObjectType('Proposal', {
  description: 'Something that a contributor has put forward and nobody has decided on: it counts nowhere until then.',
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
}

export const ProposalConnection = connectionType('Proposal', () => ProposalType, 'proposals');
