import { Field, ObjectType } from 'type-graphql';
import { connectionType } from '../../graphql/connection.js';
import { Node, RecordNode } from '../record/record.entity.js';
import { Claim } from './claim.entity.js';

@ObjectType({
  description: 'An open disagreement: claims that contradict each other, which nobody has decided on.',
  simpleResolvers: true,
})
export class Conflict {
  @Field(() => RecordNode, { description: 'The record about which the sources disagree.' })
  record!: RecordNode;

  @Field(() => Node, {
    nullable: true,
    description: 'The link of it that they disagree about; null where it is the record itself.',
  })
  link!: Node | null;

  @Field(() => String, {
    nullable: true,
    description: 'The property that they give different values; null where they disagree whether it exists at all.',
  })
  property!: string | null;

  @Field(() => [Claim], {
    description: 'The claims that contradict each other, in the order in which they were recorded.',
  })
  claims!: Claim[];
}

export const ConflictConnection = connectionType('Conflict', () => Conflict, 'conflicts');
