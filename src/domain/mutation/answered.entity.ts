import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A request that named itself, and what it did: repeated, it is answered from here. */
@Entity('answered')
@Index(['at'])
export class Answered {
  /** Whose request: the name of the token. */
  @PrimaryColumn({ type: 'varchar' })
  who!: string;

  @PrimaryColumn({ type: 'varchar' })
  key!: string;

  /** SHA-256 of the mutation's name and input. */
  @Column({ type: 'varchar' })
  hash!: string;

  /** The answer as JSON. */
  @Column({ type: 'text' })
  answer!: string;

  @Column({ type: 'varchar' })
  at!: string;
}
