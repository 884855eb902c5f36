import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { closuresOut } from '../agreement/derived.service.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { beforeChange, logEntries, type Moment, nextMoment, partsOfType } from '../change/log.service.js';
import { type RecordRows, rowsOfRecords } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import { type Edited, editRecord } from '../edit/edit.service.js';
import { open } from '../edit/opened.js';
import { requireVersion } from '../edit/present.js';
import type { RecordType } from '../record/record.enums.js';
import type { Written } from '../write/batch.js';
import { keeping } from '../write/derived.js';
import type { Change } from '../write/record-rows.js';
import { claimsNaming, claimsOnLinks, settleAnew, setValues } from './claim-values.js';
import { foldLinks } from './fold-links.js';
import { moveImported } from './imported-keys.js';
import { join, reconcile } from './join.js';
import type { Moved } from './moved.js';
import { type Named, renameIn, rowsNaming } from './naming-rows.js';

export interface MergeRequest {
  readonly type: RecordType;
  /** The record that goes, and the version of it that the editor saw. */
  readonly from: { readonly id: number; readonly version: number };
  readonly into: { readonly id: number; readonly version: number };
  readonly by: string;
  readonly reason?: string | null | undefined;
}

/** Types whose records stand one under another. */
const WITH_PARENT: readonly RecordType[] = ['COMMODITY', 'ORGANIZATION', 'AGREEMENT'];

async function requireApart(tx: Transaction, type: RecordType, one: RecordRows, other: RecordRows): Promise<void> {
  if (!WITH_PARENT.includes(type)) return;
  const table = sql.raw(type.toLowerCase());
  for (const [above, below] of [
    [one, other],
    [other, one],
  ] as const) {
    const [found] = await tx.rows<{ id: number }>(
      { id: 'u.id' },
      sql`FROM (WITH RECURSIVE up(id) AS (SELECT t.parent_id FROM ${table} t WHERE t.id = ${below.id}
        UNION SELECT t.parent_id FROM up JOIN ${table} t ON t.id = up.id) SELECT id FROM up) u WHERE u.id = ${above.id}`,
    );
    if (found)
      throw new InputError(
        `input.into: ${below.slug} stands under ${above.slug}, and nothing can be its own ancestor: give it another parent first.`,
        { argument: 'input.into' },
      );
  }
}

export interface Entry {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

/** Records by id, with the meetings of delegations among them: what is kept beside the facts goes by meetings. */
export async function entriesOf(
  tx: Transaction,
  ids: Iterable<number>,
): Promise<{ entries: Entry[]; written: Written[] }> {
  const entries = await tx.rows<Entry>(
    { id: 'r.id', type: 'r.type', slug: 'r.slug' },
    sql`FROM registry r WHERE ${sql.in(sql`r.id`, [...ids])} ORDER BY r.id`,
  );
  const meetings = await tx.rows<{ id: number }>(
    { id: 'DISTINCT d.meeting_id' },
    sql`FROM delegation d WHERE ${sql.in(
      sql`d.id`,
      entries.map(({ id }) => id),
    )}`,
  );
  const known = new Set(entries.map(({ id }) => id));
  const more = meetings.filter(({ id }) => !known.has(id)).map(({ id }) => ({ id, type: 'MEETING' as const }));
  return { entries, written: [...entries, ...more].map(asWritten) };
}

export const asWritten = ({ id, type }: { readonly id: number; readonly type: RecordType }): Written => ({
  id,
  writer: writerOf(type),
  action: 'updated',
});

export const partsOf = (type: RecordType): string[] => {
  const { table, owned } = writerOf(type);
  return partsOfType(type, table, owned);
};

/** Organizations that come to belong to another country, as changes that are about to be made. */
export const movedOrganizations = ({ rows }: Named, country: number): Change[] =>
  (rows.get('organization.country_id') ?? []).map((id) => ({
    table: 'organization',
    id,
    row: { country_id: country },
  }));

/** Keeps other records as they are and notes that they change too. */
export async function noteOthers(tx: Transaction, entries: readonly Entry[], moment: Moment): Promise<void> {
  for (const type of new Set(entries.map((entry) => entry.type)))
    await beforeChange(
      tx,
      type,
      partsOf(type),
      entries.filter((entry) => entry.type === type),
      'UPDATED',
      moment,
    );
}

async function bothOf(tx: Transaction, request: MergeRequest): Promise<readonly [RecordRows, RecordRows]> {
  const { type, from, into } = request;
  const records = await rowsOfRecords(tx, type, [from.id, into.id]);
  const [going, staying] = [records.get(from.id), records.get(into.id)];
  if (!going || !staying) throw new Error(`There is no ${type} ${from.id} or ${into.id}.`);
  if (going === staying)
    throw new InputError(`input.into: ${going.slug} is that record itself, perhaps since an earlier merge.`, {
      argument: 'input.into',
    });
  if (type === 'DELEGATION')
    throw new InputError(
      'input.ref: a delegation is part of its meeting: add its members to the other one and delete it.',
      { argument: 'input.ref' },
    );
  await requireVersion(tx, going, from);
  await requireVersion(tx, staying, into);
  await requireApart(tx, type, going, staying);
  return [going, staying];
}

/**
 * Merges a record into another of its type: its claims, links and names go over, everything that named it names the other,
 * and its id and slug lead there. Where the two contradict each other, both claims stay, disputed.
 * @throws ConflictError where either has changed since it was seen, InputError where they cannot be one.
 */
export async function mergeRecords(tx: Transaction, request: MergeRequest): Promise<Edited> {
  const { type, by, reason } = request;
  const [going, staying] = await bothOf(tx, request);
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const opened = await open(tx, going, moment);
  const core = [going.id, staying.id];
  const named = await rowsNaming(tx, going.id);
  const links = new Set([...named.rows.values()].flat());
  const values = await claimsNaming(tx, going, links);
  const touched = new Set([...named.owners, ...values.map(({ subject }) => subject)]);
  for (const id of core) touched.delete(id);
  const { entries, written } = await entriesOf(tx, touched);

  const gone = await tx.reserveIds(2);
  const change = gone + 1;
  await keepAsTheyAre(tx, partsOf(type), [
    [going.id, gone],
    [staying.id, change],
  ]);
  await noteOthers(tx, entries, moment);
  const all = [...core.map((id) => asWritten({ id, type })), ...written];
  const kept = await keeping(tx, all, movedOrganizations(named, staying.id));
  await kept.out();
  if (type === 'AGREEMENT') await closuresOut(tx, [going.id]);

  const both = await dropDoubled(tx, going.id, staying.id);
  await renameIn(tx, named, going.id, staying.id);
  await setValues(
    tx,
    values.map(({ id }) => id),
    going.slug,
    staying.slug,
  );
  const folded = await foldLinks(tx, named, moment);
  // Two claims may have contradicted each other only by naming one record in two ways, and two links may do so now that they are one.
  const settled = await settleAnew(tx, [
    ...values.filter(({ subject, status }) => touched.has(subject) && status === 'DISPUTED'),
    ...(await claimsOnLinks(
      tx,
      folded.map(({ into }) => into),
    )),
  ]);
  const joined = await join(tx, going, staying, opened);
  const aliases = await tx.rows<{ id: number }>(
    { id: 'a.id' },
    sql`FROM record_alias a WHERE a.record_id = ${going.id}`,
  );
  await tx.run(sql`UPDATE record_alias SET record_id = ${staying.id} WHERE record_id = ${going.id}`);
  const imported = await moveImported(tx, going.id, staying.id);
  await tx.run(sql`DELETE FROM registry WHERE id = ${going.id}`);
  const moved: Moved = {
    into: staying.id,
    change,
    standing: change,
    rows: Object.fromEntries(named.rows),
    both,
    values: values.flatMap(({ id, subject }) => (touched.has(subject) ? [id] : [])),
    settled,
    folded,
    aliases: aliases.map(({ id }) => id),
    imported,
  };
  await tx.run(
    sql`INSERT INTO record_alias (id, type, slug, record_id, change, moved)
      VALUES (${going.id}, ${type}, ${going.slug}, ${staying.id}, ${gone}, ${JSON.stringify(moved)})`,
  );
  const { id, slug } = going;
  await logEntries(tx, [{ id, type, slug, operation: 'MERGED', change: gone, claims: joined.claims }], moment);
  await kept.in();
  const edit = {
    type,
    id: staying.id,
    version: null,
    operation: 'MERGED',
    by,
    reason,
    under: { moment, change },
  } as const;
  const done = await editRecord(tx, edit, { refs: [], problems: [] }, (editing) =>
    reconcile(tx, editing, opened, joined),
  );
  return { ...done, claims: [...new Set([...joined.claims, ...done.claims])] };
}

/** A meeting that was about both agreements is about one. */
async function dropDoubled(tx: Transaction, going: number, staying: number): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    { id: 'l.meeting_id' },
    sql`FROM agreement_meeting l JOIN agreement_meeting o ON o.meeting_id = l.meeting_id AND o.agreement_id = ${staying}
      WHERE l.agreement_id = ${going}`,
  );
  const both = rows.map(({ id }) => id);
  await tx.run(sql`DELETE FROM agreement_meeting WHERE agreement_id = ${going} AND ${sql.in(sql`meeting_id`, both)}`);
  return both;
}
