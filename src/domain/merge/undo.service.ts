import { keptColumns } from '../../database/as-of.js';
import type { Transaction } from '../../database/database.js';
import { type SqlValue, sql } from '../../database/sql.js';
import { ConflictError, InputError } from '../../errors.js';
import { agreementsOfMeetings, refreshAgreementDates, refreshClosures } from '../agreement/derived.service.js';
import { historicTables } from '../change/historic-tables.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { logEntries, type Moment, nextMoment } from '../change/log.service.js';
import { type RecordRows, rowsOfRecords } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import type { Edited } from '../edit/edit.service.js';
import { requireVersion } from '../edit/present.js';
import { REFERENCES } from '../edit/references.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { idsOf } from '../write/batch.js';
import { keeping } from '../write/derived.js';
import { clearOwned, updateRow } from '../write/replace.js';
import { grouped } from '../write/same-links.js';
import { claimsOnLinks, setStatuses, settleAnew, setValues } from './claim-values.js';
import { returnImported } from './imported-keys.js';
import { asWritten, entriesOf, movedOrganizations, noteOthers, partsOf } from './merge.service.js';
import type { Moved } from './moved.js';
import { renameIn, rowsNaming } from './naming-rows.js';
import { unfold, unfoldable } from './unfold-links.js';

interface Alias {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly recordId: number;
  readonly change: number;
  readonly moved: string;
}

const ALIAS = {
  id: 'a.id',
  type: 'a.type',
  slug: 'a.slug',
  recordId: 'a.record_id',
  change: 'a.change',
  moved: 'a.moved',
};

/** The merges of records that a slug or id once meant. */
export const mergesOf = (
  tx: Transaction,
  { slug, id }: { readonly slug: string; readonly id: number | null },
): Promise<Alias[]> =>
  tx.rows<Alias>(ALIAS, sql`FROM record_alias a WHERE a.slug = ${slug} OR a.id = ${id} ORDER BY a.id`);

type Row = Readonly<Record<string, SqlValue>>;

/** The rows of a record as they were kept before a change, without fractions, by table. */
async function keptRows(tx: Transaction, record: number, until: number): Promise<Map<string, Row[]>> {
  const rows = await tx.rows<{ part: string; data: string }>(
    { part: 'w.part', data: 'w.data' },
    sql`FROM was w WHERE w.owner_id = ${record} AND w.until = ${until} ORDER BY w.part, w.row_id`,
  );
  return new Map(
    [...grouped(rows, ({ part }) => part)].map(([part, own]) => [
      part as string,
      own.map(({ data }) => JSON.parse(data) as Row),
    ]),
  );
}

/** Follows from the others. */
const DERIVED = ['agreement_commodity', 'person_country'];
/** What all records have besides their entry, in the order in which rows can be inserted. */
const OF_ALL = ['record_text', 'record_name', 'claim', 'evidence'];

const followed = (table: string) => Object.keys(historicTables.find(({ name }) => name === table)?.follows ?? {});

/** Brings the rows of a record back as they were kept before a change; with `only`, one of them. */
async function bringBack(tx: Transaction, table: string, record: number, until: number, only?: number): Promise<void> {
  const known = historicTables.find(({ name }) => name === table);
  if (!known) return;
  await tx.run(sql`INSERT INTO ${sql.raw(`"${table}"`)} (${sql.raw(known.columns.map(({ name }) => `"${name}"`).join(', '))})
    SELECT ${sql.choose(sql.raw(keptColumns(known, 'sqlite')), sql.raw(keptColumns(known, 'postgres')))}
    FROM was w WHERE w.part = ${table} AND w.owner_id = ${record} AND w.until = ${until}${only === undefined ? sql`` : sql` AND w.row_id = ${only}`}`);
}

/** @throws InputError where something that the rows name is not there any more. */
async function requireNamed(tx: Transaction, rows: ReadonlyMap<string, readonly Row[]>, own: number): Promise<void> {
  const ids = REFERENCES.flatMap(({ table, column }) =>
    (rows.get(table) ?? []).flatMap((row) => (typeof row[column] === 'number' ? [row[column]] : [])),
  );
  const wanted = [...new Set(ids)].filter((id) => id !== own);
  const there = await tx.rows<{ id: number }>({ id: 'r.id' }, sql`FROM registry r WHERE ${sql.in(sql`r.id`, wanted)}`);
  const known = new Set(there.map(({ id }) => id));
  const gone = wanted.filter((id) => !known.has(id));
  if (gone.length === 0) return;
  const [last] = await tx.rows<{ slug: string; type: RecordType }>(
    { slug: 'c.slug', type: 'c.record_type' },
    sql`FROM change c WHERE c.record_id = ${gone[0] as number} ORDER BY c.id DESC LIMIT 1`,
  );
  throw new InputError(
    `input.ref: what it said cannot be brought back: ${last ? `${NODE_TYPES[last.type]} ${last.slug}` : 'a record'}, which it named, was taken out or merged since.`,
    { argument: 'input.ref' },
  );
}

const afterOf = (now: number, { version, loaded_version: loaded }: Row) => ({
  version: now + 1,
  // What was as it was loaded is so again.
  loaded_version: loaded !== null && loaded === version ? now + 1 : (loaded as number | null),
});

export interface UndoRequest {
  readonly alias: Alias;
  /** The version of the record that both are now. */
  readonly version: number;
  readonly by: string;
  readonly reason?: string | null | undefined;
}

async function undoable(
  tx: Transaction,
  { alias, version }: UndoRequest,
): Promise<{ readonly staying: RecordRows; readonly moved: Moved }> {
  const { type, recordId, slug } = alias;
  const staying = (await rowsOfRecords(tx, type, [recordId])).get(recordId);
  if (!staying) throw new Error(`There is no ${type} ${recordId}.`);
  await requireVersion(tx, staying, { version });
  const moved = JSON.parse(alias.moved) as Moved | { readonly into?: never };
  if (moved.into === undefined)
    throw new InputError(
      `input.ref: ${slug} was merged into ${staying.slug} in another database, from which both came by import: what it said by itself is not known here. Enter it anew under another slug, and move what is its own.`,
      { argument: 'input.ref' },
    );
  if (moved.into === recordId && moved.standing === staying.changed) return { staying, moved };
  throw new ConflictError(
    moved.into === recordId
      ? `${NODE_TYPES[type]} ${staying.slug} has been changed since ${slug} was merged into it, so that there is no telling what belongs to which: enter ${slug} anew under another slug, and move what is its own.`
      : `What ${slug} was merged into has itself been merged into ${staying.slug} since: undo that first.`,
    { version: staying.version, slug: staying.slug },
  );
}

/**
 * Takes a merge back: both records are as they were, and what named the one names it again, as far as it still names the other.
 * @throws ConflictError where the record has changed since the merge, InputError where what it named is gone.
 */
export async function undoMerge(tx: Transaction, request: UndoRequest): Promise<Edited> {
  const { alias, by, reason } = request;
  const { type } = alias;
  const { staying, moved } = await undoable(tx, request);
  const before = {
    going: await keptRows(tx, alias.id, alias.change),
    staying: await keptRows(tx, staying.id, moved.change),
  };
  await requireNamed(tx, before.going, alias.id);
  await requireNamed(tx, before.staying, alias.id);
  const unfolding = await unfoldable(tx, moved.folded ?? [], staying.id);
  for (const { table, owner, change, gone } of unfolding.links) {
    const rows = (await keptRows(tx, owner, change)).get(table) ?? [];
    await requireNamed(tx, new Map([[table, rows.filter((row) => row['id'] === gone)]]), alias.id);
  }
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const named = await rowsNaming(tx, staying.id, moved.rows);
  const claims = await tx.rows<{ subject: number }>(
    { subject: 'DISTINCT c.subject_id' },
    sql`FROM claim c WHERE ${sql.in(sql`c.id`, [...moved.values, ...moved.settled.map(([id]) => id)])}`,
  );
  const about = await tx.rows<{ id: number }>(
    { id: 'm.id' },
    sql`FROM meeting m WHERE ${sql.in(sql`m.id`, moved.both)}`,
  );
  const touched = new Set([
    ...named.owners,
    ...claims.map(({ subject }) => subject),
    ...about.map(({ id }) => id),
    ...unfolding.links.map(({ owner }) => owner),
  ]);
  touched.delete(staying.id);
  const { entries, written } = await entriesOf(tx, touched);
  const back = await tx.reserveIds(2);
  const change = back + 1;
  await keepAsTheyAre(tx, partsOf(type), [[staying.id, change]]);
  await noteOthers(tx, entries, moment);
  const core = [alias.id, staying.id].map((id) => asWritten({ id, type }));
  const { table } = writerOf(type);
  const own = before.staying.get(table)?.[0] ?? {};
  const kept = await keeping(
    tx,
    [...core, ...written],
    [
      ...movedOrganizations(named, alias.id),
      ...(type === 'ORGANIZATION' ? [{ table: 'organization' as const, id: staying.id, row: own }] : []),
    ],
  );
  const dated = await agreementsOfMeetings(tx, core);
  await kept.out();

  const [entry, other] = [before.going, before.staying].map((rows) => rows.get('registry')?.[0] as Row) as [Row, Row];
  for (const each of ['registry', table]) await bringBack(tx, each, alias.id, alias.change);
  await updateRow(tx, 'registry', alias.id, { ...afterOf(entry['version'] as number, entry), changed: back });
  // Figures that others move come with what is named again.
  await updateRow(tx, table, alias.id, Object.fromEntries(followed(table).map((column) => [column, 0])));
  await clearOwned(tx, [asWritten({ id: staying.id, type })]);
  const present = Object.fromEntries(
    Object.entries(own).filter(([column]) => column !== 'id' && !followed(table).includes(column)),
  );
  await updateRow(tx, table, staying.id, present);
  const { id: _, ...entryOfOther } = other;
  await updateRow(tx, 'registry', staying.id, { ...entryOfOther, ...afterOf(staying.version, other), changed: change });
  await renameIn(tx, named, staying.id, alias.id);
  for (const part of [...partsOf(type), ...OF_ALL].filter((each) => each !== table && !DERIVED.includes(each))) {
    await bringBack(tx, part, alias.id, alias.change);
    await bringBack(tx, part, staying.id, moved.change);
  }
  await tx.insert(
    'agreement_meeting',
    ['agreement_id', 'meeting_id'],
    about.map(({ id }) => ({ agreement_id: alias.id, meeting_id: id })),
  );
  for (const link of unfolding.links) {
    await bringBack(tx, link.table, link.owner, link.change, link.gone);
    await unfold(tx, link);
  }
  const isBack = (id: number) => !unfolding.left.has(id);
  await setValues(tx, moved.values.filter(isBack), staying.slug, alias.slug);
  await unsettle(tx, { settled: moved.settled.filter(([id]) => isBack(id)) });
  const parted = unfolding.links.flatMap(({ gone, into }) => [gone, into]);
  await settleAnew(tx, await claimsOnLinks(tx, parted));
  await tx.run(
    sql`UPDATE record_alias SET record_id = ${alias.id} WHERE record_id = ${staying.id} AND ${sql.in(sql`id`, moved.aliases)}`,
  );
  await tx.run(sql`DELETE FROM record_alias WHERE id = ${alias.id}`);
  const stood = entry['version'] as number;
  await returnImported(tx, moved.imported, {
    from: alias.id,
    into: staying.id,
    versionOf: (version) => (version === stood ? stood + 1 : version),
  });
  await standAgain(tx, alias.id, { before: entry['changed'] as number, now: back });
  await standAgain(tx, staying.id, { before: other['changed'] as number, now: change });
  const ids = (rows: ReadonlyMap<string, readonly Row[]>) =>
    (rows.get('claim') ?? []).map((row) => row['id'] as number);
  const common = { type, operation: 'UNMERGED' } as const;
  await logEntries(
    tx,
    [
      { ...common, id: alias.id, slug: alias.slug, change: back, claims: ids(before.going) },
      { ...common, id: staying.id, slug: staying.slug, change, claims: ids(before.staying) },
    ],
    moment,
  );
  await kept.in();
  await refreshClosures(tx, core);
  const again = [...dated, ...(await agreementsOfMeetings(tx, core)), ...idsOf(core, 'AGREEMENT')];
  await refreshAgreementDates(tx, again, { written: idsOf(core, 'AGREEMENT'), moment });
  return { id: alias.id, change: back, claims: ids(before.going) };
}

/** A record is again as an earlier merge left it: that one can be undone now. */
async function standAgain(
  tx: Transaction,
  record: number,
  { before, now }: { readonly before: number; readonly now: number },
): Promise<void> {
  for (const { id, moved } of await tx.rows<Alias>(ALIAS, sql`FROM record_alias a WHERE a.record_id = ${record}`)) {
    const known = JSON.parse(moved) as Moved;
    if (known.into !== record || known.standing !== before) continue;
    const standing = JSON.stringify({ ...known, standing: now });
    await tx.run(sql`UPDATE record_alias SET moved = ${standing} WHERE id = ${id}`);
  }
}

/** Claims that were settled by the merge alone contradict each other again, unless somebody has decided since. */
async function unsettle(tx: Transaction, { settled }: Pick<Moved, 'settled'>): Promise<void> {
  const present = await tx.rows<{ id: number; status: string }>(
    { id: 'c.id', status: 'c.status' },
    sql`FROM claim c WHERE ${sql.in(
      sql`c.id`,
      settled.map(([id]) => id),
    )}`,
  );
  const status = new Map(present.map((claim) => [claim.id, claim.status]));
  await setStatuses(
    tx,
    settled.flatMap(([id, before, after]) => (status.get(id) === after ? [[id, before] as const] : [])),
  );
}
