import type { Database, KeyedReads, Reads, Transaction } from '../../database/database.js';
import { AccordError, InputError, quoted } from '../../errors.js';
import { allRight, asInputError, type Problem, problemsOfError } from '../../graphql/input.js';
import { agreementsOfMeetings, refreshAgreementDates, refreshClosures } from '../agreement/derived.service.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { type Moment, nextMoment, partsOfType } from '../change/log.service.js';
import { createContext } from '../context.js';
import { CountryDraft } from '../country/country.draft.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { telling, withNear } from '../reference/not-found.js';
import { requireOneOf } from '../reference/reference.service.js';
import {
  type Action,
  type BatchItem,
  idsOf,
  isWritten,
  itemKey,
  located,
  type Planned,
  plan,
  repeatedSlugs,
  withDelegations,
} from './batch.js';
import { batchProblems, takenDelegations } from './batch-problems.js';
import { keeping } from './derived.js';
import { draftProblems } from './draft-problems.js';
import { evidenceMissingOnce } from './evidence-problems.js';
import { keepUnchanged } from './kept-rows.js';
import { nearSlugsIn } from './near-slugs.js';
import { type DraftRef, refsOf } from './parts.js';
import { addRecord } from './record-rows.js';
import { clearOwned, dropDelegations, updateRows } from './replace.js';
import { Rows } from './rows.js';
import { grouped } from './same-links.js';
import { refKey, Scope, type Target } from './scope.js';
import type { RecordWriter } from './writer.js';

export type Report = { readonly [Each in Action]: number };

export interface Origin {
  /** Who writes, for the history and the claims' recordedBy. */
  readonly by: string;
  readonly reason?: string | null;
  /** Its claims wait for somebody to accept them. */
  readonly isProposal?: boolean;
}

/** Writes records with their names, links, claims and evidence, all or nothing. A single record is a batch of one. @throws InputError naming every wrong value. */
export async function writeRecords(database: Database, given: readonly BatchItem[], origin: Origin): Promise<Report> {
  const items = withDelegations(given, delegationWriter);
  refuse([...repeatedSlugs(items), ...given.flatMap(problemsOfItem)]);
  return database.write((tx) => writeItems(tx, items, origin));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw asInputError(problems);
}

/** Everything that is wrong with an item before it meets the database. */
export const problemsOfItem = (item: BatchItem): Problem[] => {
  const own = (item.writer as RecordWriter<never>).problems?.(item.draft as never) ?? [];
  return [...draftProblems(item.draft), ...own].map((problem) => located(item, problem));
};

async function writeItems(tx: Transaction, items: readonly BatchItem[], origin: Origin): Promise<Report> {
  const planned = await writePlanned(tx, items, origin);
  const report = { created: 0, updated: 0, unchanged: 0, kept: 0 };
  for (const { action } of planned) report[action] += 1;
  return report;
}

/** Enters records that are new, all or nothing. @throws AccordError naming everything that is wrong, a slug that is taken among it. */
export function enterRecords(
  tx: Transaction,
  given: readonly BatchItem[],
  origin: Origin,
  more: readonly Problem[] = [],
): Promise<readonly Planned[]> {
  const items = withDelegations(given, delegationWriter);
  const problems = [...more, ...repeatedSlugs(items), ...evidenceMissingOnce(given.flatMap(problemsOfItem))];
  return writePlanned(tx, items, { ...origin, problems, isEntering: true });
}

/** Records of a batch that should be new and are not. */
const takenSlugs = (planned: readonly Planned[]): Problem[] =>
  planned.flatMap((item) => {
    const message = `${NODE_TYPES[item.writer.type]} ${item.draft.slug} is there already: update it, or choose another slug`;
    return item.action === 'created' ? [] : [located(item, { path: 'slug', message, code: 'ALREADY_EXISTS' })];
  });

/** Writes records that have been checked and whose Refs are `known`. @throws InputError for what only shows when they are written. */
export function writeChecked(
  tx: Transaction,
  given: readonly BatchItem[],
  origin: Origin & { readonly known: ReadonlyMap<string, Target> },
): Promise<readonly Planned[]> {
  const items = withDelegations(given, delegationWriter);
  refuse(repeatedSlugs(items));
  return writePlanned(tx, items, origin);
}

interface Writing extends Origin {
  readonly problems?: readonly Problem[];
  /** All of it has to be new. */
  readonly isEntering?: boolean;
  /** What all Refs mean, by `refKey`; they are looked up without it. */
  readonly known?: ReadonlyMap<string, Target> | null;
}

async function writePlanned(
  tx: Transaction,
  items: readonly BatchItem[],
  { problems = [], known = null, isEntering = false, ...origin }: Writing,
): Promise<readonly Planned[]> {
  const rows = new Rows(await tx.reserveIds(0));
  const planned = await plan(tx, items, () => rows.nextId());
  const taken = [...(isEntering ? takenSlugs(planned) : []), ...(await takenDelegations(tx, planned))];
  const moment = { ...origin, at: await nextMoment(tx) };
  const wanted = isEntering ? planned : planned.filter(isWritten);
  const targets = await resolveRefs(tx, planned, { wanted, before: [...problems, ...taken], known });
  const scope = new Scope(rows, targets, moment);
  await perform(tx, planned, scope, moment);
  return planned;
}

/** Writes what is planned, with everything that is kept beside the facts. `decide` changes claims that are there. */
export async function perform(
  tx: Transaction,
  planned: readonly Planned[],
  scope: Scope,
  moment: Moment,
  decide?: () => Promise<void>,
): Promise<void> {
  const { rows } = scope;
  const writing = planned.filter(isWritten);
  const updated = writing.filter(({ action }) => action === 'updated');
  await keepUpdated(
    tx,
    updated.filter(({ edit }) => !edit?.isKept),
  );
  const dated = await agreementsOfMeetings(tx, updated);
  const changes = writing.flatMap((item) => addRecord(item, scope));
  await keepUnchanged(
    tx,
    rows,
    updated.filter(({ edit }) => !edit),
  );
  const kept = await keeping(tx, writing, changes);
  await kept.out();
  await clearOwned(tx, updated);
  await decide?.();
  await rows.insertInto(tx);
  await dropDelegations(tx, updated, idsOf(planned, 'DELEGATION'), moment);
  // Only now: what was there before may have come to refer to what is new.
  await updateRows(tx, changes);
  refuse(await batchProblems(tx, writing, scope));
  await kept.in();
  await refreshClosures(tx, writing);
  await refreshAgreementDates(
    tx,
    [...dated, ...(await agreementsOfMeetings(tx, writing)), ...idsOf(writing, 'AGREEMENT')],
    { written: idsOf(writing, 'AGREEMENT'), moment },
  );
}

/** Keeps the rows of records that are about to be written anew, as they are. */
async function keepUpdated(tx: Transaction, updated: readonly Planned[]): Promise<void> {
  for (const [writer, items] of grouped(updated, ({ writer }) => writer) as Map<Planned['writer'], Planned[]>) {
    const parts = partsOfType(writer.type, writer.table, writer.owned);
    await keepAsTheyAre(
      tx,
      parts,
      items.map(({ id, change }) => [id, change]),
    );
  }
}

/** Reads for what questions ask too, inside a transaction or not. */
export const readsOf = (reads: Reads): KeyedReads => ({
  rows: (columns, body) => reads.rows(columns, body),
  rowsPerKey: () => Promise.reject(new Error('a write asks for no lists')),
});

/**
 * What Refs mean in a transaction, as in a question; `targets` gets those that mean something.
 * @throws InputError naming every one that means nothing, or several things.
 */
export async function lookUp(
  tx: Transaction,
  refs: readonly DraftRef[],
  shown: (path: string) => string,
  targets: Map<string, Target> = new Map(),
): Promise<Map<string, Target>> {
  const context = createContext({ database: readsOf(tx), languages: [] });
  const found = refs.map(async ({ ref, types, path }) => {
    targets.set(refKey(types, ref), await requireOneOf(context, ref, types, shown(path)));
  });
  await telling(context, allRight(found));
  return targets;
}

/** The Refs that mean nothing, or several things; `targets` gets the others. */
export async function wrongRefs(
  tx: Transaction,
  refs: readonly DraftRef[],
  targets?: Map<string, Target>,
): Promise<readonly Problem[]> {
  try {
    await lookUp(tx, refs, (path) => path, targets);
    return [];
  } catch (error) {
    const wrong = problemsOfError(error);
    if (wrong.length === 0) throw error;
    return wrong;
  }
}

interface Resolving {
  /** Of which the Refs are looked up. */
  readonly wanted: readonly Planned[];
  /** What is known to be wrong already. */
  readonly before: readonly Problem[];
  readonly known: ReadonlyMap<string, Target> | null;
}

/**
 * Refs mean records of the batch first, by slug or country code; others are looked up as in a question.
 * @throws AccordError naming all that is wrong.
 */
async function resolveRefs(
  tx: Transaction,
  planned: readonly Planned[],
  { wanted, before, known }: Resolving,
): Promise<Map<string, Target>> {
  const inBatch = new Map<string, Target>();
  for (const { writer, draft, id, mergedInto } of planned)
    for (const name of [draft.slug, ...(draft instanceof CountryDraft ? [draft.code, draft.alpha3] : [])])
      inBatch.set(itemKey(writer.type, name), { id, slug: mergedInto ?? draft.slug });
  const targets = new Map(known ?? []);
  const context = createContext({ database: readsOf(tx), languages: [] });
  const own = (types: readonly RecordType[], ref: string) => {
    const meant = types.filter((type) => inBatch.has(itemKey(type, ref)));
    if (meant.length > 1) {
      const each = meant.map((type) => `${NODE_TYPES[type]} ${ref}`).join(' or ');
      throw new InputError(`${quoted(ref)} can mean ${each}: give one of them another slug`);
    }
    return meant[0] && inBatch.get(itemKey(meant[0], ref));
  };
  for (const { within, draft, id } of planned)
    if (within) targets.set(refKey(['DELEGATION'], draft.slug), { id, slug: draft.slug });
  const refs = wanted.flatMap((item) =>
    item.within || known ? [] : refsOf(item.draft).map((each) => ({ ...each, item })),
  );
  const refused = await Promise.all(
    refs.map(async ({ ref, types, path, item }) => {
      try {
        targets.set(refKey(types, ref), own(types, ref) ?? (await requireOneOf(context, ref, types, path)));
        return [];
      } catch (error) {
        if (!(error instanceof AccordError)) throw error;
        return [{ ref, types, path, item, error }];
      }
    }),
  );
  const problems: Problem[] = [...before];
  const slugsNear = nearSlugsIn(planned);
  for (const { ref, types, path, item, error: mistake } of refused.flat()) {
    const { message, extensions } = await withNear(context, mistake);
    const near = extensions.code === 'REFERENCE_NOT_FOUND' ? slugsNear(ref, types) : [];
    const hint = near.length > 0 && !message.endsWith('?') ? ` Did you mean ${near.join(' or ')}?` : '';
    // Whoever asks a question knows the codes; in a file it is a mistake as any other.
    const { argument: _, ...details }: Readonly<Record<string, unknown>> = item.place === '' ? extensions : {};
    problems.push(located(item, { ...details, path, message: message + hint }));
  }
  refuse(problems);
  return targets;
}
