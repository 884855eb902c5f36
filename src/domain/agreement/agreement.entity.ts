import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Commodity } from '../commodity/commodity.entity.js';
import { EdtfDate } from '../date/date.type.js';
import { Meeting } from '../meeting/meeting.entity.js';
import { Place } from '../place/place.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { AgreementStatus, Instrument } from './agreement.enums.js';
import { AgreementParty } from './agreement-party.entity.js';
import { CommodityTerm } from './commodity-term.entity.js';
import { MoneyAmount } from './money-amount.entity.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'Something that parties agreed, negotiate or propose, in whatever form.',
  simpleResolvers: true,
})
@Entity()
@Index('agreement_by_party_count', { synchronize: false })
@Index('agreement_by_term_count', { synchronize: false })
@Index('agreement_by_meeting_count', { synchronize: false })
export class Agreement extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => Instrument, { description: 'What form it takes.' })
  @Column({ type: 'varchar' })
  instrument!: Instrument;

  @Field(() => AgreementStatus, { description: 'How far it has come.' })
  @Column({ type: 'varchar' })
  status!: AgreementStatus;

  @Field(() => EdtfDate, {
    nullable: true,
    description:
      'The date by which lists order and filter it: signedOn, else announcedOn, else inForceFrom, else that of the earliest held meeting about it.',
  })
  @Column({ type: 'varchar', nullable: true })
  date!: string | null;

  /** Bounds of the date as YYYYMMDD, open ends as 0 and 99999999; null without a date. */
  @Column({ type: 'integer', nullable: true })
  dateFrom!: number | null;

  @Column({ type: 'integer', nullable: true })
  dateTo!: number | null;

  @Field(() => EdtfDate, { nullable: true, description: 'When it was announced.' })
  @Column({ type: 'varchar', nullable: true })
  announcedOn!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'When it was signed.' })
  @Column({ type: 'varchar', nullable: true })
  signedOn!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'When it came into force.' })
  @Column({ type: 'varchar', nullable: true })
  inForceFrom!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'When it ended.' })
  @Column({ type: 'varchar', nullable: true })
  endedOn!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Index()
  placeId!: number | null;

  @Field(() => Place, { nullable: true, description: 'Where it was made.' })
  @ManyToOne(() => Place)
  @JoinColumn({ name: 'place_id' })
  place?: Relation<Place> | null;

  /** Localized text: a JSON object of language tag to text. */
  @Column({ type: 'text', nullable: true })
  summary!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Index()
  parentId!: number | null;

  @Field(() => Agreement, { nullable: true, description: 'The agreement of which it is part.' })
  @ManyToOne(() => Agreement)
  @JoinColumn({ name: 'parent_id' })
  parent?: Relation<Agreement> | null;

  /** A JSON list of words. */
  @Column({ type: 'text', nullable: true })
  topics!: string | null;

  @Field(() => [MoneyAmount], { description: 'The amounts of money in it.' })
  amounts?: Relation<MoneyAmount>[];

  @Field(() => [AgreementParty], { description: 'Who makes it, and in which role.' })
  parties?: Relation<AgreementParty>[];

  @Field(() => [CommodityTerm], { description: 'What it says about commodities.' })
  terms?: Relation<CommodityTerm>[];

  @Field(() => Int, { description: 'How many different parties it has.' })
  @Column({ type: 'integer', default: 0 })
  partyCount!: number;

  @Field(() => Int, { description: 'How many commodity terms it has.' })
  @Column({ type: 'integer', default: 0 })
  termCount!: number;

  @Field(() => Int, { description: 'How many meetings were about it.' })
  @Column({ type: 'integer', default: 0 })
  meetingCount!: number;
}

/** A meeting dealt with an agreement. */
@Entity('agreement_meeting')
@Index(['meetingId', 'agreementId'])
export class AgreementMeeting {
  @PrimaryColumn({ type: 'integer' })
  agreementId!: number;

  @PrimaryColumn({ type: 'integer' })
  meetingId!: number;

  @ManyToOne(() => Agreement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Relation<Agreement>;

  @ManyToOne(() => Meeting, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'meeting_id' })
  meeting?: Relation<Meeting>;
}

/** Which agreements a commodity leads to: those with a term on it or on something narrower. Derived from the terms and the tree. */
@Entity('agreement_commodity')
@Index(['agreementId'])
export class AgreementCommodity {
  @PrimaryColumn({ type: 'integer' })
  commodityId!: number;

  @PrimaryColumn({ type: 'integer' })
  agreementId!: number;

  @ManyToOne(() => Commodity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'commodity_id' })
  commodity?: Relation<Commodity>;

  @ManyToOne(() => Agreement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Relation<Agreement>;
}
