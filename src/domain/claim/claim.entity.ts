import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { DateTimeScalar } from '../../graphql/scalars.js';
import { Actor } from '../person/actor.entity.js';
import { Node, type NodeType, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { ClaimStatus, DENYING, Modality } from './claim.enums.js';
import { Evidence } from './evidence.entity.js';

@ObjectType({
  implements: Node,
  description: 'One statement about a record, with the passages that make it.',
  simpleResolvers: true,
})
@Entity()
@Index(['subjectId', 'id'])
@Index(['linkId', 'id'])
@Index(['attributedToId'])
@Index('denying_claims', ['linkId'], { where: DENYING })
@Index('proposed_claims', ['id'], { where: "status = 'PROPOSED'" })
export class Claim extends Node {
  @Column({ type: 'integer' })
  subjectId!: number;

  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'subject_id' })
  subjectEntry?: Relation<RegistryEntry>;

  @Field(() => RecordNode, { description: 'The record that it speaks of, or that owns the link that it speaks of.' })
  subject?: Relation<RecordNode>;

  @Column({ type: 'varchar', nullable: true })
  linkType!: NodeType | null;

  @Column({ type: 'integer', nullable: true })
  linkId!: number | null;

  @Field(() => Node, {
    nullable: true,
    description:
      'The link that it speaks of, for as long as it is there: a term, party, participation, tenure or amount.',
  })
  link?: Relation<Node> | null;

  @Field(() => String, {
    nullable: true,
    description: 'The property that it gives a value; null claims that the record or link exists at all.',
  })
  @Column({ type: 'varchar', nullable: true })
  property!: string | null;

  @Field(() => String, { nullable: true, description: 'The value that it gives, as text.' })
  @Column({ type: 'text', nullable: true })
  value!: string | null;

  /** The value as JSON, where its text does not say all of it and the record does not show it. */
  @Column({ type: 'text', nullable: true })
  data!: string | null;

  @Field(() => ClaimStatus, { description: 'Whether Accord holds it to be true.' })
  @Column({ type: 'varchar' })
  status!: ClaimStatus;

  @Field(() => Modality, { description: 'How sure the source itself says it is.' })
  @Column({ type: 'varchar' })
  modality!: Modality;

  @Column({ type: 'integer', nullable: true })
  attributedToId!: number | null;

  @ManyToOne(() => RegistryEntry)
  @JoinColumn({ name: 'attributed_to_id' })
  attributedToEntry?: Relation<RegistryEntry> | null;

  @Field(() => Actor, {
    nullable: true,
    description: 'The speaker inside the source, where the source reports speech.',
  })
  attributedTo?: object | null;

  @Field(() => [Evidence], { description: 'The passages for and against it.' })
  evidence?: Relation<Evidence>[];

  @Field(() => DateTimeScalar, { description: 'When it was recorded.' })
  @Column({ type: 'varchar' })
  recordedAt!: string;

  @Field(() => String, { nullable: true, description: 'Who recorded it.' })
  @Column({ type: 'varchar', nullable: true })
  recordedBy!: string | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When it was taken back.' })
  @Column({ type: 'varchar', nullable: true })
  retractedAt!: string | null;
}
