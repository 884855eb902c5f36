import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Node, RecordNode, RegistryEntry } from '../record/record.entity.js';

@ObjectType({
  implements: [Node, RecordNode],
  description: 'A country of ISO 3166; as an actor it is its STATE organization.',
  simpleResolvers: true,
})
@Entity()
export class Country extends RecordNode {
  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'id' })
  entry?: Relation<RegistryEntry>;

  @Field(() => String, { description: 'ISO 3166-1 alpha-2 code, for example ML.' })
  @Column({ type: 'varchar' })
  @Index({ unique: true })
  code!: string;

  @Field(() => String, { description: 'ISO 3166-1 alpha-3 code, for example MLI.' })
  @Column({ type: 'varchar' })
  @Index({ unique: true })
  alpha3!: string;
}
