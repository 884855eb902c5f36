import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RegistryEntry } from '../record/record.entity.js';

/** What an import has made of one of its keys, so that a later run knows what is new. */
@Entity('imported')
@Index(['recordId'])
export class Imported {
  /** The source that everything in the import comes from. */
  @PrimaryColumn({ type: 'integer' })
  sourceId!: number;

  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'source_id' })
  source?: Relation<RegistryEntry>;

  /** How the mapping calls this sort of record. */
  @PrimaryColumn({ type: 'varchar' })
  name!: string;

  @PrimaryColumn({ type: 'varchar' })
  key!: string;

  /** Null where somebody has taken the record out since. */
  @Column({ type: 'integer', nullable: true })
  recordId!: number | null;

  @ManyToOne(() => RegistryEntry, { onDelete: 'SET NULL' })
  @JoinColumn({ name: 'record_id' })
  record?: Relation<RegistryEntry> | null;

  /** The version that the import gave the record; null for one that others share, to which an import only adds. */
  @Column({ type: 'integer', nullable: true })
  version!: number | null;

  /** SHA-256 of what the import said, without where it stood. */
  @Column({ type: 'varchar' })
  hash!: string;

  /** The name of the file in which it stood first. */
  @Column({ type: 'varchar' })
  file!: string;
}
