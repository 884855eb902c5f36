import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { UrlScalar } from '../../graphql/scalars.js';
import { EdtfDate } from '../date/date.type.js';
import { Organization } from '../organization/organization.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { SourceKind } from './source.enums.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A document or data set that says something.',
  simpleResolvers: true,
})
@Entity()
@Index('source_by_claim_count', { synchronize: false })
export class Source extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => SourceKind, { description: 'What sort of source it is.' })
  @Column({ type: 'varchar' })
  kind!: SourceKind;

  @Field(() => UrlScalar, { nullable: true, description: 'Where it can be read.' })
  @Column({ type: 'varchar', nullable: true })
  url!: string | null;

  @Column({ type: 'integer', nullable: true })
  @Index()
  publisherId!: number | null;

  @Field(() => Organization, { nullable: true, description: 'Who published it.' })
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'publisher_id' })
  publisher?: Relation<Organization> | null;

  @Field(() => String, { nullable: true, description: 'Its language as a BCP 47 tag.' })
  @Column({ type: 'varchar', nullable: true })
  lang!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'When it was published.' })
  @Column({ type: 'varchar', nullable: true })
  publishedOn!: string | null;

  @Column({ type: 'integer', nullable: true })
  dateFrom!: number | null;

  @Column({ type: 'integer', nullable: true })
  dateTo!: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 of its bytes in hexadecimal, by which a copy can be checked.',
  })
  @Column({ type: 'varchar', nullable: true })
  contentHash!: string | null;

  @Field(() => Int, { description: 'For or against how many claims it is evidence.' })
  @Column({ type: 'integer', default: 0 })
  claimCount!: number;
}
