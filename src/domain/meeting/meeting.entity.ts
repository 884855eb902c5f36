import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { EdtfDate } from '../date/date.type.js';
import { Delegation } from '../delegation/delegation.entity.js';
import { Place } from '../place/place.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { MeetingKind, MeetingStatus } from './meeting.enums.js';
import { Participation } from './participation.entity.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'An occasion on which people or organizations met, or are to meet.',
  simpleResolvers: true,
})
@Entity()
@Index('meeting_by_participant_count', { synchronize: false })
@Index('meeting_by_delegation_count', { synchronize: false })
@Index('meeting_by_agreement_count', { synchronize: false })
export class Meeting extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => MeetingKind, { description: 'What sort of meeting it is.' })
  @Column({ type: 'varchar' })
  kind!: MeetingKind;

  @Field(() => MeetingStatus, { description: 'Whether it took place.' })
  @Column({ type: 'varchar' })
  status!: MeetingStatus;

  @Field(() => EdtfDate, { nullable: true, description: 'When it took place or is to take place.' })
  @Column({ type: 'varchar', nullable: true })
  date!: string | null;

  /** Bounds of the date as YYYYMMDD, open ends as 0 and 99999999; null without a date. */
  @Column({ type: 'integer', nullable: true })
  dateFrom!: number | null;

  @Column({ type: 'integer', nullable: true })
  dateTo!: number | null;

  @Column({ type: 'integer', nullable: true })
  @Index()
  placeId!: number | null;

  @Field(() => Place, { nullable: true, description: 'Where it took place or is to take place.' })
  @ManyToOne(() => Place)
  @JoinColumn({ name: 'place_id' })
  place?: Relation<Place> | null;

  /** Localized text: a JSON object of language tag to text. */
  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  @Field(() => [Delegation], { description: 'The delegations that came or are expected.' })
  delegations?: Relation<Delegation>[];

  @Field(() => [Participation], { description: 'Everybody who took part or is expected to, delegates included.' })
  participations?: Relation<Participation>[];

  @Field(() => Int, {
    description: 'How many people and organizations took part or are to; those that stayed away do not count.',
  })
  @Column({ type: 'integer', default: 0 })
  participantCount!: number;

  @Field(() => Int, { description: 'How many delegations came or are expected.' })
  @Column({ type: 'integer', default: 0 })
  delegationCount!: number;

  @Field(() => Int, { description: 'How many agreements it was about.' })
  @Column({ type: 'integer', default: 0 })
  agreementCount!: number;
}
