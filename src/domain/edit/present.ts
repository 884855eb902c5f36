import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ConflictError } from '../../errors.js';
import { globalId } from '../../graphql/global-id.js';
import { draftOf } from '../document/draft-of.js';
import { type RecordRows, refsIn } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import type { MeetingDraft } from '../meeting/meeting.draft.js';
import { NODE_TYPES } from '../record/record.entity.js';
import { draftFields } from '../write/draft.js';
import { partsOf } from '../write/parts.js';
import { ReceiptsDraft } from '../write/receipts.draft.js';
import { slugsOf } from './opened.js';

/** What an editor has seen, and wants to write. */
export interface Seen {
  /** null where that does not matter. */
  readonly version: number | null;
  /** The properties that the editor gives values. */
  readonly properties?: readonly string[];
  /** The link on which they are; the record itself without it. */
  readonly link?: number | null;
}

interface LastChange {
  readonly at: string;
  readonly by: string | null;
  readonly reason: string | null;
}

const NODES: ReadonlySet<string> = new Set(Object.values(NODE_TYPES));

/** The present values of properties, as an update would write them: null where there is none. */
async function valuesOf(
  tx: Transaction,
  record: RecordRows,
  meeting: RecordRows | null,
  { properties = [], link = null }: Seen,
): Promise<Record<string, unknown>> {
  const whole = meeting ?? record;
  const slugs = await slugsOf(tx, refsIn(whole));
  const ids = new Map<string, number>();
  const draft = draftOf(whole, {
    ref: (id) => slugs.get(id) ?? String(id),
    link(id, part) {
      const name = part.name.replace(/Draft$/, '');
      if (!NODES.has(name)) return undefined;
      ids.set(globalId(name, id), id);
      return globalId(name, id);
    },
  });
  const own = meeting ? (draft as MeetingDraft).delegations?.find(({ slug }) => slug === record.slug) : draft;
  const isMeant = ({ part }: { readonly part: object }) => ids.get(String((part as { id?: string }).id)) === link;
  const target = link === null ? own : partsOf(draft).find(isMeant)?.part;
  if (!target) return {};
  const receipts = draftFields(ReceiptsDraft.prototype);
  const fields = draftFields(Object.getPrototypeOf(target) as object);
  const known = properties.filter((key) => fields.has(key) && !receipts.has(key));
  return Object.fromEntries(known.map((key) => [key, (target as Readonly<Record<string, unknown>>)[key] ?? null]));
}

/**
 * `meeting` is that in which a delegation stands.
 * @throws ConflictError with the present state, where the record has changed since the editor saw it.
 */
export async function requireVersion(
  tx: Transaction,
  record: RecordRows,
  seen: Seen,
  meeting: RecordRows | null = null,
): Promise<void> {
  const { slug, type, version, changed } = record;
  if (seen.version === null || seen.version === version) return;
  const [last] = await tx.rows<LastChange>(
    { at: 'c.at', by: 'c."by"', reason: 'c.reason' },
    sql`FROM change c WHERE c.id = ${changed}`,
  );
  throw new ConflictError(
    `${NODE_TYPES[type]} ${slug} has changed: you saw version ${seen.version}, it is at version ${version} now. Look at it again and repeat what still holds.`,
    {
      version,
      slug,
      ...(last && { changedAt: last.at, changedBy: last.by, reason: last.reason }),
      values: await valuesOf(tx, record, meeting, seen),
    },
  );
}

/** The properties of a type that an input gives values. */
export const propertiesIn = (type: RecordRows['type'], input: object): string[] => {
  const fields = draftFields((writerOf(type).draft as new () => object).prototype as object);
  return Object.entries(input).flatMap(([key, value]) => (value != null && fields.has(key) ? [key] : []));
};
