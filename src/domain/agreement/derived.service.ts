import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';
import { beforeChange, type Moment, partsOfType } from '../change/log.service.js';
import { rebuildTree } from '../commodity/tree.service.js';
import { boundColumns, dateSortKeys } from '../date/bound-columns.js';
import { idsOf, type Written } from '../write/batch.js';
import { updateRows } from '../write/replace.js';
import { agreementWriter } from './agreement.writer.js';

/** The commodity tree spelled out, and which agreements each commodity leads to, brought up to date after a write. */
export async function refreshClosures(tx: Transaction, written: readonly Written[]): Promise<void> {
  const commodities = written.filter(({ writer }) => writer.type === 'COMMODITY');
  if (commodities.length > 0) await rebuildTree(tx);
  const moved = commodities.some(({ action }) => action === 'updated');
  const agreements = idsOf(written, 'AGREEMENT');
  if (!moved && agreements.length === 0) return;
  const which = moved ? sql`1 = 1` : sql.in(sql`agreement_id`, agreements);
  await tx.run(addAgreements('-', which));
  await refillAgreementCommodities(tx, which);
  await tx.run(addAgreements('+', which));
}

/** What `agreement_commodity` should hold of the agreements that `which` selects: those of a commodity and of all below it. */
export const wantedAgreementCommodities = (which: Sql): Sql =>
  sql`SELECT DISTINCT cc.ancestor_id AS commodity_id, ct.agreement_id FROM commodity_term ct
    JOIN commodity_closure cc ON cc.descendant_id = ct.commodity_id WHERE ${which}`;

export async function refillAgreementCommodities(tx: Transaction, which: Sql): Promise<void> {
  await tx.run(sql`DELETE FROM agreement_commodity WHERE ${which}`);
  await tx.run(sql`INSERT INTO agreement_commodity (commodity_id, agreement_id) ${wantedAgreementCommodities(which)}`);
}

/** The same for agreements that are about to go. */
export async function closuresOut(tx: Transaction, agreements: readonly number[]): Promise<void> {
  await tx.run(addAgreements('-', sql.in(sql`agreement_id`, agreements)));
}

/** How many agreements each commodity leads to, changed by those of the closure that `which` selects. */
const addAgreements = (sign: '+' | '-', which: Sql): Sql =>
  sql`UPDATE commodity SET agreement_count = commodity.agreement_count ${sql.raw(sign)} p.n
    FROM (SELECT commodity_id AS id, COUNT(*) AS n FROM agreement_commodity WHERE ${which} GROUP BY commodity_id) p
    WHERE p.id = commodity.id`;

/** The agreements that the meetings among the written records are about. */
export async function agreementsOfMeetings(tx: Transaction, written: readonly Written[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    { id: 'DISTINCT l.agreement_id' },
    sql`FROM agreement_meeting l WHERE ${sql.in(sql`l.meeting_id`, idsOf(written, 'MEETING'))}`,
  );
  return rows.map(({ id }) => id);
}

const PARTS = partsOfType('AGREEMENT', 'agreement', agreementWriter.owned);

interface Dated {
  readonly id: number;
  readonly slug: string;
  readonly own: string | null;
  readonly date: string | null;
  readonly met: string | null;
}

/**
 * Agreements without a date of their own take that of the earliest held meeting about them. For those that are not among the
 * `written` that is a change of its own.
 */
export async function refreshAgreementDates(
  tx: Transaction,
  agreements: readonly number[],
  { written, moment }: { readonly written: readonly number[]; readonly moment: Moment },
): Promise<void> {
  const rows = await tx.rows<Dated>(
    {
      id: 't.id',
      slug: 'r.slug',
      own: 'COALESCE(t.signed_on, t.announced_on, t.in_force_from)',
      date: 't.date',
      met: `(SELECT m.date FROM agreement_meeting l JOIN meeting m ON m.id = l.meeting_id
        WHERE l.agreement_id = t.id AND m.status = 'HELD' AND m.date IS NOT NULL ORDER BY m.date_from, m.id LIMIT 1)`,
    },
    sql`FROM agreement t JOIN registry r ON r.id = t.id WHERE ${sql.in(sql`t.id`, [...new Set(agreements)])}`,
  );
  const moved = rows.filter(({ own, date, met }) => (own ?? met) !== date);
  const { newFrom = Number.POSITIVE_INFINITY } = moment;
  const others = moved.filter(({ id }) => !written.includes(id) && id < newFrom);
  await beforeChange(tx, 'AGREEMENT', PARTS, others, 'UPDATED', moment);
  const dates = moved.map(({ id, own, met }) => ({ id, wanted: own ?? met ?? undefined }));
  await updateRows(tx, [
    ...dates.map(({ id, wanted }) => ({
      table: 'agreement',
      id,
      row: { date: wanted ?? null, ...boundColumns('date', wanted) },
    })),
    ...dates.map(({ id, wanted }) => ({ table: 'registry', id, row: dateSortKeys(wanted) })),
  ]);
}
