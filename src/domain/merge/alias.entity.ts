import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RegistryEntry } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/** A record that was merged into another: its id and slug keep leading there. */
@Entity('record_alias')
@Index(['type', 'slug'], { unique: true })
@Index(['recordId'])
export class RecordAlias {
  /** The id that it had. */
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'varchar' })
  type!: RecordType;

  @Column({ type: 'varchar' })
  slug!: string;

  @Column({ type: 'integer' })
  recordId!: number;

  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'record_id' })
  record?: Relation<RegistryEntry>;

  /** The change that merged it. */
  @Column({ type: 'integer' })
  change!: number;

  /** What went over with it, as JSON: what undoing the merge takes back. */
  @Column({ type: 'text' })
  moved!: string;
}
