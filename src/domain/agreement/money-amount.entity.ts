import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { DecimalScalar } from '../../graphql/scalars.js';
import { Node } from '../record/record.entity.js';
import { Agreement } from './agreement.entity.js';

@ObjectType({ implements: Node, description: 'An amount of money in an agreement.', simpleResolvers: true })
@Entity()
@Index(['agreementId', 'position'])
export class MoneyAmount extends Node {
  @Column({ type: 'integer' })
  agreementId!: number;

  @ManyToOne(() => Agreement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Relation<Agreement>;

  @Field(() => DecimalScalar, { description: 'The exact amount.' })
  @Column({ type: 'varchar' })
  value!: string;

  /** The value in two whole numbers, so that a database can add it up exactly: the part before the point, and 10^-9ths after it. */
  @Column({ type: 'bigint' })
  units!: string;

  @Column({ type: 'integer' })
  nanos!: number;

  @Field(() => String, { description: 'ISO 4217 code of the currency, withdrawn codes included.' })
  @Column({ type: 'varchar' })
  currency!: string;

  @Field(() => String, {
    nullable: true,
    description: 'How the amount is counted, for example nominal or constant prices of a year.',
  })
  @Column({ type: 'varchar', nullable: true })
  basis!: string | null;

  @Field(() => Int, { nullable: true, description: 'The year that the amount belongs to.' })
  @Column({ type: 'integer', nullable: true })
  year!: number | null;

  @Column({ type: 'integer' })
  position!: number;
}
