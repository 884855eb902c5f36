import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Moment } from '../change/log.service.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import { draftOf } from '../document/draft-of.js';
import { type RecordRows, refsIn } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import type { MeetingDraft } from '../meeting/meeting.draft.js';
import { partsOf } from '../write/parts.js';
import type { RecordDraft } from '../write/receipts.draft.js';
import { Rows } from '../write/rows.js';
import { refKey, type Target } from '../write/scope.js';
import { EditScope, known, type Said } from './edit-scope.js';

/** A record as a draft, with the ids of its links and what each part of it says. */
export interface Opened {
  readonly draft: RecordDraft;
  readonly links: Map<object, number>;
  readonly scope: EditScope;
  readonly before: ReadonlyMap<number, Said>;
}

/** Records that are written together. */
export interface OpenedTogether extends Pick<Opened, 'links' | 'scope'> {
  readonly records: readonly (Pick<Opened, 'draft' | 'before'> & { readonly record: RecordRows })[];
}

/** The slugs of records by their ids. */
export async function slugsOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, string>> {
  const rows = await tx.rows<{ id: number; slug: string }>(
    { id: 'r.id', slug: 'r.slug' },
    sql`FROM registry r WHERE ${sql.in(sql`r.id`, [...new Set(ids)])}`,
  );
  return new Map(rows.map(({ id, slug }) => [id, slug]));
}

/** What each part of a record says, in the drafts as they are now. */
export function saidBy(scope: EditScope, record: RecordRows, draft: RecordDraft): Map<number, Said> {
  const collecting = scope.collecting();
  const writer = writerOf(record.type);
  collecting.claims({ subject: record.id }, draft, writer.values(draft as never, collecting));
  writer.links?.(draft as never, record.id, collecting);
  for (const delegation of (draft as MeetingDraft).delegations ?? []) {
    const { id } = collecting.target(['DELEGATION'], delegation.slug);
    collecting.claims({ subject: id }, delegation, delegationWriter.values(delegation, collecting));
  }
  return collecting.said;
}

/** What of a record can be read by itself; slugs and targets are those of all. */
function draftsOf(record: RecordRows, links: Map<object, number>, targets: Map<string, Target>): RecordDraft {
  const linkIds = new Map<string, number>();
  const draft = draftOf(record, {
    ref: known,
    link: (link) => {
      linkIds.set(String(link), link);
      return String(link);
    },
  });
  for (const { part } of partsOf(draft)) {
    const link = linkIds.get(String((part as { id?: string }).id));
    if (link !== undefined) links.set(part, link);
    delete (part as { id?: string }).id;
  }
  for (const each of record.delegations)
    targets.set(refKey(['DELEGATION'], each.slug), { id: each.id, slug: each.slug });
  return draft;
}

/** Reads a record as it would be written. `targets` are what other Refs mean; the delegations in it are added to them. */
export async function open(
  tx: Transaction,
  record: RecordRows,
  moment: Moment,
  targets: Map<string, Target> = new Map(),
): Promise<Opened> {
  const { records, ...shared } = await openAll(tx, [record], moment, targets);
  return { ...shared, ...(records[0] as (typeof records)[0]) };
}

/** The same for many at once. */
export async function openAll(
  tx: Transaction,
  given: readonly RecordRows[],
  moment: Moment,
  targets: Map<string, Target> = new Map(),
): Promise<OpenedTogether> {
  const links = new Map<object, number>();
  const drafts = given.map((record) => ({ record, draft: draftsOf(record, links, targets) }));
  const slugs = await slugsOf(
    tx,
    given.flatMap((record) => [record.id, ...refsIn(record)]),
  );
  const scope = new EditScope(new Rows(await tx.reserveIds(0)), targets, moment, { slugs, links });
  const records = drafts.map((each) => ({ ...each, before: saidBy(scope, each.record, each.draft) }));
  return { links, scope, records };
}
