import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InUseError } from '../../errors.js';
import { agreementsOfMeetings, closuresOut, refreshAgreementDates } from '../agreement/derived.service.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { logEntries, type Moment, nextMoment, partsOfType } from '../change/log.service.js';
import { rebuildTree } from '../commodity/tree.service.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import { draftOf } from '../document/draft-of.js';
import { type RecordRows, rowsOfRecords } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { Planned } from '../write/batch.js';
import { keeping } from '../write/derived.js';
import { type Edited, type EditRequest, requireVersion } from './edit.service.js';
import { known } from './edit-scope.js';
import { referrersOf } from './references.js';

/** How many of the records that refer to one are named. */
const MOST_NAMED = 5;

async function requireUnused(tx: Transaction, type: RecordType, slug: string, ids: readonly number[]): Promise<void> {
  const { count, first } = await referrersOf(tx, ids, MOST_NAMED);
  if (count === 0) return;
  const named = first.map((each) => `${NODE_TYPES[each.type]} ${each.slug}`).join(', ');
  const more = count > first.length ? ` and ${count - first.length} more` : '';
  throw new InUseError(
    `${NODE_TYPES[type]} ${slug} is still named by ${named}${more}: change these first, or merge it into another record.`,
    { count, records: first.map((each) => ({ type: NODE_TYPES[each.type], slug: each.slug })) },
  );
}

const goingOf = (record: RecordRows, change: number): Planned => ({
  writer: writerOf(record.type),
  draft: draftOf(record, { ref: known, link: () => undefined }),
  place: '',
  path: '',
  position: 0,
  within: null,
  id: record.id,
  action: 'updated',
  hash: '',
  version: record.version,
  change,
  ownerId: null,
});

/**
 * Takes a record out, with its links and the claims on them; the history keeps all of it.
 * @throws InUseError where another record names it, ConflictError where it has changed since.
 */
export async function deleteRecord(tx: Transaction, request: EditRequest): Promise<Edited> {
  const { type, id, version, by, reason } = request;
  const record = (await rowsOfRecords(tx, type, [id])).get(id);
  if (!record) throw new Error(`There is no ${type} ${id}.`);
  requireVersion(record, version);
  const inside = record.delegations.map((each) => each.id);
  await requireUnused(tx, type, record.slug, [id, ...inside]);
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const first = await tx.reserveIds(1 + inside.length);
  const going = [record, ...record.delegations].map((each, index) => ({ record: each, change: first + index }));
  const claims = await tx.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM claim c WHERE ${sql.in(sql`c.subject_id`, [id, ...inside])} ORDER BY c.id`,
  );
  const claimIds = claims.map((claim) => claim.id);
  for (const { record: each, change } of going) {
    const { table, owned } = each === record ? writerOf(type) : delegationWriter;
    await keepAsTheyAre(tx, partsOfType(each.type, table, owned), [[each.id, change]]);
  }
  const planned = going.map((each) => goingOf(each.record, each.change));
  const dated = await agreementsOfMeetings(tx, planned);
  const kept = await keeping(tx, planned, []);
  await kept.out();
  if (type === 'AGREEMENT') await closuresOut(tx, [id]);
  await tx.run(sql`DELETE FROM registry WHERE ${sql.in(sql`id`, [...inside, id])}`);
  await logEntries(
    tx,
    going.map(({ record: each, change }) => ({
      id: each.id,
      type: each.type,
      slug: each.slug,
      operation: 'DELETED' as const,
      change,
      claims: each === record ? claimIds : [],
    })),
    moment,
  );
  if (type === 'COMMODITY') await rebuildTree(tx);
  await refreshAgreementDates(tx, dated, { written: [], moment });
  return { id, change: first, claims: claimIds };
}
