import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Source } from '../source/source.entity.js';
import { Claim } from './claim.entity.js';
import { Stance } from './claim.enums.js';

@ObjectType({ description: 'A passage of a source that speaks for or against a claim.', simpleResolvers: true })
@Entity()
@Index(['claimId', 'id'])
@Index(['sourceId', 'claimId'])
export class Evidence {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  claimId!: number;

  @ManyToOne(() => Claim, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'claim_id' })
  claim?: Relation<Claim>;

  @Column({ type: 'integer' })
  sourceId!: number;

  @Field(() => Source, { description: 'Where the passage stands.' })
  @ManyToOne(() => Source)
  @JoinColumn({ name: 'source_id' })
  source?: Relation<Source>;

  @Field(() => Stance, { description: 'Whether it supports or contradicts the claim.' })
  @Column({ type: 'varchar' })
  stance!: Stance;

  @Field(() => Int, { nullable: true, description: 'The paragraph, counted from 1 by line with headings included.' })
  @Column({ type: 'integer', nullable: true })
  paragraph!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Where it starts in the whole text, in Unicode code points from 0.',
  })
  @Column({ type: 'integer', nullable: true, name: 'char_start' })
  start!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Where it ends in the whole text, in Unicode code points, exclusive.',
  })
  @Column({ type: 'integer', nullable: true, name: 'char_end' })
  end!: number | null;

  @Field(() => String, { nullable: true, description: 'The passage itself, where it may be shown.' })
  @Column({ type: 'text', nullable: true })
  quote!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of exactly that passage in UTF-8, in hexadecimal.' })
  @Column({ type: 'varchar', nullable: true })
  quoteHash!: string | null;

  @Field(() => String, { nullable: true, description: 'SHA-256 of the file that it was read from, in hexadecimal.' })
  @Column({ type: 'varchar', nullable: true })
  fileHash!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Where it stands in that file: its name, then for example line 7 or /visits/visit[3].',
  })
  @Column({ type: 'text', nullable: true })
  locator!: string | null;

  /** Localized text: a JSON object of language tag to text. */
  @Column({ type: 'text', nullable: true })
  note!: string | null;
}
