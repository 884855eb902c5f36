import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Role } from '../../auth/roles.js';

/** Who may do what. The secret itself is kept by its owner alone. */
@Entity('token')
@Index(['name'], { unique: true })
export class Token {
  @PrimaryColumn({ type: 'integer' })
  id!: number;

  /** What the history calls whoever uses it. A name is never given twice. */
  @Column({ type: 'varchar' })
  name!: string;

  /** SHA-256 of the secret in hexadecimal. */
  @Column({ type: 'varchar' })
  hash!: string;

  @Column({ type: 'varchar' })
  role!: Role;

  /** ISO 8601, as are the other times. */
  @Column({ type: 'varchar' })
  createdAt!: string;

  @Column({ type: 'varchar', nullable: true })
  expiresAt!: string | null;

  @Column({ type: 'varchar', nullable: true })
  revokedAt!: string | null;
}
