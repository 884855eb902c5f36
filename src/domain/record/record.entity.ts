import { Field, ID, Int, InterfaceType, ObjectType } from 'type-graphql';
import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RecordType } from './record.enums.js';

/** Every type that has a global id, by the tag that its rows carry in `type`. */
export const NODE_TYPES = {
  COUNTRY: 'Country',
  PLACE: 'Place',
  ORGANIZATION: 'Organization',
  PERSON: 'Person',
  MEETING: 'Meeting',
  DELEGATION: 'Delegation',
  AGREEMENT: 'Agreement',
  COMMODITY: 'Commodity',
  SOURCE: 'Source',
  TENURE: 'Tenure',
  PARTICIPATION: 'Participation',
  PARTY: 'AgreementParty',
  TERM: 'CommodityTerm',
  AMOUNT: 'MoneyAmount',
  CLAIM: 'Claim',
} as const;
export type NodeType = keyof typeof NODE_TYPES;
export const RECORD_TYPES: readonly RecordType[] = Object.values(RecordType);

/** A plain row as it was read: parameters typed with it are passed on untouched instead of being made instances. */
export type Row<Entity> = Entity;

const resolveType = (row: { readonly type: NodeType }) => NODE_TYPES[row.type];

@InterfaceType('Node', { description: 'Anything with an id of its own, as in the Relay specification.', resolveType })
export abstract class Node {
  @Field(() => ID, { description: 'Opaque id, the same for as long as this server keeps its records.' })
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  type!: NodeType;
}

@InterfaceType('Record', {
  description: 'Everything that a source can speak about.',
  implements: Node,
  resolveType,
})
export abstract class RecordNode extends Node {
  @Field(() => String, {
    description: 'Readable name in URLs and files, the same everywhere; survives export and import.',
  })
  slug!: string;

  declare type: RecordType;

  @Field(() => Int, {
    description: 'Moves with every change of it, of its links or of the claims on them: what an update has to name.',
  })
  version!: number;

  labelEn!: string | null;

  labelFr!: string | null;

  labelOther!: string | null;
}

/** What all records have in common, in one table: identity, and the sort keys of every list. The type's own table shares its id.
 * Indexes by sort key stand in migrations: on Postgres they end with the id, on SQLite they must not (every index there ends with
 * it by itself, and only as such it is found by the second key of a cursor). */
@Entity('registry')
@Index(['type', 'slug'], { unique: true })
@Index('registry_by_label_key', { synchronize: false })
@Index('registry_by_date_asc', { synchronize: false })
@Index('registry_by_date_desc', { synchronize: false })
@Index(['type', 'id'])
@Index('registry_by_source_count', { synchronize: false })
@Index('disputed_records', ['type', 'id'], { where: 'has_conflict = 1' })
export class RegistryEntry {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'varchar' })
  type!: RecordType;

  @Column({ type: 'varchar' })
  slug!: string;

  /** The English (else first) primary name, folded: what lists are ordered by under LABEL. */
  @Column({ type: 'varchar' })
  labelKey!: string;

  /** See `KnownLabels`. */
  @Column({ type: 'varchar', nullable: true })
  labelEn!: string | null;

  @Column({ type: 'varchar', nullable: true })
  labelFr!: string | null;

  @Column({ type: 'varchar', nullable: true })
  labelOther!: string | null;

  /** Earliest day as YYYYMMDD, undated last; and its mirror for newest first, undated last as well. */
  @Column({ type: 'integer' })
  dateAsc!: number;

  @Column({ type: 'integer' })
  dateDesc!: number;

  @Column({ type: 'varchar' })
  recordedAt!: string;

  /** Moves with every change of the record or of its own links. */
  @Column({ type: 'integer' })
  version!: number;

  /** The change that last wrote it, its links or the claims on them. */
  @Column({ type: 'integer', default: 0 })
  changed!: number;

  /** The version that the last seed or import left, and the hash of what it wrote: a record changed since is not touched again. */
  @Column({ type: 'integer', nullable: true })
  loadedVersion!: number | null;

  @Column({ type: 'varchar', nullable: true })
  loadedHash!: string | null;

  /** How many different sources have a live claim on it or on its own links, and whether one of these is disputed (0 or 1). */
  @Column({ type: 'integer', default: 0 })
  sourceCount!: number;

  @Column({ type: 'smallint', default: 0 })
  hasConflict!: number;
}

/** The folded words of a record's names and summaries, for word filters. */
@Entity('record_text')
export class RecordText {
  @PrimaryColumn({ type: 'integer' })
  recordId!: number;

  @ManyToOne(() => RegistryEntry, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'record_id' })
  record?: Relation<RegistryEntry>;

  /** Between spaces, so that a whole word can be found. */
  @Column({ type: 'text' })
  words!: string;

  /** Those that have another form in Latin letters, in that form. */
  @Column({ type: 'text', nullable: true })
  latinWords!: string | null;
}

@ObjectType({ description: 'A value that was kept although it looks impossible.', simpleResolvers: true })
export class Warning {
  @Field(() => String, { description: 'Stable code of the kind of doubt.' })
  code!: string;

  @Field(() => String, { description: 'What looks wrong, in words.' })
  message!: string;

  @Field(() => String, { nullable: true, description: 'The property that looks wrong.' })
  property!: string | null;
}
