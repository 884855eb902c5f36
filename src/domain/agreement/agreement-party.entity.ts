import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, type Relation } from 'typeorm';
import { Actor } from '../person/actor.entity.js';
import { Node, RegistryEntry } from '../record/record.entity.js';
import { Agreement } from './agreement.entity.js';
import { PartyRole } from './agreement.enums.js';

@ObjectType({ implements: Node, description: 'A party of an agreement.', simpleResolvers: true })
@Entity()
@Index(['agreementId', 'position'])
@Index(['actorId', 'agreementId'])
export class AgreementParty extends Node {
  @Column({ type: 'integer' })
  agreementId!: number;

  @ManyToOne(() => Agreement, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'agreement_id' })
  agreement?: Relation<Agreement>;

  @Column({ type: 'integer' })
  actorId!: number;

  @ManyToOne(() => RegistryEntry)
  @JoinColumn({ name: 'actor_id' })
  actorEntry?: Relation<RegistryEntry>;

  @Field(() => Actor, { description: 'Who the party is.' })
  actor?: object;

  @Field(() => PartyRole, { description: 'What it does in the agreement.' })
  @Column({ type: 'varchar' })
  role!: PartyRole;

  @Column({ type: 'integer' })
  position!: number;
}
