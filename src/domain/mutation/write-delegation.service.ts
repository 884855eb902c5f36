import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { AlreadyExistsError } from '../../errors.js';
import { problemsOf } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { type Editing, editRecord } from '../edit/edit.service.js';
import { propertiesIn, requireVersion } from '../edit/present.js';
import type { DelegationDraft, MeetingDraft } from '../meeting/meeting.draft.js';
import { evidenceMissingOnce, evidenceProblems } from '../write/evidence-problems.js';
import { type DraftRef, refsOf } from '../write/parts.js';
import type { CreateDelegationInput } from './delegation.input.js';
import { type Asked, below, idOfRef, problemsOfSaying } from './mistakes.js';
import type { ChangeInput, DeleteInput, UpdateInput } from './mutation.input.js';
import { askedOfRemoval, reasonOf } from './removal.js';
import { type Done, draftOfInput, edit, mergeInput, mutate, refuseRemoval } from './write-record.service.js';

const delegationsOf = ({ draft }: Editing): readonly DelegationDraft[] => (draft as MeetingDraft).delegations ?? [];

const idOfSlug = async (tx: Transaction, slug: string): Promise<number> => {
  const [row] = await tx.rows<{ id: number }>(
    { id: 'r.id' },
    sql`FROM registry r WHERE r.type = 'DELEGATION' AND r.slug = ${slug}`,
  );
  return row?.id as number;
};

/** Enters a delegation in its meeting. @throws AccordError naming everything that is wrong. */
export const createDelegation = (context: Context, input: CreateDelegationInput): Promise<Done> =>
  mutate(context, 'contributor', 'createDelegation', input, async (tx, viewer) => {
    const { meeting, ...own } = input;
    const problems = problemsOf(input, 'input');
    const draft = draftOfInput('DELEGATION', own, 'input', problems) as DelegationDraft;
    const refs: DraftRef[] = refsOf(draft).map(below);
    problems.push(...problemsOf(draft, 'input'), ...evidenceMissingOnce(evidenceProblems(draft).map(below)));
    const id = await idOfRef(tx, 'MEETING', meeting, { path: 'input.meeting', refs, problems });
    const request = {
      type: 'MEETING',
      id,
      version: null,
      operation: 'UPDATED',
      by: viewer.name,
      reason: input.reason,
    } as const;
    const done = await edit(tx, viewer, { request, given: { refs, problems }, target: id }, (editing) => {
      if (delegationsOf(editing).some(({ slug }) => slug === draft.slug))
        throw new AlreadyExistsError(`Delegation ${draft.slug} is there already: update it, or choose another slug.`, {
          argument: 'input.slug',
        });
      editing.merge.record(editing.draft, { delegations: [draft] }, draft, 'input');
    });
    return { ...done, id: done.proposal ?? (await idOfSlug(tx, draft.slug)) };
  });

interface Seat {
  readonly id: number;
  readonly meeting: number;
}

async function seatOf(tx: Transaction, ref: string, asked: Asked): Promise<Seat> {
  const id = await idOfRef(tx, 'DELEGATION', ref, asked);
  const [row] = await tx.rows<{ meeting: number }>(
    { meeting: 'd.meeting_id' },
    sql`FROM delegation d WHERE d.id = ${id}`,
  );
  return { id, meeting: row?.meeting as number };
}

async function requireSeen(tx: Transaction, { record }: Editing, { id }: Seat, input: ChangeInput): Promise<void> {
  const own = record.delegations.find((each) => each.id === id);
  if (own)
    await requireVersion(tx, own, { version: input.version, properties: propertiesIn('DELEGATION', input) }, record);
}

/** Adds to a delegation what a source says of it. @throws ConflictError where it has changed since, AccordError naming everything that is wrong. */
export const updateDelegation = (context: Context, input: UpdateInput): Promise<Done> =>
  mutate(context, 'contributor', 'updateDelegation', input, async (tx, viewer) => {
    const asked = { refs: refsOf(input).map(below), problems: problemsOfSaying(input) };
    const seat = await seatOf(tx, input.ref, asked);
    const request = {
      type: 'MEETING',
      id: seat.meeting,
      version: null,
      operation: 'UPDATED',
      by: viewer.name,
      reason: input.reason,
    } as const;
    return edit(tx, viewer, { request, given: asked, target: seat.id }, async (editing) => {
      await requireSeen(tx, editing, seat, input);
      refuseRemoval(viewer, input);
      mergeInput(editing, seat.id, input);
    });
  });

/** Takes a delegation out of its meeting, with its members. @throws ConflictError. */
export const removeDelegation = (context: Context, input: DeleteInput): Promise<Done> =>
  mutate(context, 'editor', 'deleteDelegation', input, async (tx, viewer) => {
    const asked = askedOfRemoval(input);
    const seat = await seatOf(tx, input.ref, asked);
    const reason = await reasonOf(tx, input, asked);
    const request = {
      type: 'MEETING',
      id: seat.meeting,
      version: null,
      operation: 'UPDATED',
      by: viewer.name,
      reason,
    } as const;
    const { change } = await editRecord(tx, request, { refs: [], problems: [] }, async (editing) => {
      await requireSeen(tx, editing, seat, input);
      editing.remove(seat.id);
    });
    return { id: seat.id, claims: [], until: change };
  });
