import { sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { Within } from '../../graphql/execution/within.js';
import { globalId } from '../../graphql/global-id.js';
import { encodeCursor, type ForwardPageArgs } from '../../graphql/pagination.js';
import { claimById } from '../claim/claim.loaders.js';
import type { Context } from '../context.js';
import { draftOf, seatsAlone } from '../document/draft-of.js';
import { type RecordRows, refsIn } from '../document/rows.js';
import { list, nestedList } from '../paging/list.js';
import { NODE_TYPES } from '../record/record.entity.js';
import { requireGlobalId } from '../reference/reference.service.js';
import type { Change } from './change.entity.js';
import {
  changes,
  claimIdsOfEntry,
  feedTag,
  newestChange,
  rowsAfter,
  rowsBefore,
  slugOfRecord,
} from './change.loaders.js';
import { contextAsOf } from './past.js';

/** Every change, or those of one record, which may be gone; oldest first. @throws InputError where `record` is not an id. */
export async function listChanges(
  context: Context,
  record: string | null,
  page: ForwardPageArgs,
): Promise<Connection<Change>> {
  const id = record === null ? null : requireGlobalId(record, 'record').id;
  return list(context, changes, { page }, id === null ? null : sql`t.record_id = ${id}`);
}

const nested = { name: 'record.history', source: changes, condition: sql`t.record_id = parent.value` };

/** The changes of one record; in the past, those until then. */
export const historyOf = (context: Context, record: number, page: ForwardPageArgs): Connection<Change> =>
  nestedList(context, nested, record, { page }, () => (context.asOf === null ? null : sql`t.id <= ${context.asOf}`));

/** The place of a change in the feed: what `changes(after:)` goes on from. */
export const cursorOf = ({ id }: Pick<Change, 'id'>): string => encodeCursor(feedTag, [id]);

/** The place behind everything that has been changed. */
export const presentCursor = async (context: Context): Promise<string> => cursorOf({ id: await newestChange(context) });

const NODES: ReadonlySet<string> = new Set(Object.values(NODE_TYPES));

/** What a record says, as plain data that names other records by slug. */
async function documentOf(context: Context, record: RecordRows | null): Promise<Record<string, unknown> | null> {
  if (!record) return null;
  const ids = [...new Set(refsIn(record))];
  const slugs = await Promise.all(ids.map((id) => context.load(slugOfRecord, id)));
  const slugOf = new Map(ids.map((id, index) => [id, slugs[index]]));
  const naming = {
    ref: (id: number) => slugOf.get(id) ?? String(id),
    link(id: number, part: new () => object) {
      const name = part.name.replace(/Draft$/, '');
      return NODES.has(name) ? globalId(name, id) : undefined;
    },
  };
  const draft: object = draftOf(record, naming);
  if (record.type !== 'MEETING') return { ...draft };
  const { delegations, ...meeting } = draft as Record<string, unknown>;
  return { ...meeting, participations: seatsAlone(record, naming) };
}

export const documentBefore = async (context: Context, change: Change) =>
  change.operation === 'CREATED' ? null : documentOf(context, await context.load(rowsBefore, change));

export const documentAfter = async (context: Context, change: Change) =>
  documentOf(context, await rowsAfter(context, change));

/** The properties whose values are others than before; none where the record came or went. */
export async function changedProperties(context: Context, change: Change): Promise<string[]> {
  const [before, after] = await Promise.all([documentBefore(context, change), documentAfter(context, change)]);
  if (!before || !after) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
}

/** The claims of a change as they are now; those that are gone as they were then. */
export async function claimsOfChange(context: Context, change: Change): Promise<unknown[]> {
  const given = change.claimIds === null ? null : (JSON.parse(change.claimIds) as number[]);
  const ids = given ?? (await context.load(claimIdsOfEntry, change));
  // A claim that goes with a change was there before it; one that came with it can have gone since.
  const pasts = [contextAsOf(context, change.id), contextAsOf(context, change.id - 1)];
  const claims = await Promise.all(
    ids.map(async (id) => {
      const present = await context.load(claimById, id);
      if (present) return present;
      for (const past of pasts) {
        const gone = await past.load(claimById, id);
        if (gone) return new Within(gone, past);
      }
      return null;
    }),
  );
  return claims.filter((claim) => claim !== null);
}
