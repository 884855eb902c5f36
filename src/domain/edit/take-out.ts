import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { agreementsOfMeetings, closuresOut, refreshAgreementDates } from '../agreement/derived.service.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { logEntries, type Moment, partsOfType } from '../change/log.service.js';
import { rebuildTree } from '../commodity/tree.service.js';
import { writerOf } from '../document/writers.js';
import { dropEmptyPairs } from '../encounter/kept-encounters.service.js';
import type { RecordType } from '../record/record.enums.js';
import { idsOf, type Written } from '../write/batch.js';
import { keeping } from '../write/derived.js';
import { grouped } from '../write/same-links.js';

export interface Going {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

export interface Gone extends Going {
  /** The change that took it out. */
  readonly change: number;
  readonly claims: readonly number[];
}

/** What names others goes before these. */
const IN_ORDER: readonly RecordType[] = [
  'MEETING',
  'AGREEMENT',
  'COMMODITY',
  'SOURCE',
  'PERSON',
  'PLACE',
  'ORGANIZATION',
  'COUNTRY',
];

/** Records of these types stand one under another. */
const WITH_PARENT: readonly RecordType[] = ['AGREEMENT', 'COMMODITY', 'ORGANIZATION'];

/** The delegations that stand in these records, as far as they are meetings. */
export async function delegationsIn(tx: Transaction, records: readonly Going[]): Promise<Going[]> {
  const meetings = records.filter(({ type }) => type === 'MEETING').map(({ id }) => id);
  if (meetings.length === 0) return [];
  const rows = await tx.rows<Omit<Going, 'type'>>(
    { id: 'r.id', slug: 'r.slug' },
    sql`FROM delegation d JOIN registry r ON r.id = d.id WHERE ${sql.in(sql`d.meeting_id`, meetings)}
      ORDER BY d.meeting_id, d.position, d.id`,
  );
  return rows.map((row) => ({ ...row, type: 'DELEGATION' as const }));
}

/**
 * Takes records out, with the delegations, links and claims that hang on them; the history keeps all of it. Nothing that stays
 * may name them. Gives what is gone, those that were asked for first, in their order.
 */
export async function takeRecordsOut(tx: Transaction, records: readonly Going[], moment: Moment): Promise<Gone[]> {
  const all = [...records, ...(await delegationsIn(tx, records))];
  const ids = all.map(({ id }) => id);
  const first = await tx.reserveIds(all.length);
  const rows = await tx.rows<{ id: number; subject: number }>(
    { id: 'c.id', subject: 'c.subject_id' },
    sql`FROM claim c WHERE ${sql.in(sql`c.subject_id`, ids)} ORDER BY c.id`,
  );
  const claims = grouped(rows, ({ subject }) => subject);
  const gone = all.map((each, index) => ({
    ...each,
    change: first + index,
    claims: (claims.get(each.id) ?? []).map(({ id }) => id),
  }));
  const byType = grouped(gone, ({ type }) => type) as Map<RecordType, Gone[]>;
  for (const [type, group] of byType) {
    const { table, owned } = writerOf(type);
    await keepAsTheyAre(
      tx,
      partsOfType(type, table, owned),
      group.map(({ id, change }) => [id, change]),
    );
  }
  const written = gone.map(({ id, type }): Written => ({ writer: writerOf(type), id, action: 'updated' }));
  const dated = await agreementsOfMeetings(tx, written);
  const kept = await keeping(tx, written, []);
  await kept.out();
  await closuresOut(tx, idsOf(written, 'AGREEMENT'));
  await remove(tx, byType);
  if (byType.has('MEETING')) await dropEmptyPairs(tx);
  await logEntries(
    tx,
    gone.map((each) => ({ ...each, operation: 'DELETED' as const })),
    moment,
  );
  if (byType.has('COMMODITY')) await rebuildTree(tx);
  await refreshAgreementDates(tx, dated, { written: [], moment });
  return gone;
}

/** Claims first: one on a record that goes later can be attributed to somebody who goes before. */
async function remove(tx: Transaction, byType: ReadonlyMap<RecordType, readonly Gone[]>): Promise<void> {
  const idsOfType = (type: RecordType) => (byType.get(type) ?? []).map(({ id }) => id);
  await tx.run(sql`DELETE FROM claim WHERE ${sql.in(sql`subject_id`, [...byType.keys()].flatMap(idsOfType))}`);
  for (const type of WITH_PARENT)
    if (byType.has(type))
      await tx.run(
        sql`UPDATE ${sql.raw(type.toLowerCase())} SET parent_id = NULL WHERE ${sql.in(sql`id`, idsOfType(type))}`,
      );
  for (const type of IN_ORDER) {
    const ids = type === 'MEETING' ? [...idsOfType('DELEGATION'), ...idsOfType(type)] : idsOfType(type);
    if (ids.length > 0) await tx.run(sql`DELETE FROM registry WHERE ${sql.in(sql`id`, ids)}`);
  }
}
