import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Meeting } from '../meeting/meeting.entity.js';
import { AttendanceStatus } from '../meeting/meeting.enums.js';
import { Participation } from '../meeting/participation.entity.js';
import { Organization } from '../organization/organization.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { Side } from './delegation.enums.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'People who came to a meeting together, for somebody.',
  simpleResolvers: true,
})
@Entity()
@Index(['meetingId', 'position'])
@Index('delegation_by_member_count', { synchronize: false })
export class Delegation extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Column({ type: 'integer' })
  meetingId!: number;

  @Field(() => Meeting, { description: 'The meeting to which it came.' })
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>;

  @Field(() => Side, { description: 'On which side it stands.' })
  @Column({ type: 'varchar' })
  side!: Side;

  @Field(() => AttendanceStatus, { description: 'Whether it came.' })
  @Column({ type: 'varchar' })
  status!: AttendanceStatus;

  @Column({ type: 'integer', nullable: true })
  @Index()
  onBehalfOfId!: number | null;

  @Field(() => Organization, { nullable: true, description: 'The organization for which it came.' })
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'on_behalf_of_id' })
  onBehalfOf?: Relation<Organization> | null;

  @Field(() => [Participation], { description: 'Those who led it.' })
  heads?: Relation<Participation>[];

  @Field(() => [Participation], { description: 'All who belonged to it, heads included.' })
  members?: Relation<Participation>[];

  @Column({ type: 'integer' })
  position!: number;

  @Field(() => Int, { description: 'How many belonged to it; those that stayed away do not count.' })
  @Column({ type: 'integer', default: 0 })
  memberCount!: number;
}
