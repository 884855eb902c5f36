import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { DateTimeScalar } from '../../graphql/scalars.js';
import type { RecordType } from '../record/record.enums.js';
import { Operation } from './change.enums.js';

/** Entries are only ever added. They refer to records by number and by name, since they outlive them. */
@ObjectType({ description: 'One change of one record, for good.', simpleResolvers: true })
@Entity('change')
@Index(['recordId', 'id'])
@Index(['at', 'id'])
export class Change {
  /** From the one counter of the database, whose lock a writer holds until it commits: the order of the ids is that of the commits. */
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  /** The same for all changes of one transaction, and for those of no other. */
  @Field(() => DateTimeScalar, { description: 'When.' })
  @Column({ type: 'varchar' })
  at!: string;

  @Field(() => String, { nullable: true, description: 'Who did it: the name of the token, or the program.' })
  @Column({ type: 'varchar', nullable: true })
  by!: string | null;

  @Field(() => Operation, { description: 'What was done.' })
  @Column({ type: 'varchar' })
  operation!: Operation;

  @Column({ type: 'integer' })
  recordId!: number;

  @Column({ type: 'varchar' })
  recordType!: RecordType;

  @Field(() => String, { description: 'The slug of the record, which is known also when it is gone.' })
  @Column({ type: 'varchar' })
  slug!: string;

  @Field(() => String, { nullable: true, description: 'Why, in the words of whoever did it.' })
  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  /** A JSON list of ids. Null where they are all the claims that the record was entered with. */
  @Column({ type: 'text', nullable: true })
  claimIds!: string | null;
}

/** A row of a record that stands outside its table, which is `part`. */
export abstract class RowApart {
  @PrimaryColumn({ type: 'varchar' })
  part!: string;

  @PrimaryColumn({ type: 'integer' })
  ownerId!: number;

  @PrimaryColumn({ type: 'integer' })
  rowId!: number;

  /** The claim that a passage of evidence is of. */
  @Column({ type: 'integer', nullable: true })
  holderId!: number | null;

  /** The row as a JSON object of its columns, without its fractions. */
  @Column({ type: 'text' })
  data!: string;

  @Column({ type: 'double precision', nullable: true })
  first!: number | null;

  @Column({ type: 'double precision', nullable: true })
  second!: number | null;
}

/**
 * Rows as they were before a change of their record took their place; those of a record are kept together, whether they
 * differ or not. It held from the change `since` until the change `until`.
 */
@Entity('was')
@Index(['part', 'rowId'])
@Index(['part', 'holderId'])
@Index(['ownerId', 'until'])
export class Was extends RowApart {
  @PrimaryColumn({ type: 'integer' })
  until!: number;

  @Column({ type: 'integer' })
  since!: number;
}
