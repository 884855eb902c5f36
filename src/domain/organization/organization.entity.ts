import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Country } from '../country/country.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { OrganizationKind } from './organization.enums.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A body that acts: a state, a ministry, a company, an international organization.',
  simpleResolvers: true,
})
@Entity()
@Index(['countryId', 'kind'])
@Index('organization_by_agreement_count', { synchronize: false })
@Index('organization_by_meeting_count', { synchronize: false })
export class Organization extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => OrganizationKind, { description: 'What sort of organization it is; a state is one of kind STATE.' })
  @Column({ type: 'varchar' })
  kind!: OrganizationKind;

  @Column({ type: 'integer', nullable: true })
  countryId!: number | null;

  @Field(() => Country, { nullable: true, description: 'The country that it belongs to.' })
  @ManyToOne(() => Country)
  @JoinColumn({ name: 'country_id' })
  country?: Relation<Country> | null;

  @Column({ type: 'integer', nullable: true })
  @Index()
  parentId!: number | null;

  @Field(() => Organization, { nullable: true, description: 'The organization that it is part of.' })
  @ManyToOne(() => Organization)
  @JoinColumn({ name: 'parent_id' })
  parent?: Relation<Organization> | null;

  @Field(() => Int, { description: 'Of how many agreements it is a party.' })
  @Column({ type: 'integer', default: 0 })
  agreementCount!: number;

  @Field(() => Int, {
    description: 'In how many meetings it took part, or somebody acted for it; those that stayed away do not count.',
  })
  @Column({ type: 'integer', default: 0 })
  meetingCount!: number;
}
