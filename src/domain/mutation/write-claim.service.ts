import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { InputError, quoted } from '../../errors.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { problemsOf } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { type Editing, editRecord } from '../edit/edit.service.js';
import { requireVersion } from '../edit/present.js';
import { receiptsOf } from '../edit/receipts.js';
import type { StoredClaim } from '../edit/stored-claims.js';
import { type Decision, decideProposal } from '../proposal/decide.service.js';
import { type DraftRef, refsOf } from '../write/parts.js';
import type { CreateClaimInput, DecisionInput, ResolveClaimInput, RetractClaimInput } from './claim.input.js';
import { patchOfClaim } from './claim-patch.js';
import { type Entry, rootOf, subjectOf } from './claim-subject.js';
import { amongOthers, below, problemsOfSaying } from './mistakes.js';
import { type Done, edit, mutate } from './write-record.service.js';

/** What was decided about a claim, and on which record. */
export interface Decided extends Pick<Done, 'claims' | 'proposal'> {
  readonly subject: number;
}

/** Compares the version of the record that the claim is on: a delegation has its own. */
async function requireSeen(
  tx: Transaction,
  { record }: Editing,
  { subject, link, property, version }: SeenClaim,
): Promise<void> {
  const own = record.delegations.find(({ id }) => id === subject);
  const properties = property == null ? [] : [property === 'name' ? 'names' : property];
  await requireVersion(tx, own ?? record, { version: version ?? null, properties, link }, own ? record : null);
}

interface SeenClaim extends Pick<StoredClaim, 'subject' | 'link'> {
  readonly property?: string | null | undefined;
  readonly version?: number | null | undefined;
}

const asValue = (ref: DraftRef): DraftRef => ({ ...ref, path: 'input.value' });

/** Records what a source says of one property. @throws ConflictError, AccordError naming everything that is wrong. */
export const createClaim = (context: Context, input: CreateClaimInput): Promise<Decided> =>
  mutate(context, 'contributor', 'createClaim', input, async (tx, viewer) => {
    const own = { refs: refsOf(input).map(below), problems: problemsOfSaying(input) };
    const [{ type, id, subject, link }, draft] = await amongOthers(tx, own, async () => {
      const found = await subjectOf(tx, input.subject);
      return [found, patchOfClaim(found.draft, input)] as const;
    });
    const asked = { ...own, refs: [...own.refs, ...refsOf(draft).map(asValue)] };
    const request = { type, id, version: null, operation: 'UPDATED' as const, by: viewer.name, reason: input.reason };
    const done = await edit(tx, viewer, { request, given: asked, target: id }, async (editing) => {
      await requireSeen(tx, editing, { subject, link, property: input.property, version: input.version });
      const { merge } = editing;
      const target = editing.part(subject, link) as object;
      const receipts = receiptsOf(input, undefined);
      if (input.property == null) merge.presences.push({ target, receipts, isNew: false });
      else merge.record(target as never, { ...draft }, receipts, 'input');
    });
    return { claims: done.claims, subject };
  });

interface Owned extends Entry {
  readonly claim: number;
  readonly link: number | null;
  readonly property: string | null;
}

/** The record that a claim is on. @throws InputError where there is no such claim. */
async function ownerOf(tx: Transaction, given: string): Promise<Owned> {
  const node = readGlobalId(given);
  const [found] =
    node?.typeName === 'Claim'
      ? await tx.rows<Owned>(
          { id: 'r.id', type: 'r.type', claim: 'c.id', link: 'c.link_id', property: 'c.property' },
          sql`FROM claim c JOIN registry r ON r.id = c.subject_id WHERE c.id = ${node.id}`,
        )
      : [];
  if (found) return found;
  throw new InputError(`input.claim: ${quoted(given)} is not the id of a claim.`, { argument: 'input.claim' });
}

const refuse = (message: string): never => {
  throw new InputError(`input.claim: ${message}`, { argument: 'input.claim' });
};

const GONE =
  'is on a link that is not there any more: accept the claim that this exists (the one without a property), which brings it back.';

/** What is claimed to exist goes when no claim says so any more. */
async function reconsider(tx: Transaction, editing: Editing, claim: StoredClaim): Promise<void> {
  const { decisions } = editing;
  const target = editing.part(claim.subject, claim.link) ?? refuse(GONE);
  if (claim.property !== null) return decisions.reconsider(tx, claim, target, 'input.claim');
  if (decisions.isHeld(claim)) return decisions.reconsider(tx, claim, target, 'input.claim');
  if (claim.link === null) refuse('is the last that says that the record exists: delete the record instead.');
  else editing.remove(claim.link);
}

/** Decides about one claim. @throws ConflictError, InputError where it was taken back or the record cannot be without it. */
const decide = (
  context: Context,
  mutation: string,
  input: DecisionInput,
  status: Decision['status'],
  work: (editing: Editing, claim: StoredClaim) => void,
): Promise<Decided> =>
  mutate(context, 'editor', mutation, input, async (tx, viewer) => {
    const { name: by } = viewer;
    const asked = { refs: [], problems: problemsOf(input, 'input') };
    const node = readGlobalId(input.claim);
    if (node?.typeName === 'Claim' && asked.problems.length === 0) {
      const { reason, version = null } = input;
      const decided = await decideProposal(tx, { claim: node.id, status, by, reason, version });
      if (decided) return decided;
    }
    const { claim: id, link, property, ...subject } = await amongOthers(tx, asked, () => ownerOf(tx, input.claim));
    const request = {
      ...(await rootOf(tx, subject)),
      version: null,
      operation: 'RESOLVED' as const,
      by,
      reason: input.reason,
      returning: status === 'ACCEPTED' && property === null ? link : null,
    };
    const done = await editRecord(tx, request, asked, async (editing) => {
      const found = editing.claims.find((each) => each.id === id);
      await requireSeen(tx, editing, { subject: subject.id, link: null, ...found, version: input.version });
      const isGone = link !== null && !editing.part(subject.id, link);
      const claim = found ?? refuse(isGone ? GONE : 'was taken back already.');
      work(editing, claim);
      await reconsider(tx, editing, claim);
    });
    return { claims: done.claims, subject: subject.id };
  });

export const resolveClaim = (context: Context, input: ResolveClaimInput): Promise<Decided> =>
  decide(context, 'resolveClaim', input, input.status as Decision['status'], ({ decisions }, claim) => {
    if (input.status === 'ACCEPTED') decisions.accept(claim);
    else decisions.decide(claim, 'REFUTED');
  });

export const retractClaim = (context: Context, input: RetractClaimInput): Promise<Decided> =>
  decide(context, 'retractClaim', input, 'RETRACTED', ({ decisions }, claim) => decisions.decide(claim, 'RETRACTED'));
