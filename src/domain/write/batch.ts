import { createHash } from 'node:crypto';
import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import type { Problem } from '../../graphql/input.js';
import type { Operation } from '../change/change.enums.js';
import { DelegationDraft, MeetingDraft } from '../meeting/meeting.draft.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { RecordDraft } from './receipts.draft.js';
import type { RecordWriter } from './writer.js';

/** One record to write, with the place where it stands, for messages. */
export interface BatchItem {
  readonly writer: RecordWriter<never>;
  readonly draft: RecordDraft;
  /** For people: `agreements.yaml: mali-gold-refinery`; empty where the path says it all. */
  readonly place: string;
  /** Inside `place`, as `delegations[0]`. */
  readonly path: string;
  /** Inside its file or its owner, counted from 0. */
  readonly position: number;
  /** The item whose fate it shares: a delegation is written with its meeting. */
  readonly within: BatchItem | null;
  /** How a path inside `place` is written there, where that differs from the draft. */
  readonly written?: (path: string) => string;
  /** By what it is recognised when it is loaded again, where that is not all of its draft. */
  readonly hash?: string;
}

/** A problem of an item, with the place where the item stands. */
export const located = ({ place, path, within, written }: BatchItem, problem: Problem): Problem => {
  const at = [path, problem.path].filter(Boolean).join('.');
  const shown = (within ?? { written }).written?.(at) ?? at;
  return { ...problem, path: [place, shown].filter(Boolean).join(': ') };
};

export type Action = 'created' | 'updated' | 'unchanged' | 'kept';

export interface Planned extends BatchItem {
  readonly id: number;
  readonly action: Action;
  readonly hash: string;
  /** The version that the record has, 0 for a new one. */
  readonly version: number;
  /** The id of the change that writing it is; a new record and the change that enters it have the same. */
  readonly change: number;
  /** The slug of the record that it was merged into, where that is what it means now. */
  readonly mergedInto?: string;
  /** The id of the item that it stands in. */
  readonly ownerId: number | null;
  /** When it was recorded, where that was before and elsewhere. */
  readonly recordedAt?: string;
  /** Only for one that is changed in parts: its claims stay, and it is no longer as it was loaded. */
  readonly edit?: Edit;
}

export interface Edit {
  readonly operation: Operation;
  /** The claims that are new or decided with it, known when its rows are made. */
  readonly claims: readonly number[];
  /** Its rows have been kept as they were already. */
  readonly isKept?: boolean;
}

/** What has to be known of a record for what is kept beside the facts. */
export type Written = Pick<Planned, 'writer' | 'id' | 'action' | 'edit'>;

export const isWritten = ({ action }: Planned): boolean => action === 'created' || action === 'updated';

interface Known {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly version: number;
  readonly loadedVersion: number | null;
  readonly loadedHash: string | null;
}

export const itemKey = (type: RecordType, slug: string): string => `${type} ${slug}`;

export const idsOf = (items: readonly Written[], type: RecordType): number[] =>
  items.filter(({ writer }) => writer.type === type).map(({ id }) => id);

/** The date that lists order an item by; what stands inside a record goes by the date of that. */
export const dateOf = ({ writer, draft, within }: BatchItem): string | undefined =>
  (writer as RecordWriter<never>).date?.(draft as never) ?? (within ? dateOf(within) : undefined);

/** The content of an item as a hash, with its place inside another: what was loaded before is recognised by it. */
function hashOf(item: BatchItem): string {
  const { draft, within, position } = item;
  const content = within ? [draft, within.draft.slug, position, dateOf(item)] : draft;
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}

/** Delegations stand inside their meetings and are records of their own. */
export const withDelegations = (
  items: readonly BatchItem[],
  delegationWriter: RecordWriter<DelegationDraft>,
): BatchItem[] =>
  items.flatMap((item) => {
    if (!(item.draft instanceof MeetingDraft)) return [item];
    const inside = (item.draft.delegations ?? []).map((draft, index) => ({
      writer: delegationWriter as RecordWriter<never>,
      draft,
      place: item.place,
      path: [item.path, `delegations[${index}]`].filter(Boolean).join('.'),
      position: index,
      within: item,
    }));
    return [item, ...inside];
  });

const bothPlaces = (item: BatchItem, before: BatchItem): string =>
  item.place === before.place && item.position !== before.position
    ? `as record ${before.position + 1} and as record ${item.position + 1}`
    : `also at ${before.place}`;

export function repeatedSlugs(items: readonly BatchItem[]): Problem[] {
  const seen = new Map<string, BatchItem>();
  const problems: Problem[] = [];
  for (const item of items) {
    const key = itemKey(item.writer.type, item.draft.slug);
    const before = seen.get(key);
    if (before)
      problems.push(
        located(item, {
          path: '',
          message: `${NODE_TYPES[item.writer.type]} ${item.draft.slug} stands twice, ${bothPlaces(item, before)}`,
        }),
      );
    seen.set(key, item);
  }
  return problems;
}

/** What is to happen to each item: a record that somebody changed since it was loaded is kept as it is. */
export async function plan(tx: Transaction, items: readonly BatchItem[], nextId: () => number): Promise<Planned[]> {
  const slugs = [...new Set(items.map(({ draft }) => draft.slug))];
  const types = [...new Set(items.map(({ writer }) => writer.type))];
  const rows = await tx.rows<Known>(
    {
      id: 'r.id',
      type: 'r.type',
      slug: 'r.slug',
      version: 'r.version',
      loadedVersion: 'r.loaded_version',
      loadedHash: 'r.loaded_hash',
    },
    // CROSS JOIN: SQLite takes a few texts for many, and would rather walk the whole table.
    sql`FROM ${sql.texts(slugs, 's')} CROSS JOIN ${sql.texts(types, 'y')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} registry r
      ON r.type = y.value AND r.slug = s.value`,
  );
  const merged = await tx.rows<Pick<Known, 'id' | 'type' | 'slug'> & { readonly into: string }>(
    { id: 'r.id', type: 'a.type', slug: 'a.slug', into: 'r.slug' },
    sql`FROM ${sql.texts(slugs, 's')} CROSS JOIN ${sql.texts(types, 'y')} ${sql.choose(sql`CROSS JOIN`, sql`JOIN`)} record_alias a
      ON a.type = y.value AND a.slug = s.value JOIN registry r ON r.id = a.record_id`,
  );
  const aliases = new Map(merged.map((row) => [itemKey(row.type, row.slug), row]));
  const known = new Map(rows.map((row) => [itemKey(row.type, row.slug), row]));
  const done = new Map<BatchItem, Planned>();
  for (const item of items) {
    const hash = item.hash ?? hashOf(item);
    const key = itemKey(item.writer.type, item.draft.slug);
    const found = known.get(key);
    const alias = aliases.get(key);
    const owner = item.within && done.get(item.within);
    // What stands inside a record is written with that, or not at all.
    // Somebody has decided that a merged one is another: it does not come back.
    const own = alias ? 'kept' : actionOf(found, hash);
    const action = owner && !isWritten(owner) ? owner.action : own;
    const id = found?.id ?? alias?.id ?? nextId();
    done.set(item, {
      ...item,
      hash,
      action,
      id,
      change: action === 'updated' ? nextId() : id,
      version: found?.version ?? 0,
      ...(alias && { mergedInto: alias.into }),
      ownerId: owner?.id ?? null,
    });
  }
  return [...done.values()];
}

function actionOf(known: Known | undefined, hash: string): Action {
  if (!known) return 'created';
  if (known.loadedHash === hash) return 'unchanged';
  return known.loadedVersion === known.version ? 'updated' : 'kept';
}
