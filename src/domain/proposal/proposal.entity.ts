import { Column, Entity, Index, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { RowApart } from '../change/change.entity.js';
import type { ClaimStatus } from '../claim/claim.enums.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/**
 * A record, or a link of one, that somebody has put forward: its rows stand aside until somebody accepts it. Or else what
 * became of a claim on what was there, of type CLAIM: it waits as a claim, and is noted when it is decided on.
 */
@Entity('proposal')
@Index(['claimId'])
@Index(['type', 'slug'])
@Index('waiting_proposals', ['claimId'], { where: "status = 'PROPOSED'" })
export class Proposal {
  /** The id that the record, link or claim has, and keeps. */
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

/** A row of a proposal. Those of one that was accepted are where all rows are. */
@Entity('proposed')
@Index(['rowId'])
@Index(['proposalId'])
export class ProposedRow extends RowApart {
  @Column({ type: 'integer' })
  proposalId!: number;

  @ManyToOne(() => Proposal, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'proposal_id' })
  proposal?: Relation<Proposal>;
}
