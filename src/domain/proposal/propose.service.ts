import type { Transaction } from '../../database/database.js';
import { sql } from '../../database/sql.js';
import { AlreadyExistsError, InputError } from '../../errors.js';
import type { Problem } from '../../graphql/input.js';
import { type Moment, nextMoment } from '../change/log.service.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import {
  type Added,
  type Edited,
  type EditRequest,
  editRecord,
  editWhatIsThere,
  type Given,
  type Work,
} from '../edit/edit.service.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { type BatchItem, located, type Planned, withDelegations } from '../write/batch.js';
import { type DraftRef, refsOf } from '../write/parts.js';
import { refKey, type Target } from '../write/scope.js';
import { enterRecords, type Origin } from '../write/write.service.js';
import { enterAside } from './enter.service.js';
import { type OwnedRow, putAside, rowsOwnedBy } from './proposed-rows.js';
import { isMeant, named, type Waiting, waitingMeant, waitingOnes, wholeOnes } from './waiting.js';

type Made = Omit<Waiting, 'claim'>;

const claimsAmong = (rows: readonly OwnedRow[]): number[] =>
  rows.flatMap(({ part, row }) => (part === 'claim' ? [row['id'] as number] : []));

/** Puts what was tried aside until somebody accepts it. */
async function propose(tx: Transaction, made: Made, rows: readonly OwnedRow[], { at, by, reason }: Moment) {
  const link = made.slug === null ? made.id : null;
  const claim = rows.find(
    ({ part, row }) =>
      part === 'claim' && row['property'] === null && row['link_id'] === link && row['subject_id'] === made.subject,
  );
  if (!claim) throw new Error(`No claim says that ${made.type} ${made.id} exists.`);
  const row = {
    id: made.id,
    type: made.type,
    slug: made.slug,
    root_id: made.root,
    root_type: made.rootType,
    claim_id: claim.row['id'] as number,
    subject_id: made.subject,
    status: 'PROPOSED',
    at,
    by,
    reason: reason ?? null,
  };
  await tx.insert('proposal', Object.keys(row), [row]);
  await putAside(tx, made.id, rows);
}

interface Slugged {
  readonly type: RecordType;
  readonly slug: string;
  readonly path: string;
}

/** One slug is put forward once. */
async function refuseWaiting(tx: Transaction, slugs: readonly Slugged[]): Promise<void> {
  const waiting = await waitingOnes(
    tx,
    sql.in(
      sql`p.slug`,
      slugs.map(({ slug }) => slug),
    ),
  );
  const taken = slugs.filter(({ type, slug }) => waiting.some((each) => each.type === type && each.slug === slug));
  if (taken.length === 0) return;
  throw new AlreadyExistsError(
    `${taken.map(({ type, slug }) => `${NODE_TYPES[type]} ${slug}`).join(', ')} has been proposed already and waits to be accepted: choose another slug.`,
    {
      argument: taken[0]?.path,
      problems: taken.map(({ path }) => ({ path, message: 'is the slug of a record that waits to be accepted' })),
    },
  );
}

/** Enters what Refs mean of what waits, with all that it needs: for a trial. */
async function enterMeant(tx: Transaction, refs: readonly DraftRef[], moment: Moment): Promise<readonly Waiting[]> {
  const all = [...(await wholeOnes(tx, await waitingMeant(tx, refs))).values()];
  await enterAside(tx, all, moment);
  return all.map(({ proposal }) => proposal);
}

export interface Proposed {
  readonly records: readonly { readonly id: number; readonly type: RecordType }[];
  readonly claims: readonly number[];
}

/**
 * Puts new records forward: all that would refuse them as facts refuses them now, and nothing of them counts before somebody
 * accepts them. @throws AlreadyExistsError, InputError naming every wrong value.
 */
export async function proposeRecords(
  tx: Transaction,
  items: readonly BatchItem[],
  origin: Origin,
  problems: readonly Problem[],
): Promise<Proposed> {
  const slugged = withDelegations(items, delegationWriter).map((item): Slugged => {
    const { path } = located(item, { path: 'slug', message: '' });
    return { type: item.writer.type, slug: item.draft.slug, path };
  });
  await refuseWaiting(tx, slugged);
  const moment: Moment = { at: await nextMoment(tx), by: origin.by, reason: origin.reason ?? null };
  const tried = await tx.trial(async () => {
    await enterMeant(
      tx,
      items.flatMap(({ draft }) => refsOf(draft)),
      moment,
    );
    const entered = await enterRecords(tx, items, { ...origin, isProposal: true }, problems);
    return {
      entered,
      rows: await rowsOwnedBy(
        tx,
        entered.map(({ id }) => id),
      ),
    };
  });
  const typeOf = ({ writer }: Planned) => writer.type;
  for (const root of tried.entered.filter(({ within }) => within === null)) {
    const { id } = root;
    const ids = [id, ...tried.entered.filter(({ ownerId }) => ownerId === id).map((each) => each.id)];
    const rows = tried.rows.filter(({ owner }) => ids.includes(owner));
    const made = { id, type: typeOf(root), slug: root.draft.slug, root: id, rootType: typeOf(root), subject: id };
    await propose(tx, made, rows, moment);
  }
  return {
    records: tried.entered.map((each) => ({ id: each.id, type: typeOf(each) })),
    claims: claimsAmong(tried.rows).sort((a, b) => a - b),
  };
}

/** A claim on what is there would count what it cites as there. */
async function refuseCiting(tx: Transaction, claims: readonly number[], waiting: readonly Waiting[]): Promise<void> {
  const ids = waiting.map(({ id }) => id);
  const cited = await tx.rows<{ id: number }>(
    { id: 'n.id' },
    sql`FROM (SELECT e.source_id AS id FROM evidence e WHERE ${sql.in(sql`e.claim_id`, claims)}
      UNION SELECT c.attributed_to_id FROM claim c WHERE ${sql.in(sql`c.id`, claims)}) n WHERE ${sql.in(sql`n.id`, ids)}`,
  );
  if (cited.length === 0) return;
  const names = waiting.filter(({ id }) => cited.some((each) => each.id === id)).map(named);
  throw new InputError(
    `input.evidence: ${names.join(', ')} waits itself to be accepted: until then only new records and links can rest on it. Name a source that is there, or say it again once that one has been accepted.`,
    { argument: 'input.evidence' },
  );
}

/** The rows of a new link, or of a new delegation with its members. */
function rowsOf(rows: readonly OwnedRow[], ids: ReadonlySet<number>): OwnedRow[] {
  const own = rows.filter(
    ({ part, owner, row }) =>
      ids.has(owner) || ids.has(row['id'] as number) || (part === 'claim' && ids.has(row['link_id'] as number)),
  );
  const claims = new Set(claimsAmong(own));
  return [
    ...own,
    ...rows.filter(
      (each) => each.part === 'evidence' && !own.includes(each) && claims.has(each.row['claim_id'] as number),
    ),
  ];
}

export interface ProposedEdit extends Pick<Edited, 'id' | 'claims'> {
  /** What is new and waits aside. */
  readonly added: readonly Added[];
}

/**
 * Puts forward what is to be said of a record that is there: values and names as claims that wait, links and delegations aside.
 * @throws ConflictError, InputError.
 */
export async function proposeEdit(
  tx: Transaction,
  request: EditRequest,
  given: Given,
  work: Work,
): Promise<ProposedEdit> {
  const { id, type, by, reason } = request;
  const moment: Moment = { at: await nextMoment(tx), by, reason: reason ?? null };
  const proposing: Work = (editing) => {
    editing.decisions.proposed = editing.merge.isProposal = true;
    return work(editing);
  };
  const tried = await tx.trial(async () => {
    const waiting = await enterMeant(tx, given.refs, moment);
    const { added, claims } = await editRecord(tx, request, given, proposing);
    const delegations = added.flatMap((each) => (each.type === 'DELEGATION' ? [each.id] : []));
    const all = added.length === 0 ? [] : await rowsOwnedBy(tx, [id, ...delegations]);
    const parts = added
      .filter(({ within }) => within === null)
      .map((each) => {
        const inside = added.flatMap((other) => (other.within === each.id ? [other.id] : []));
        return { part: each, rows: rowsOf(all, new Set([each.id, ...inside])) };
      });
    const aside = new Set(parts.flatMap(({ rows }) => claimsAmong(rows)));
    await refuseCiting(
      tx,
      claims.filter((claim) => !aside.has(claim)),
      waiting,
    );
    return { parts, waiting };
  });
  const done = await editWhatIsThere(tx, request, withMeanings(given, tried.waiting), proposing);
  for (const { part, rows } of tried.parts) {
    const registry = rows.find((row) => row.part === 'registry' && row.owner === part.id);
    const slug = registry ? (registry.row['slug'] as string) : null;
    if (slug) await refuseWaiting(tx, [{ type: 'DELEGATION', slug, path: 'input.slug' }]);
    const subject = registry ? part.id : id;
    await propose(tx, { id: part.id, type: part.type, slug, root: id, rootType: type, subject }, rows, moment);
  }
  const aside = tried.parts.flatMap(({ rows }) => claimsAmong(rows));
  return {
    id,
    claims: [...(done?.claims ?? []), ...aside].sort((a, b) => a - b),
    added: tried.parts.map(({ part }) => part),
  };
}

/** With the meaning of the Refs that mean what waits: what they stand in waits too. */
function withMeanings({ refs, problems }: Given, waiting: readonly Waiting[]): Given {
  const meant = refs.map((ref) => ({ ref, target: waiting.find((each) => isMeant(each, ref)) }));
  const known = meant.flatMap(({ ref, target }): [string, Target][] =>
    target ? [[refKey(ref.types, ref.ref), { id: target.id, slug: target.slug as string }]] : [],
  );
  return {
    refs: meant.flatMap(({ ref, target }) => (target ? [] : [ref])),
    problems,
    known: new Map(known),
  };
}
