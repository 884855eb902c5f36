import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { RecordType } from '../record/record.enums.js';
import type { Operation } from './change.enums.js';
import { keepAsTheyAre } from './keep.service.js';

/** What is done in one transaction is done at one moment, by one hand. */
export interface Moment {
  /** ISO 8601 with milliseconds. */
  readonly at: string;
  readonly by: string;
  readonly reason?: string | null;
  readonly isProposal?: boolean;
  /** Records with this id or a greater one are new in this transaction: that they are completed is no change of its own. */
  readonly newFrom?: number;
}

/** The time of a transaction: later than that of every other before it, whatever the clock says, so that a time names a state. */
export async function nextMoment(tx: Transaction): Promise<string> {
  const [last] = await tx.rows<{ at: string }>({ at: 'c.at' }, sql`FROM change c ORDER BY c.id DESC LIMIT 1`);
  const next = last ? Date.parse(last.at) + 1 : 0;
  return new Date(Math.max(Date.now(), next)).toISOString();
}

interface Entry {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly operation: Operation;
  /** The change's own id; for a new record the record's. */
  readonly change: number;
  readonly claims?: readonly number[];
}

/** An entry as a row. Without `claims` it is about all claims that were recorded on the record at its moment. */
export const entryRow = ({ id, type, slug, operation, change, claims }: Entry, { at, by, reason }: Moment) => ({
  id: change,
  at,
  by,
  operation,
  record_id: id,
  record_type: type,
  slug,
  reason: reason ?? null,
  claim_ids: claims ? JSON.stringify(claims) : null,
});

const COLUMNS = Object.keys(entryRow({} as Entry, {} as Moment));

export const logEntries = (tx: Transaction, entries: readonly Entry[], moment: Moment): Promise<void> =>
  tx.insert(
    'change',
    COLUMNS,
    entries.map((entry) => entryRow(entry, moment)),
  );

/** Tables that are derived from the rows of a record and belong to it. */
const DERIVED: { readonly [Type in RecordType]?: readonly string[] } = {
  AGREEMENT: ['agreement_commodity'],
  PERSON: ['person_country'],
};

/** The tables that hold something of records of a type: its own, those of its links, and what follows from them. */
export const partsOfType = (type: RecordType, own: string, owned: readonly { readonly table: string }[]): string[] => [
  own,
  ...owned.map(({ table }) => table),
  ...(DERIVED[type] ?? []),
];

/** Keeps records as they are and notes that they are about to change; gives the id of the change of each. */
export async function beforeChange(
  tx: Transaction,
  type: RecordType,
  parts: readonly string[],
  records: readonly { readonly id: number; readonly slug: string }[],
  operation: Operation,
  moment: Moment,
): Promise<void> {
  if (records.length === 0) return;
  const first = await tx.reserveIds(records.length);
  const entries = records.map(({ id, slug }, index) => ({ id, slug, type, operation, change: first + index }));
  await keepAsTheyAre(
    tx,
    parts,
    entries.map(({ id, change }) => [id, change]),
  );
  await logEntries(tx, entries, moment);
  await tx.update(
    'registry',
    ['changed'],
    entries.map(({ id, change }) => ({ id, changed: change })),
  );
}
