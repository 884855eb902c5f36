import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';

/** Everybody with everybody else who is reported in the same held meeting, and in how many of the meetings that `which` (on m.id) selects. */
const pairsIn = (which: Sql): Sql =>
  sql`SELECT p.actor_id AS a_id, q.actor_id AS b_id, COUNT(DISTINCT m.id) AS n
    FROM meeting m JOIN participation p ON p.meeting_id = m.id AND p.status = 'REPORTED'
      JOIN participation q ON q.meeting_id = m.id AND q.status = 'REPORTED' AND q.actor_id <> p.actor_id
      JOIN person pa ON pa.id = p.actor_id JOIN person pb ON pb.id = q.actor_id
    WHERE m.status = 'HELD' AND ${which} GROUP BY p.actor_id, q.actor_id`;

const namedPairs = (which: Sql): Sql =>
  sql`SELECT m.a_id, m.b_id, ra.slug AS a_slug, rb.slug AS b_slug, -m.n AS meetings_desc FROM (${pairsIn(which)}) m
      JOIN registry ra ON ra.id = m.a_id JOIN registry rb ON rb.id = m.b_id WHERE 1 = 1`;

const insertPairs = (which: Sql): Sql =>
  sql`INSERT INTO encounter (a_id, b_id, a_slug, b_slug, meetings_desc) ${namedPairs(which)}`;

/** Takes the meetings out of what is kept; before they are changed. */
export const meetingsOut = (tx: Transaction, meetings: readonly number[]): Promise<void> =>
  tx.run(sql`UPDATE encounter SET meetings_desc = encounter.meetings_desc + m.n
    FROM (${pairsIn(sql.in(sql`m.id`, meetings))}) m WHERE encounter.a_id = m.a_id AND encounter.b_id = m.b_id`);

/** Adds the meetings to what is kept; when they are written. */
export async function meetingsIn(tx: Transaction, meetings: readonly number[]): Promise<void> {
  await tx.run(sql`${insertPairs(sql.in(sql`m.id`, meetings))} ON CONFLICT (a_id, b_id)
    DO UPDATE SET meetings_desc = encounter.meetings_desc + excluded.meetings_desc`);
  await dropEmptyPairs(tx);
}

/** Whoever has met in no meeting any more has not met. */
export const dropEmptyPairs = (tx: Transaction): Promise<void> =>
  tx.run(sql`DELETE FROM encounter WHERE meetings_desc = 0`);

/** What `encounter` should hold. */
export const wantedEncounters: Sql = namedPairs(sql`1 = 1`);

/** Worked out anew, for a database whose rows came past the write path. */
export const recountEncounters: readonly Sql[] = [sql`DELETE FROM encounter`, insertPairs(sql`1 = 1`)];
