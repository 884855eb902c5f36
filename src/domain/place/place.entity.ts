import { Field, Float, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Country } from '../country/country.entity.js';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A place where something happened: a city, a palace, a port.',
  simpleResolvers: true,
})
@Entity()
@Index('place_by_meeting_count', { synchronize: false })
export class Place extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Column({ type: 'integer', nullable: true })
  @Index()
  countryId!: number | null;

  @Field(() => Country, { nullable: true, description: 'The country in which it lies.' })
  @ManyToOne(() => Country)
  @JoinColumn({ name: 'country_id' })
  country?: Relation<Country> | null;

  @Field(() => Float, { nullable: true, description: 'Latitude in degrees north (WGS 84).' })
  @Column({ type: 'double precision', nullable: true })
  latitude!: number | null;

  @Field(() => Float, { nullable: true, description: 'Longitude in degrees east (WGS 84).' })
  @Column({ type: 'double precision', nullable: true })
  longitude!: number | null;

  @Field(() => Int, { description: 'How many meetings took place there, or are to.' })
  @Column({ type: 'integer', default: 0 })
  meetingCount!: number;
}
