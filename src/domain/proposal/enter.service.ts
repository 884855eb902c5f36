import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { AlreadyExistsError } from '../../errors.js';
import { globalId } from '../../graphql/global-id.js';
import { recordOf, rowOf } from '../change/change.loaders.js';
import type { Moment } from '../change/log.service.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import type { RecordRows, StoredRow } from '../document/rows.js';
import { writerOf } from '../document/writers.js';
import { type EditedParts, type EditRequest, editRecord } from '../edit/edit.service.js';
import type { EditScope } from '../edit/edit-scope.js';
import { openAll } from '../edit/opened.js';
import type { MeetingDraft } from '../meeting/meeting.draft.js';
import { FOLDABLE, isOne } from '../merge/foldable.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { BatchItem, Planned } from '../write/batch.js';
import type { RecordDraft } from '../write/receipts.draft.js';
import { perform } from '../write/write.service.js';
import { type Aside, plainRows } from './proposed-rows.js';
import type { Whole } from './waiting.js';

const recordIn = (id: number, type: RecordType, rows: readonly Aside[]): RecordRows =>
  recordOf(
    { recordId: id, recordType: type },
    rows.filter(({ owner }) => owner === id),
  ) as RecordRows;

const delegationsIn = (rows: readonly Aside[]): RecordRows[] =>
  rows
    .filter(({ part }) => part === 'delegation')
    .map(({ owner }) => recordIn(owner, 'DELEGATION', rows))
    .sort((a, b) => Number(a.own['position']) - Number(b.own['position']));

const accepted = (rows: readonly Aside[]): StoredRow[] =>
  plainRows(rows, 'claim').map((claim) => ({ ...claim, status: 'ACCEPTED' }));

function addReceipts({ rows: into }: EditScope, rows: readonly Aside[]): void {
  for (const claim of accepted(rows)) into.add('claim', claim);
  for (const evidence of plainRows(rows, 'evidence')) into.add('evidence', evidence);
}

/** Somebody may have taken the slug since. */
async function refuseTaken(tx: Transaction, records: readonly RecordRows[]): Promise<void> {
  const all = records.flatMap((record) => [record, ...record.delegations]);
  const slugs = all.map(({ slug }) => slug);
  const rows = await tx.rows<{ type: RecordType; slug: string }>(
    { type: 's.type', slug: 's.slug' },
    sql`FROM (SELECT r.type, r.slug FROM registry r WHERE ${sql.in(sql`r.slug`, slugs)}
      UNION SELECT a.type, a.slug FROM record_alias a WHERE ${sql.in(sql`a.slug`, slugs)}) s`,
  );
  const taken = all.find((each) => rows.some(({ type, slug }) => type === each.type && slug === each.slug));
  if (taken)
    throw new AlreadyExistsError(
      `${NODE_TYPES[taken.type]} ${taken.slug} has been entered since it was proposed: add to that one what is new, and refute the proposal.`,
      { argument: 'input.claim' },
    );
}

function plannedNew(record: RecordRows, draft: RecordDraft, scope: EditScope, rows: readonly Aside[]): Planned[] {
  const claims = plainRows(rows, 'claim');
  const item = (of: RecordRows, own: RecordDraft, writer: BatchItem['writer']) => ({
    writer,
    draft: own,
    place: '',
    path: 'input.claim',
    hash: '',
    id: of.id,
    action: 'created' as const,
    version: 0,
    // Its id is older than the change that enters it.
    change: scope.rows.nextId(),
    edit: {
      operation: 'CREATED' as const,
      claims: claims.filter((claim) => claim['subject_id'] === of.id).map((claim) => claim['id'] as number),
    },
  });
  const outer: Planned = { ...item(record, draft, writerOf(record.type)), position: 0, within: null, ownerId: null };
  const inside = ((draft as MeetingDraft).delegations ?? []).map((each, position): Planned => {
    const of = record.delegations[position] as RecordRows;
    const writer = delegationWriter as BatchItem['writer'];
    return { ...item(of, each, writer), position, within: outer, ownerId: record.id };
  });
  return [outer, ...inside];
}

/** Enters records that were put aside, under the ids that they have, as if they had been written now. @throws AlreadyExistsError, InputError. */
export async function enterAside(tx: Transaction, given: readonly Whole[], moment: Moment): Promise<void> {
  if (given.length === 0) return;
  const records = given.map(({ proposal: { id, rootType }, rows }) => ({
    ...recordIn(id, rootType, rows),
    delegations: delegationsIn(rows),
  }));
  await refuseTaken(tx, records);
  const { records: opened, scope } = await openAll(tx, records, moment);
  const planned = opened.flatMap(({ record, draft }, index) =>
    plannedNew(record, draft, scope, (given[index] as Whole).rows),
  );
  for (const { rows } of given) addReceipts(scope, rows);
  await perform(tx, planned, scope, moment);
}

const RECEIPTS = ['claim', 'evidence', 'registry', 'delegation', 'record_name', 'record_text'];

/** A record with what was put aside to become part of it. */
function completed(record: RecordRows, rows: readonly Aside[]): RecordRows {
  const owned = new Map(record.owned);
  for (const each of rows)
    if (!RECEIPTS.includes(each.part)) owned.set(each.part, [...(owned.get(each.part) ?? []), rowOf(each)]);
  return { ...record, owned, delegations: [...record.delegations, ...delegationsIn(rows)] };
}

/** The same link may be there by now, since somebody entered it or merged what told the two apart. */
function refuseDoubled(record: RecordRows, { proposal, rows }: Whole): void {
  const own = rows.find(({ row }) => row === proposal.id);
  const foldable = FOLDABLE.find(({ table }) => table === own?.part);
  if (!own || !foldable) return;
  const fresh = rowOf(own);
  const same = (record.owned.get(own.part) ?? []).find((row) => isOne(foldable, row, fresh));
  if (!same) return;
  const name = NODE_TYPES[proposal.type];
  throw new AlreadyExistsError(
    `${name} ${globalId(name, same['id'] as number)} says the same already: say of that one what is new, and refute the proposal.`,
    { argument: 'input.claim' },
  );
}

/** Makes a link or a delegation that was put aside part of its record. @throws AlreadyExistsError, ConflictError, InputError. */
export async function enterPart(tx: Transaction, whole: Whole, request: EditRequest): Promise<EditedParts> {
  const { rows } = whole;
  await refuseTaken(tx, delegationsIn(rows));
  const given = {
    refs: [],
    problems: [],
    completed: (record: RecordRows) => {
      refuseDoubled(record, whole);
      return completed(record, rows);
    },
  };
  return editRecord(tx, request, given, ({ scope, decisions }) => {
    addReceipts(scope, rows);
    decisions.receive(
      plainRows(rows, 'claim').map((claim) => ({ id: claim['id'] as number, subject: claim['subject_id'] as number })),
    );
  });
}
