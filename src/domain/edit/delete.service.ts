import type { Transaction } from '../../database/database.js';
import { InUseError } from '../../errors.js';
import { type Moment, nextMoment } from '../change/log.service.js';
import { rowsOfRecords } from '../document/rows.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { Edited, EditRequest } from './edit.service.js';
import { requireVersion } from './present.js';
import { referrersOf } from './references.js';
import { type Gone, takeRecordsOut } from './take-out.js';

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

/**
 * Takes a record out, with its links and the claims on them; the history keeps all of it.
 * @throws InUseError where another record names it, ConflictError where it has changed since.
 */
export async function deleteRecord(tx: Transaction, request: EditRequest): Promise<Edited> {
  const { type, id, version, by, reason } = request;
  const record = (await rowsOfRecords(tx, type, [id])).get(id);
  if (!record) throw new Error(`There is no ${type} ${id}.`);
  await requireVersion(tx, record, { version });
  const inside = record.delegations.map((each) => each.id);
  await requireUnused(tx, type, record.slug, [id, ...inside]);
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const gone = await takeRecordsOut(tx, [{ id, type, slug: record.slug }], moment);
  return { id, change: (gone[0] as Gone).change, claims: gone.flatMap((each) => each.claims) };
}
