import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Country } from '../country/country.entity.js';
import { Person } from './person.entity.js';

/** A person is of a country by an office in, or a part in a meeting for, one of its organizations. Derived from both. */
@Entity('person_country')
@Index(['personId'])
export class PersonCountry {
  @PrimaryColumn({ type: 'integer' })
  countryId!: number;

  @PrimaryColumn({ type: 'integer' })
  personId!: number;

  @ManyToOne(() => Country, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'country_id' })
  country?: Relation<Country>;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'person_id' })
  person?: Relation<Person>;

  /** By how many offices and parts in meetings. */
  @Column({ type: 'integer' })
  links!: number;
}
