import { Field, Int, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';
import { CodeScheme, MatchKind } from './commodity.enums.js';

@ObjectType({ description: 'The code of a commodity in a classification of goods.', simpleResolvers: true })
@Entity()
@Index(['commodityId', 'position'])
@Index(['code', 'scheme'])
export class CommodityCode {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'integer' })
  commodityId!: number;

  @ManyToOne(() => Commodity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'commodity_id' })
  commodity?: Relation<Commodity>;

  @Field(() => CodeScheme, { description: 'The classification.' })
  @Column({ type: 'varchar' })
  scheme!: CodeScheme;

  @Field(() => String, { description: 'The code in it, for example 2710.' })
  @Column({ type: 'varchar' })
  code!: string;

  @Field(() => MatchKind, { description: 'How the commodity relates to the code.' })
  @Column({ type: 'varchar' })
  match!: MatchKind;

  @Column({ type: 'integer' })
  position!: number;
}

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A good or raw material, or a family of them.',
  simpleResolvers: true,
})
@Entity()
@Index('commodity_by_agreement_count', { synchronize: false })
export class Commodity extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => [CommodityCode], { description: 'Its codes in classifications of goods.' })
  codes?: Relation<CommodityCode>[];

  @Column({ type: 'integer', nullable: true })
  @Index()
  parentId!: number | null;

  @Field(() => Commodity, { nullable: true, description: 'The next broader commodity.' })
  @ManyToOne(() => Commodity)
  @JoinColumn({ name: 'parent_id' })
  parent?: Relation<Commodity> | null;

  @Field(() => [Commodity], { description: 'The next narrower commodities, by slug.' })
  children?: Relation<Commodity>[];

  @Field(() => [Commodity], { description: 'All broader commodities, nearest first.' })
  ancestors?: Relation<Commodity>[];

  @Field(() => [Commodity], { description: 'All narrower commodities, by slug.' })
  descendants?: Relation<Commodity>[];

  @Field(() => Int, { description: 'How many agreements have a term on it or on something narrower.' })
  @Column({ type: 'integer', default: 0 })
  agreementCount!: number;
}

/** The tree spelled out: every commodity with itself and with each one below it. */
@Entity('commodity_closure')
@Index(['descendantId', 'depth'])
export class CommodityClosure {
  @PrimaryColumn({ type: 'integer' })
  ancestorId!: number;

  @PrimaryColumn({ type: 'integer' })
  descendantId!: number;

  @ManyToOne(() => Commodity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'ancestor_id' })
  ancestor?: Relation<Commodity>;

  @ManyToOne(() => Commodity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'descendant_id' })
  descendant?: Relation<Commodity>;

  @Column({ type: 'integer' })
  depth!: number;
}
