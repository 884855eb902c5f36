import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { Tenure } from './tenure.entity.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A human being who acts in what sources report.',
  simpleResolvers: true,
})
@Entity()
@Index('person_by_meeting_count', { synchronize: false })
export class Person extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => [Tenure], { description: 'The offices that this person holds or held, earliest first.' })
  tenures?: Relation<Tenure>[];

  @Field(() => Int, { description: 'In how many meetings this person took or is to take part.' })
  @Column({ type: 'integer', default: 0 })
  meetingCount!: number;
}
