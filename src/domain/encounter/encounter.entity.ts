import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Person } from '../person/person.entity.js';

/** Two people who met, once from the side of each. Derived from the meetings, kept so that the most frequent are found first. */
@Entity('encounter')
@Index(['aId', 'meetingsDesc', 'bSlug'])
@Index(['meetingsDesc', 'aSlug', 'bSlug'])
export class MetPair {
  @PrimaryColumn({ type: 'integer' })
  aId!: number;

  @PrimaryColumn({ type: 'integer' })
  bId!: number;

  @ManyToOne(() => Person, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'a_id' })
  a?: Relation<Person>;

  /** Slugs never change; here they are sort keys. */
  @Column({ type: 'varchar' })
  aSlug!: string;

  @Column({ type: 'varchar' })
  bSlug!: string;

  /** In how many meetings, negative, so that all sort keys run upwards. */
  @Column({ type: 'integer' })
  meetingsDesc!: number;
}
