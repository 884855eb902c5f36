import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RegistryEntry } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { NameKind } from './name.enums.js';

@ObjectType({ description: 'One name of a record.', simpleResolvers: true })
@Entity('record_name')
@Index(['recordId', 'position'])
@Index(['recordType', 'key', 'id'])
@Index(['recordType', 'latinKey', 'id'])
export class Name {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  recordId!: number;

  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'record_id' })
  record?: Relation<RegistryEntry>;

  @Column({ type: 'varchar' })
  recordType!: RecordType;

  @Field(() => String, { description: 'The name as it is written.' })
  @Column({ type: 'varchar' })
  text!: string;

  @Field(() => String, {
    nullable: true,
    description: "Its language as a BCP 47 tag; null where the name belongs to no language, as a person's does.",
  })
  @Column({ type: 'varchar', nullable: true })
  lang!: string | null;

  @Field(() => NameKind, { description: 'What sort of name it is.' })
  @Column({ type: 'varchar' })
  kind!: NameKind;

  /** Folded and without spaces: what a Ref is compared with. */
  @Column({ type: 'varchar' })
  key!: string;

  /** The key carried over to Latin letters, where that differs. */
  @Column({ type: 'varchar', nullable: true })
  latinKey!: string | null;

  /** Its folded words, and those carried over to Latin letters where they differ, each between spaces. */
  @Column({ type: 'varchar' })
  words!: string;

  @Column({ type: 'varchar', nullable: true })
  latinWords!: string | null;

  /** The spelling keys of its words, each between spaces: names that are only spelt differently meet here. */
  @Column({ type: 'varchar' })
  spelling!: string;

  @Column({ type: 'integer' })
  position!: number;
}
