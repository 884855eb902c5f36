import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Commodity } from '../commodity/commodity.entity.js';
import { EdtfDate } from '../date/date.type.js';
import { Actor } from '../person/actor.entity.js';
import type { Bound } from '../quantity/quantity.enums.js';
import { Quantity } from '../quantity/quantity.type.js';
import type { TimeUnit } from '../quantity/units.js';
import { Node, RegistryEntry } from '../record/record.entity.js';
import { Agreement } from './agreement.entity.js';
import { TermKind } from './agreement.enums.js';

@ObjectType({
  implements: Node,
  description: 'What an agreement says about one commodity: who gives how much of it to whom.',
  simpleResolvers: true,
})
@Entity()
@Index(['agreementId', 'position'])
@Index(['commodityId', 'agreementId'])
@Index(['fromId'])
@Index(['toId'])
export class CommodityTerm extends Node {
  @Column({ type: 'integer' })
  agreementId!: number;

  @Field(() => Agreement, { description: 'The agreement in which it stands.' })
  @ManyToOne(() => Agreement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Relation<Agreement>;

  @Column({ type: 'integer' })
  commodityId!: number;

  @Field(() => Commodity, { description: 'What is given, or is to be.' })
  @ManyToOne(() => Commodity)
  @JoinColumn({ name: 'commodity_id' })
  commodity?: Relation<Commodity>;

  @Field(() => TermKind, { description: 'At what stage the quantity stands.' })
  @Column({ type: 'varchar' })
  kind!: TermKind;

  @Column({ type: 'integer', nullable: true })
  fromId!: number | null;

  @ManyToOne(() => RegistryEntry)
  @JoinColumn({ name: 'from_id' })
  fromEntry?: Relation<RegistryEntry> | null;

  @Field(() => Actor, { nullable: true, description: 'Who gives it.' })
  from?: object | null;

  @Column({ type: 'integer', nullable: true })
  toId!: number | null;

  @ManyToOne(() => RegistryEntry)
  @JoinColumn({ name: 'to_id' })
  toEntry?: Relation<RegistryEntry> | null;

  @Field(() => Actor, { nullable: true, description: 'Who gets it.' })
  to?: object | null;

  @Field(() => Quantity, { nullable: true, description: 'How much; null where the sources do not say.' })
  quantity?: Relation<Quantity> | null;

  @Column({ type: 'double precision', nullable: true })
  quantityMin!: number | null;

  @Column({ type: 'double precision', nullable: true })
  quantityMax!: number | null;

  @Column({ type: 'varchar', nullable: true })
  bound!: Bound | null;

  /** UCUM code; a term has a quantity where it has a unit. */
  @Column({ type: 'varchar', nullable: true })
  unit!: string | null;

  @Column({ type: 'varchar', nullable: true })
  per!: TimeUnit | null;

  @Column({ type: 'varchar', nullable: true })
  raw!: string | null;

  @Field(() => EdtfDate, { nullable: true, description: 'The time for which the quantity is meant.' })
  @Column({ type: 'varchar', nullable: true })
  period!: string | null;

  @Column({ type: 'integer', nullable: true })
  periodFrom!: number | null;

  @Column({ type: 'integer', nullable: true })
  periodTo!: number | null;

  @Column({ type: 'integer' })
  position!: number;
}
