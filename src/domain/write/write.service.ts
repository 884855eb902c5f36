import type { Database, KeyedReads, Transaction } from '../../database/database.js';
import { AccordError, InputError, quoted, ReferenceNotFoundError } from '../../errors.js';
import { asInputError, type Problem, problemsOf } from '../../graphql/input.js';
import { agreementsOfMeetings, refreshAgreementDates, refreshClosures } from '../agreement/derived.service.js';
import { keepAsTheyAre } from '../change/keep.service.js';
import { nextMoment, partsOfType } from '../change/log.service.js';
import { createContext } from '../context.js';
import { CountryDraft } from '../country/country.draft.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { requireFound } from '../reference/reference.service.js';
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
import { evidenceProblems } from './evidence-problems.js';
import { keepUnchanged } from './kept-rows.js';
import { nearSlugs } from './near-slugs.js';
import { refsOf } from './parts.js';
import { addRecord } from './record-rows.js';
import { clearOwned, dropDelegations, updateRow } from './replace.js';
import { Rows } from './rows.js';
import { grouped } from './same-links.js';
import { refKey, Scope, type Target } from './scope.js';
import type { RecordWriter } from './writer.js';

export type Report = { readonly [Each in Action]: number };

export interface Origin {
  /** Who writes, for the history and the claims' recordedBy. */
  readonly by: string;
  readonly reason?: string | null;
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

const problemsOfItem = (item: BatchItem): Problem[] => {
  const own = (item.writer as RecordWriter<never>).problems?.(item.draft as never) ?? [];
  return [...problemsOf(item.draft), ...own, ...evidenceProblems(item.draft)].map((problem) => located(item, problem));
};

async function writeItems(tx: Transaction, items: readonly BatchItem[], origin: Origin): Promise<Report> {
  const rows = new Rows(await tx.reserveIds(0));
  const planned = await plan(tx, items, () => rows.nextId());
  const writing = planned.filter(isWritten);
  refuse(await takenDelegations(tx, planned));
  const moment = { ...origin, at: await nextMoment(tx) };
  const scope = new Scope(rows, await resolveRefs(tx, planned, writing), moment);
  const updated = writing.filter(({ action }) => action === 'updated');
  await keepUpdated(tx, updated);
  const dated = await agreementsOfMeetings(tx, updated);
  const changes = writing.flatMap((item) => addRecord(item, scope));
  await keepUnchanged(tx, rows, updated);
  const kept = await keeping(tx, writing, changes);
  await kept.out();
  await clearOwned(tx, updated);
  await rows.insertInto(tx);
  await dropDelegations(tx, idsOf(updated, 'MEETING'), idsOf(planned, 'DELEGATION'), moment);
  // Only now: what was there before may have come to refer to what is new.
  for (const { table, id, row } of changes) await updateRow(tx, table, id, row);
  refuse(await batchProblems(tx, writing, scope));
  await kept.in();
  await refreshClosures(tx, writing);
  await refreshAgreementDates(
    tx,
    [...dated, ...(await agreementsOfMeetings(tx, writing)), ...idsOf(writing, 'AGREEMENT')],
    { written: idsOf(writing, 'AGREEMENT'), moment },
  );
  const report = { created: 0, updated: 0, unchanged: 0, kept: 0 };
  for (const { action } of planned) report[action] += 1;
  return report;
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

/** Refs mean records of the batch first, by slug or country code; others are looked up as in a question. */
async function resolveRefs(
  tx: Transaction,
  planned: readonly Planned[],
  writing: readonly Planned[],
): Promise<Map<string, Target>> {
  const reads: KeyedReads = {
    rows: (columns, body) => tx.rows(columns, body),
    rowsPerKey: () => Promise.reject(new Error('a write asks for no lists')),
  };
  const inBatch = new Map<string, Target>();
  for (const { writer, draft, id } of planned)
    for (const name of [draft.slug, ...(draft instanceof CountryDraft ? [draft.code, draft.alpha3] : [])])
      inBatch.set(itemKey(writer.type, name), { id, slug: draft.slug });
  const targets = new Map<string, Target>();
  const problems: Problem[] = [];
  const context = createContext({ database: reads, languages: [] });
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
  await Promise.all(
    writing.flatMap((item) =>
      item.within
        ? []
        : refsOf(item.draft).map(async ({ ref, types, path }) => {
            try {
              const found = own(types, ref) ?? (await requireFound(context, ref, types));
              targets.set(refKey(types, ref), found);
            } catch (error) {
              if (!(error instanceof AccordError)) throw error;
              const near = error instanceof ReferenceNotFoundError ? nearSlugs(ref, types, planned) : [];
              const hint = near.length > 0 && !error.message.endsWith('?') ? ` Did you mean ${near.join(' or ')}?` : '';
              problems.push(located(item, { path, message: error.message + hint }));
            }
          }),
    ),
  );
  refuse(problems);
  return targets;
}
