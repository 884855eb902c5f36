import { randomUUID } from 'node:crypto';
import { requireRole, type Viewer } from '../../auth/viewer.js';
import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { ForbiddenError, InputError, quoted } from '../../errors.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { type Problem, problemsOf } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { writerOf } from '../document/writers.js';
import { deleteRecord } from '../edit/delete.service.js';
import { type Editing, type EditRequest, editRecord, type Given, type Work } from '../edit/edit.service.js';
import { known } from '../edit/edit-scope.js';
import { propertiesIn } from '../edit/present.js';
import { inheritReceipts } from '../edit/receipts.js';
import { fold } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';
import { proposeEdit, proposeRecords } from '../proposal/propose.service.js';
import type { RecordType } from '../record/record.enums.js';
import { hydrate } from '../write/hydrate.js';
import { inside, refsOf } from '../write/parts.js';
import { EvidenceDraft, type ReceiptsDraft, type RecordDraft } from '../write/receipts.draft.js';
import { enterRecords } from '../write/write.service.js';
import { below, idOfRef, problemsOfSaying } from './mistakes.js';
import type { CreateInput, DeleteInput, UpdateInput } from './mutation.input.js';
import { once } from './once.service.js';
import { askedOfRemoval, reasonOf } from './removal.js';

/** What a mutation did, as it is remembered for whoever repeats it. */
export interface Done {
  readonly id: number;
  readonly claims: readonly number[];
  /** The change before which the record was still there, where it is gone now. */
  readonly until?: number;
  /** One of the proposals that it made or decided on: what it answers is seen with what waits. */
  readonly proposal?: number;
}

/** Runs a mutation in a transaction of its own, once for each name that it gives itself. */
export function mutate<Input extends { readonly clientMutationId?: string | null }, Answer>(
  context: Context,
  needed: Parameters<typeof requireRole>[1],
  mutation: string,
  input: Input,
  work: (tx: Transaction, viewer: Viewer) => Promise<Answer>,
): Promise<Answer> {
  const viewer = requireRole(context.viewer, needed);
  if (!context.writes) throw new Error('This context does not write.');
  return context.writes.write((tx) => once(tx, { who: viewer.name, mutation, input }, () => work(tx, viewer)));
}

/** Contributors propose, others decide. */
export const isProposal = ({ role }: Viewer): boolean => role === 'contributor';

/** The claims that were recorded on records at the moment of the transaction that entered them. */
export async function claimsOfNew(tx: Transaction, ids: readonly number[]): Promise<number[]> {
  const rows = await tx.rows<{ id: number }>(
    { id: 'c.id' },
    sql`FROM claim c WHERE ${sql.in(sql`c.subject_id`, ids)} ORDER BY c.id`,
  );
  return rows.map(({ id }) => id);
}

const LONGEST_SLUG = 200;

/** A readable slug made of a name. */
export function slugOfName(name: string): string {
  const words = transliterate(fold(name)).match(/[a-z0-9]+/g) ?? [];
  return words.join('-').slice(0, LONGEST_SLUG).replace(/-+$/, '');
}

/**
 * The draft that an input holds, with the receipts that its parts inherit. `from` is evidence for what has none of its own.
 * What is wrong with it is added to `problems`.
 */
export function draftOfInput(
  type: RecordType,
  input: object,
  path: string,
  problems: Problem[],
  from?: ReceiptsDraft,
): RecordDraft {
  const { reason, clientMutationId, ...plain } = input as Record<string, unknown>;
  const draft = hydrate(writerOf(type).draft as new () => RecordDraft, plain, problems, path);
  draft.slug ??= slugOfInput(draft, path, problems);
  if (type === 'SOURCE') speakForItself(draft);
  inheritReceipts(draft, from);
  return draft;
}

function slugOfInput({ names = [] }: RecordDraft, path: string, problems: Problem[]): string {
  const slug = names.map(({ text }) => slugOfName(text)).find((made) => made !== '');
  if (slug) return slug;
  const why = names[0]
    ? `no Latin letters can be made of ${quoted(names[0].text)}: give a slug, or a name in Latin letters as well`
    : 'there is no name to make it of';
  problems.push({ path: inside(path, 'slug'), message: `is missing, and ${why}` });
  // Nothing is entered, but all that is wrong is told: until then it needs one that nothing has.
  return `unnamed-${randomUUID()}`;
}

/** A source says itself that it exists and what it is, where nothing else does. */
function speakForItself(draft: RecordDraft): void {
  if (draft.evidence?.length) return;
  draft.evidence = [Object.assign(new EvidenceDraft(), { source: draft.slug })];
}

/** Enters a new record, or puts it forward. @throws AccordError naming everything that is wrong. */
export const createRecord = (context: Context, type: RecordType, mutation: string, input: CreateInput): Promise<Done> =>
  mutate(context, 'contributor', mutation, input, async (tx, viewer) => {
    const problems = problemsOf(input, 'input');
    const draft = draftOfInput(type, input, 'input', problems);
    const item = { writer: writerOf(type), draft, place: '', path: 'input', position: 0, within: null };
    const origin = { by: viewer.name, reason: input.reason ?? null };
    if (isProposal(viewer)) {
      const { records, claims } = await proposeRecords(tx, [item], origin, problems);
      const { id } = records[0] as (typeof records)[number];
      return { id, claims, proposal: id };
    }
    const entered = await enterRecords(tx, [item], origin, problems);
    return {
      id: entered[0]?.id as number,
      claims: await claimsOfNew(
        tx,
        entered.map(({ id }) => id),
      ),
    };
  });

const isIn = (links: readonly string[] | null | undefined) =>
  (links ?? []).map((link) => ({ link, id: readGlobalId(link)?.id }));

function takeOut(editing: Editing, subject: number, draft: RecordDraft, input: UpdateInput): number {
  const { remove, decisions } = editing;
  const { problems } = editing.merge;
  isIn(input.remove).forEach(({ id }, index) => {
    if (id === undefined || !remove(id))
      problems.push({ path: `input.remove[${index}]`, message: 'is not the id of a link of this record' });
  });
  (input.removeNames ?? []).forEach((name, index) => {
    const names = draft.names ?? [];
    const left = names.filter(({ text }) => text !== name.trim());
    if (left.length === names.length)
      problems.push({ path: `input.removeNames[${index}]`, message: 'is not a name of this record' });
    draft.names = left;
    decisions.takeNameBack(subject, name.trim());
  });
  return (input.remove?.length ?? 0) + (input.removeNames?.length ?? 0);
}

/** To take something out is not for contributors. */
export function refuseRemoval(viewer: Viewer, input: UpdateInput): void {
  if (isProposal(viewer) && (input.remove?.length || input.removeNames?.length))
    throw new ForbiddenError(viewer.role, 'editor');
}

interface Edit {
  readonly request: EditRequest;
  readonly given: Given;
  /** The record that is answered: it, or a delegation in it. */
  readonly target: number;
}

/** Changes a record, or puts forward what is to be changed. */
export async function edit(
  tx: Transaction,
  viewer: Viewer,
  { request, given, target }: Edit,
  work: Work,
): Promise<Done> {
  if (!isProposal(viewer)) {
    const { claims } = await editRecord(tx, request, given, work);
    return { id: target, claims };
  }
  const { claims, added } = await proposeEdit(tx, request, given, work);
  return { id: target, claims, ...(added[0] && { proposal: added[0].id }) };
}

/** What an update says of a record, or of a delegation in it. @throws InputError where that is nothing. */
export function mergeInput(editing: Editing, subject: number, input: UpdateInput): void {
  const { merge, record } = editing;
  const draft = editing.part(subject, null) as RecordDraft;
  const patch = input as UpdateInput & Pick<RecordDraft, 'evidence'>;
  // A source speaks for itself.
  if (record.type === 'SOURCE' && !patch.evidence?.length)
    Object.assign(patch, { evidence: [{ source: known(record.id) }] });
  const removed = takeOut(editing, subject, draft, input);
  merge.record(draft, patch as never, patch as never, 'input');
  const { settings, presences, names, agreements, problems } = merge;
  if (removed + settings.length + presences.length + names.length + agreements.length + problems.length === 0)
    throw new InputError('input: says nothing of the record: give at least one property, name or link.', {
      argument: 'input',
    });
}

/** Adds to a record what a source says of it. @throws ConflictError where it has changed since, AccordError naming everything that is wrong. */
export const updateRecord = (context: Context, type: RecordType, mutation: string, input: UpdateInput): Promise<Done> =>
  mutate(context, 'contributor', mutation, input, async (tx, viewer) => {
    const asked = { refs: refsOf(input).map(below), problems: problemsOfSaying(input, type === 'SOURCE') };
    const id = await idOfRef(tx, type, input.ref, asked);
    const request = {
      type,
      id,
      version: input.version,
      properties: propertiesIn(type, input),
      operation: 'UPDATED' as const,
      by: viewer.name,
      reason: input.reason,
    };
    return edit(tx, viewer, { request, given: asked, target: id }, (editing) => {
      refuseRemoval(viewer, input);
      mergeInput(editing, id, input);
    });
  });

/** Takes a record out. @throws InUseError, ConflictError, AccordError naming everything that is wrong, such as that nothing says why. */
export const removeRecord = (context: Context, type: RecordType, mutation: string, input: DeleteInput): Promise<Done> =>
  mutate(context, 'editor', mutation, input, async (tx, viewer) => {
    const asked = askedOfRemoval(input);
    const id = await idOfRef(tx, type, input.ref, asked);
    const reason = await reasonOf(tx, input, asked);
    const { version } = input;
    const done = await deleteRecord(tx, { type, id, version, operation: 'DELETED', by: viewer.name, reason });
    return { id, claims: done.claims, until: done.change };
  });
