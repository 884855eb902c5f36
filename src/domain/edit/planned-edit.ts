import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Problem } from '../../graphql/input.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import type { RecordRows } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import type { MeetingDraft } from '../meeting/meeting.draft.js';
import type { BatchItem, Edit, Planned } from '../write/batch.js';
import type { RecordDraft } from '../write/receipts.draft.js';
import type { Rows } from '../write/rows.js';
import { refKey, type Target } from '../write/scope.js';
import type { EditScope } from './edit-scope.js';

/** New delegations get their ids, by which their members find them. */
export function numberNew({ delegations = [] }: MeetingDraft, rows: Rows, targets: Map<string, Target>): void {
  for (const { slug } of delegations) {
    const key = refKey(['DELEGATION'], slug);
    if (!targets.has(key)) targets.set(key, { id: rows.nextId(), slug });
  }
}

/** Delegations that are new and have the slug of another one. */
export async function takenSlugs(
  tx: Transaction,
  { delegations = [] }: MeetingDraft,
  targets: ReadonlyMap<string, Target>,
): Promise<Problem[]> {
  const slugs = delegations.map(({ slug }) => slug);
  if (slugs.length === 0) return [];
  const rows = await tx.rows<{ id: number; slug: string }>(
    { id: 'r.id', slug: 'r.slug' },
    sql`FROM registry r WHERE r.type = 'DELEGATION' AND ${sql.in(sql`r.slug`, slugs)}`,
  );
  return rows.flatMap(({ id, slug }) =>
    targets.get(refKey(['DELEGATION'], slug))?.id === id
      ? []
      : [{ path: 'input.slug', message: `${slug} is the slug of a delegation of another meeting` }],
  );
}

/** A record as it is to be written, with the delegations in it; `touched` are those of them of which something changes. */
export function plannedOf(
  record: RecordRows,
  draft: RecordDraft,
  { change, edit }: { readonly change: number; readonly edit: Edit },
  { scope, touched }: { readonly scope: EditScope; readonly touched: ReadonlySet<number> },
): Planned[] {
  const item = (writer: BatchItem['writer'], own: RecordDraft, within: Planned | null, position: number) => ({
    writer,
    draft: own,
    place: 'input',
    path: within ? `delegations[${position}]` : '',
    position,
    within,
    hash: '',
  });
  const outer: Planned = {
    ...item(writerOf(record.type), draft, null, 0),
    id: record.id,
    action: 'updated',
    version: record.version,
    change,
    ownerId: null,
    edit,
  };
  const inside = ((draft as MeetingDraft).delegations ?? []).map((each, position): Planned => {
    const { id } = scope.target(['DELEGATION'], each.slug);
    const stored = record.delegations.find((one) => one.id === id);
    const base = { ...item(delegationWriter as BatchItem['writer'], each, outer, position), id, ownerId: record.id };
    // One that was put forward before has an id that is older than the change.
    const change = scope.rows.nextId();
    if (!stored) return { ...base, action: 'created', version: 0, change, edit: { ...edit, operation: 'CREATED' } };
    if (!touched.has(id)) return { ...base, action: 'unchanged', version: stored.version, change: id };
    return { ...base, action: 'updated', version: stored.version, change, edit };
  });
  return [outer, ...inside];
}
