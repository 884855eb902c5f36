import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import type { ClaimStatus } from '../claim/claim.enums.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/** A record, or a link of one, that somebody has put forward: its rows stand aside until somebody accepts it. */
@Entity('proposal')
@Index(['claimId'])
@Index(['type', 'slug'])
@Index('waiting_proposals', ['claimId'], { where: "status = 'PROPOSED'" })
export class Proposal {
  /** The id that the record or link has, and keeps. */
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  @Column({ type: 'varchar' })
  type!: NodeType;

  /** Of a record. */
  @Column({ type: 'varchar', nullable: true })
  slug!: string | null;

  /** The record with which it is written: itself, or the one that it becomes part of. */
  @Column({ type: 'integer' })
  rootId!: number;

  @Column({ type: 'varchar' })
  rootType!: RecordType;

  /** The claim that it exists: who decides on that decides on all of it. */
  @Column({ type: 'integer' })
  claimId!: number;

  /** The record that this claim is on. */
  @Column({ type: 'integer' })
  subjectId!: number;

  @Column({ type: 'varchar' })
  status!: ClaimStatus;

  @Column({ type: 'varchar' })
  at!: string;

  @Column({ type: 'varchar' })
  by!: string;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'varchar', nullable: true })
  decidedAt!: string | null;

  @Column({ type: 'varchar', nullable: true })
  decidedBy!: string | null;

  @Column({ type: 'text', nullable: true })
  decision!: string | null;
}

/** A row of a proposal, with the columns of `was`. Those of one that was accepted are where all rows are. */
@Entity('proposed')
@Index(['rowId'])
@Index(['proposalId'])
export class ProposedRow {
  @PrimaryColumn({ type: 'varchar' })
  part!: string;

  @PrimaryColumn({ type: 'integer' })
  ownerId!: number;

  @PrimaryColumn({ type: 'integer' })
  rowId!: number;

  @Column({ type: 'integer' })
  proposalId!: number;

  @ManyToOne(() => Proposal, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'proposal_id' })
  proposal?: Relation<Proposal>;

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
