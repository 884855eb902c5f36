import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { DECIDED } from '../claim/claim.enums.js';
import { REFERENCES } from '../edit/references.js';
import { delegationsIn, type Going } from '../edit/take-out.js';

export interface Affected {
  /** Of which others speak as well. */
  readonly staying: readonly Going[];
  /** Of which nobody else speaks. Sources are never among them: each speaks for itself. */
  readonly alone: readonly Going[];
}

/** The records of which a source says something; what it says of a delegation it says of its meeting. */
export async function affectedBy(tx: Transaction, source: number): Promise<Affected> {
  const rows = await tx.rows<Going>(
    { id: 'r.id', type: 'r.type', slug: 'r.slug' },
    sql`FROM registry r WHERE r.id <> ${source} AND r.id IN (
      SELECT COALESCE(d.meeting_id, c.subject_id) FROM evidence e JOIN claim c ON c.id = e.claim_id
        LEFT JOIN delegation d ON d.id = c.subject_id WHERE e.source_id = ${source}) ORDER BY r.id`,
  );
  const inside = await delegationsIn(tx, rows);
  const spoken = await tx.rows<{ id: number }>(
    { id: 'DISTINCT COALESCE(d.meeting_id, c.subject_id)' },
    sql`FROM claim c JOIN evidence e ON e.claim_id = c.id LEFT JOIN delegation d ON d.id = c.subject_id
      WHERE ${sql.in(
        sql`c.subject_id`,
        [...rows, ...inside].map(({ id }) => id),
      )} AND e.source_id <> ${source} AND c.retracted_at IS NULL AND NOT ${sql.in(sql`c.status`, DECIDED)}
        AND (c.property IS NOT NULL OR c.link_id IS NOT NULL OR (c.modality <> 'DENIED' AND e.stance = 'SUPPORTS'))`,
  );
  const isSpoken = new Set(spoken.map(({ id }) => id));
  const stays = ({ id, type }: Going) => type === 'SOURCE' || isSpoken.has(id);
  return { staying: rows.filter(stays), alone: rows.filter((row) => !stays(row)) };
}

/** Those of some records that others, which stay, still name. */
export async function stillNamed(tx: Transaction, records: readonly Going[]): Promise<ReadonlySet<number>> {
  const going = records.map(({ id }) => id);
  const inside = await delegationsIn(tx, records);
  const owners = [...going, ...inside.map(({ id }) => id)];
  const naming = REFERENCES.filter(({ table }) => table !== 'evidence').map(
    ({ table, column, owner }) => sql`SELECT ${sql.raw(`t.${column}`)} AS id FROM ${sql.raw(table)} t
      WHERE ${sql.in(sql.raw(`t.${column}`), going)} AND NOT (${sql.in(sql.raw(owner), owners)})`,
  );
  const rows = await tx.rows<{ id: number }>({ id: 'n.id' }, sql`FROM (${sql.join(naming, ' UNION ')}) n`);
  return new Set(rows.map(({ id }) => id));
}
