import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Delegation } from '../delegation/delegation.entity.js';
import { Organization } from '../organization/organization.entity.js';
import { Actor } from '../person/actor.entity.js';
import { Node, RegistryEntry } from '../record/record.entity.js';
import { Meeting } from './meeting.entity.js';
import { AttendanceStatus, ParticipationRole } from './meeting.enums.js';

@ObjectType({ implements: Node, description: "Somebody's part in a meeting.", simpleResolvers: true })
@Entity()
@Index(['meetingId', 'position'])
@Index(['actorId', 'meetingId'])
@Index(['delegationId', 'position'])
@Index(['onBehalfOfId', 'meetingId'])
export class Participation extends Node {
  @Column({ type: 'integer' })
  meetingId!: number;

  @Field(() => Meeting, { description: 'The meeting in which it was.' })
  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>;

  @Column({ type: 'integer' })
  actorId!: number;

  @ManyToOne(() => RegistryEntry)
  @JoinColumn({ name: 'actor_id' })
  actorEntry?: Relation<RegistryEntry>;

  @Field(() => Actor, { description: 'Who took part.' })
  actor?: object;

  @Field(() => ParticipationRole, { description: 'What they did there.' })
  @Column({ type: 'varchar' })
  role!: ParticipationRole;

  /** Localized text: a JSON object of language tag to text. */
  @Column({ type: 'text', nullable: true })
  capacity!: string | null;

  @Column({ type: 'integer', nullable: true })
  delegationId!: number | null;

  @Field(() => Delegation, { nullable: true, description: 'The delegation to which they belonged.' })
  @ManyToOne(() => Delegation, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'delegation_id' })
  delegation?: Relation<Delegation> | null;

  @Column({ type: 'integer', nullable: true })
  onBehalfOfId!: number | null;

  @Field(() => Organization, { nullable: true, description: 'The organization for which they acted.' })
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'on_behalf_of_id' })
  onBehalfOf?: Relation<Organization> | null;

  @Field(() => AttendanceStatus, { description: 'Whether they were there.' })
  @Column({ type: 'varchar' })
  status!: AttendanceStatus;

  @Column({ type: 'integer' })
  position!: number;
}
