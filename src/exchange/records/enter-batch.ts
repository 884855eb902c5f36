import type { Transaction } from '../../database/database.js';
import type { Moment } from '../../domain/change/log.service.js';
import { located, type Planned } from '../../domain/write/batch.js';
import { refsOf } from '../../domain/write/parts.js';
import { Rows } from '../../domain/write/rows.js';
import type { Target } from '../../domain/write/scope.js';
import { perform } from '../../domain/write/write.service.js';
import type { Problem } from '../../graphql/input.js';
import { differences } from './compare.js';
import { readLines } from './documents.js';
import { fullName, type LineType } from './format.js';
import { recordsNamed, slugsMergedAway, unknownRefs } from './known.js';
import { LoadScope } from './load-scope.js';
import type { ParsedLine, ParsedRecord } from './parse-line.js';
import { longName } from './plain.js';

/** An import under way. */
export interface Loading {
  readonly tx: Transaction;
  readonly moment: Moment;
  /** The first id of what this import makes. */
  readonly newFrom: number;
  readonly problems: Problem[];
}

export interface Entered {
  readonly created: number;
  readonly unchanged: number;
}

/** These stand one under another, in any order: parents are filled in when all are there. */
export const LATE_PARENTS: readonly LineType[] = ['ORGANIZATION', 'AGREEMENT'];

export const nameOf = ({ item }: ParsedRecord): string => fullName(item.writer.type, item.draft.slug);

/** Enters records of one type without their claims. Where something is wrong it is noted, and nothing is written any more. */
export async function enterBatch(loading: Loading, batch: readonly ParsedLine[]): Promise<Entered> {
  const { tx, problems } = loading;
  const names = batch.flatMap(({ type, records }) =>
    records.flatMap((record) => [nameOf(record), ...record.aliases.map((alias) => fullName(type, alias))]),
  );
  const known = await recordsNamed(tx, names);
  const fresh = batch.filter((line) => !known.has(nameOf(line.records[0] as ParsedRecord)));
  problems.push(...(await differing(loading, batch, known)));
  problems.push(...(await takenNames(tx, fresh, known)));
  const targets = new Map(known);
  const rows = new Rows(await tx.reserveIds(0));
  const planned = fresh.flatMap(({ records }) => planLine(records, rows, targets));
  problems.push(...(await missingRefs(tx, fresh, targets)));
  if (problems.length > 0) return { created: 0, unchanged: 0 };
  const aliases = fresh.flatMap(({ records }) => records).flatMap((record) => aliasRows(record, rows, targets));
  if (planned.length > 0) await perform(tx, planned, new LoadScope(rows, targets, loading.moment), loading.moment);
  await tx.insert('record_alias', ['id', 'type', 'slug', 'record_id', 'change', 'moved'], aliases);
  const all = batch.reduce((count, { records }) => count + records.length, 0);
  return { created: planned.length, unchanged: all - planned.length };
}

/** Records that are there already, and say something else; or that stand twice in the file. */
async function differing(
  { tx, newFrom }: Loading,
  batch: readonly ParsedLine[],
  known: ReadonlyMap<string, Target>,
): Promise<Problem[]> {
  const there = batch.flatMap((line) => {
    const target = known.get(nameOf(line.records[0] as ParsedRecord));
    return target ? [{ line, id: target.id }] : [];
  });
  const [first] = there;
  if (!first) return [];
  const old = there.filter(({ id }) => id < newFrom).map(({ id }) => id);
  const stored = new Map((await readLines(tx, first.line.type, old)).map((each) => [each.slug, each]));
  return there.flatMap(({ line: { plain, place }, id }) => {
    if (id >= newFrom) return [{ path: place, message: 'stands twice in the file' }];
    const keys = differences(plain, stored.get(plain['slug'] as string) ?? {});
    if (keys.length === 0) return [];
    const message = `is there already with other ${keys.join(', ')}: make the two agree, or give one of them another slug`;
    return [{ path: place, message }];
  });
}

/** New records and aliases whose slug is taken: by a delegation of another meeting, or since a merge. */
async function takenNames(
  tx: Transaction,
  fresh: readonly ParsedLine[],
  known: ReadonlyMap<string, Target>,
): Promise<Problem[]> {
  const records = fresh.flatMap((line) => line.records);
  const claimed = records.flatMap((record) => [
    { record, name: nameOf(record), key: 'slug' },
    ...record.aliases.map((alias) => ({ record, name: fullName(record.item.writer.type, alias), key: 'aliases' })),
  ]);
  const merged = await slugsMergedAway(
    tx,
    claimed.map(({ name }) => name),
  );
  const seen = new Set<string>();
  return claimed.flatMap(({ record: { item }, name, key }) => {
    const isTwice = seen.has(name);
    seen.add(name);
    const into = merged.get(name);
    const message = isTwice
      ? `${name} stands twice in the file`
      : known.has(name)
        ? `${name} is the slug of another record that is there already`
        : `${name} was merged into ${into}`;
    return isTwice || known.has(name) || into !== undefined ? [located(item, { path: key, message })] : [];
  });
}

/** Gives the records of a line their ids. */
function planLine(records: readonly ParsedRecord[], rows: Rows, targets: Map<string, Target>): Planned[] {
  let ownerId: number | null = null;
  return records.map((record) => {
    const { item, recordedAt } = record;
    const id = rows.nextId();
    ownerId ??= id;
    targets.set(nameOf(record), { id, slug: item.draft.slug });
    if (LATE_PARENTS.includes(item.writer.type as LineType)) delete (item.draft as { parent?: string }).parent;
    return {
      ...item,
      id,
      change: id,
      action: 'created',
      hash: '',
      version: 0,
      ownerId: item.within ? ownerId : null,
      recordedAt,
      edit: { operation: 'CREATED', claims: [] },
    };
  });
}

/** Looks up what new records refer to, and adds it to the targets. */
async function missingRefs(
  tx: Transaction,
  fresh: readonly ParsedLine[],
  targets: Map<string, Target>,
): Promise<Problem[]> {
  const lines = fresh.map(({ records }) => {
    const { item } = records[0] as ParsedRecord;
    return { item, refs: refsOf(item.draft) };
  });
  const wanted = lines.flatMap(({ refs }) => refs.map(({ types, ref }) => longName(types, ref)));
  const found = await recordsNamed(
    tx,
    wanted.filter((name) => !targets.has(name)),
  );
  for (const [name, target] of found) targets.set(name, target);
  return lines.flatMap(({ item, refs }) =>
    unknownRefs(refs, targets, 'stands before this line').map((problem) => located(item, problem)),
  );
}

const aliasRows = (record: ParsedRecord, rows: Rows, targets: ReadonlyMap<string, Target>) =>
  record.aliases.map((slug) => {
    const { id } = targets.get(nameOf(record)) as Target;
    const { type } = record.item.writer;
    // What went over with it is not known here: this merge cannot be undone.
    return { id: rows.nextId(), type, slug, record_id: id, change: id, moved: '{}' };
  });
