import type { Transaction } from '../../database/database.js';
import { AccordError } from '../../errors.js';
import { asInputError, type Problem, problemsOfError } from '../../graphql/input.js';
import type { Operation } from '../change/change.enums.js';
import { type Moment, nextMoment } from '../change/log.service.js';
import { type RecordRows, rowsOfRecords } from '../document/rows.js';
import { DelegationDraft, type MeetingDraft } from '../meeting/meeting.draft.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { Edit } from '../write/batch.js';
import { type DraftRef, partsOf } from '../write/parts.js';
import type { RecordDraft } from '../write/receipts.draft.js';
import { refKey, type Target } from '../write/scope.js';
import { perform, wrongRefs } from '../write/write.service.js';
import { Decisions } from './decisions.js';
import type { EditScope } from './edit-scope.js';
import { goneLink, withLink } from './gone-link.js';
import { Merge } from './merge.js';
import { open, saidBy } from './opened.js';
import { numberNew, plannedOf, takenSlugs } from './planned-edit.js';
import { requireVersion } from './present.js';
import { type StoredClaim, storedClaims } from './stored-claims.js';

export interface EditRequest {
  readonly type: RecordType;
  readonly id: number;
  /** The version that the editor saw; null where that does not matter. */
  readonly version: number | null;
  /** The properties that are given values, for whoever is told of a lost race. */
  readonly properties?: readonly string[];
  readonly operation: Operation;
  readonly by: string;
  readonly reason?: string | null | undefined;
  /** A link that is to be there again, where it has gone. */
  readonly returning?: number | null;
  /** Where it is part of something greater: the moment of that, the change that it is, and its rows have been kept as they were. */
  readonly under?: { readonly moment: Moment; readonly change: number };
}

export interface Edited {
  readonly id: number;
  readonly change: number;
  /** The claims that are new or decided. */
  readonly claims: readonly number[];
}

/** The same with the links and delegations that are new. */
export interface EditedParts extends Edited {
  readonly added: readonly Added[];
}

export interface Added {
  readonly id: number;
  readonly type: NodeType;
  /** The new delegation in which it stands. */
  readonly within: number | null;
}

/** A record on the table: what it says, what is claimed of it, and what is to become of both. */
export interface Editing {
  readonly draft: RecordDraft;
  readonly scope: EditScope;
  readonly merge: Merge;
  readonly decisions: Decisions;
  readonly claims: readonly StoredClaim[];
  readonly record: RecordRows;
  /** The draft of the record, of a delegation in it, or of a link. */
  part(subject: number, link: number | null): object | undefined;
  /** Takes a link or a delegation out, and the claims on it and on what is in it back; whether it was there. */
  remove(id: number): boolean;
}

/** What a Ref that means nothing stands for while the rest is looked at. */
const NOWHERE = 0;

/** Problems of a link that cannot be told from others follow from a Ref in it that means nothing. */
const isOwn =
  (wrong: readonly Problem[]) =>
  ({ path }: Problem): boolean => {
    const link = path.replace(/\.[^.]*$/, '');
    return link === 'input' || !wrong.some((each) => each['ref'] !== undefined && each.path.startsWith(`${link}.`));
  };

export interface Given {
  readonly refs: readonly DraftRef[];
  readonly problems: readonly Problem[];
  /** What further Refs mean, by `refKey`. */
  readonly known?: ReadonlyMap<string, Target>;
  /** The record with what is to become part of it, under the ids that it has already. */
  readonly completed?: (record: RecordRows) => RecordRows;
  /** Links and delegations that are new are left out. */
  readonly withoutNew?: true;
}
export type Work = (editing: Editing) => void | Promise<void>;

/** Changes one record in parts, all or nothing: `work` says what, the rules say what comes of it. */
export const editRecord = async (
  tx: Transaction,
  request: EditRequest,
  given: Given,
  work: Work,
): Promise<EditedParts> => (await changeRecord(tx, request, given, work, () => false)) as EditedParts;

/** The same, but what the same sources have said before is not noted again; null where nothing is new. */
export const addToRecord = (tx: Transaction, request: EditRequest, given: Given, work: Work): Promise<Edited | null> =>
  changeRecord(
    tx,
    request,
    given,
    (editing) => {
      editing.decisions.notesAgain = false;
      return work(editing);
    },
    ({ decisions }) => decisions.claimIds().length === 0,
  );

/** The same without the links and delegations that are new in it; null where nothing else is said. */
export const editWhatIsThere = (
  tx: Transaction,
  request: EditRequest,
  given: Given,
  work: Work,
): Promise<Edited | null> =>
  changeRecord(tx, request, { ...given, withoutNew: true }, work, ({ decisions }) => decisions.claimIds().length === 0);

async function changeRecord(
  tx: Transaction,
  { type, id, version, properties = [], operation, by, reason, under, returning = null }: EditRequest,
  { refs, problems, known: given = new Map(), completed = (each) => each, withoutNew }: Given,
  work: Work,
  isNothing: (editing: Editing) => boolean,
): Promise<EditedParts | null> {
  const stored = (await rowsOfRecords(tx, type, [id])).get(id);
  if (!stored) throw new Error(`There is no ${type} ${id}.`);
  await requireVersion(tx, stored, { version, properties });
  const gone = returning === null ? null : await goneLink(tx, stored, returning);
  const record = gone ? withLink(stored, gone) : stored;
  const moment: Moment = under?.moment ?? { at: await nextMoment(tx), by, reason: reason ?? null };
  const targets = new Map(given);
  const wrong = [...problems, ...(await wrongRefs(tx, refs, targets))];
  for (const { ref, types } of refs)
    if (!targets.has(refKey(types, ref))) targets.set(refKey(types, ref), { id: NOWHERE, slug: ref });
  const { draft: named, links, scope, before } = await open(tx, completed(record), moment, targets);
  const { rows } = scope;
  const subjects = [id, ...record.delegations.map((each) => each.id)];
  const claims = await storedClaims(tx, subjects, { returning: gone && returning });
  const merge = new Merge(scope, links);
  const decisions = new Decisions({ scope, claims, before, moment });
  if (gone) decisions.restore(gone.statuses);
  const idOfDelegation = (part: object) =>
    part instanceof DelegationDraft ? targets.get(refKey(['DELEGATION'], part.slug))?.id : undefined;
  const editing: Editing = {
    draft: named,
    scope,
    merge,
    decisions,
    claims,
    record,
    part: (subject, link) =>
      [...before.values()].find((said) => (link === null ? before.get(subject) === said : said.link?.id === link))
        ?.draft,
    remove(removed) {
      const part = takeOut(named, (each) => (links.get(each) ?? idOfDelegation(each)) === removed);
      for (const each of part ? partsOf(part) : []) {
        const link = links.get(each.part);
        if (link !== undefined) decisions.forget(link);
      }
      return part !== undefined;
    },
  };
  await workAmong(wrong, () => work(editing));
  refuse([...wrong, ...merge.problems.filter(isOwn(wrong))]);
  if (withoutNew) leaveNewOut(named, merge);
  numberNew(named as MeetingDraft, rows, targets);
  refuse(await takenSlugs(tx, named as MeetingDraft, targets));
  decisions.settle(merge, () => saidBy(scope, record, named));
  refuse(decisions.problems);
  if (isNothing(editing)) return null;
  const change = under?.change ?? rows.nextId();
  const edit: Edit = { operation, claims: decisions.claimIds(), ...(under && { isKept: true }) };
  const planned = plannedOf(record, named, { change, edit }, { scope, touched: decisions.subjects() });
  await perform(tx, planned, scope, moment, () => decisions.write(tx));
  return { id, change, claims: edit.claims, added: addedBy(merge, scope) };
}

function leaveNewOut(draft: object, { presences, names }: Merge): void {
  const isNew = new Set(presences.flatMap((each) => (each.isNew ? [each.target] : [])));
  for (const target of isNew) takeOut(draft, (part) => part === target);
  for (const list of [presences, names] as { target: object }[][])
    list.splice(0, list.length, ...list.filter(({ target }) => !isNew.has(target)));
}

/** What has been written that was not there before. */
function addedBy({ presences }: Merge, { said }: EditScope): Added[] {
  const targets = new Set(presences.filter(({ isNew }) => isNew).map(({ target }) => target));
  const added = [...said].filter(([, { draft }]) => targets.has(draft));
  return added.map(([id, { draft, link }]) => {
    const holder = added.find(([, other]) =>
      partsOf(other.draft).some(({ part }) => part === draft && part !== other.draft),
    );
    return { id, type: link?.type ?? 'DELEGATION', within: holder?.[0] ?? null };
  });
}

/** Does the work though it is known to be in vain, for what else may be wrong. */
async function workAmong(wrong: readonly Problem[], work: () => void | Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const own = problemsOfError(error);
    if (wrong.length === 0 || (error instanceof AccordError && own.length === 0)) throw error;
    refuse([...wrong, ...own]);
  }
}

/** Takes a part out of the list of a draft in which it stands; gives what it took. */
export function takeOut(draft: object, isMeant: (part: object) => boolean): object | undefined {
  for (const value of Object.values(draft)) {
    if (!Array.isArray(value)) continue;
    const parts = value.filter((each): each is object => typeof each === 'object');
    const meant = parts.find(isMeant);
    if (meant) value.splice(value.indexOf(meant), 1);
    if (meant) return meant;
    for (const each of parts) {
      const found = takeOut(each, isMeant);
      if (found) return found;
    }
  }
  return undefined;
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw asInputError(problems);
}
