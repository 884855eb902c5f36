import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { DateScalar } from '../../graphql/scalars.js';
import { EdtfDate } from '../date/date.type.js';
import { Organization } from '../organization/organization.entity.js';
import { Node } from '../record/record.entity.js';
import { Person } from './person.entity.js';

@ObjectType({ implements: Node, description: 'An office that a person holds or held.', simpleResolvers: true })
@Entity()
@Index(['personId', 'position'])
@Index(['organizationId', 'personId'])
export class Tenure extends Node {
  @Column({ type: 'integer' })
  personId!: number;

  @Field(() => Person, { description: 'Who holds or held it.' })
  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id' })
  person?: Relation<Person>;

  @Column({ type: 'integer', nullable: true })
  organizationId!: number | null;

  @Field(() => Organization, { nullable: true, description: 'The organization in which the office is.' })
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'organization_id' })
  organization?: Relation<Organization> | null;

  /** Localized text: a JSON object of language tag to text. */
  @Column({ type: 'text' })
  title!: string;

  @Field(() => EdtfDate, { nullable: true, description: 'Since when, where a source says so.' })
  @Column({ type: 'varchar', nullable: true })
  since!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'Until when, where a source says so.' })
  @Column({ type: 'varchar', nullable: true })
  until!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The first day on which a source gives this person the title.',
  })
  @Column({ type: 'varchar', nullable: true })
  firstCited!: string | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'The last day on which a source gives this person the title.',
  })
  @Column({ type: 'varchar', nullable: true })
  lastCited!: string | null;

  /** (since or firstCited) .. (until or lastCited) as YYYYMMDD, null where nothing is known of that end. */
  @Column({ type: 'integer', nullable: true })
  spanFrom!: number | null;

  @Column({ type: 'integer', nullable: true })
  spanTo!: number | null;

  @Column({ type: 'integer' })
  position!: number;
}
