import { hash as digest } from 'node:crypto';
import type { Reads } from '../../../database/database.js';
import { writerOf } from '../../../domain/document/writers.js';
import { type ImportedRow, importedOf } from '../../../domain/imported/imported.service.js';
import { NODE_TYPES } from '../../../domain/record/record.entity.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import type { BatchItem } from '../../../domain/write/batch.js';
import { draftFields } from '../../../domain/write/draft.js';
import { hydrate } from '../../../domain/write/hydrate.js';
import type { RecordDraft } from '../../../domain/write/receipts.draft.js';
import { refKey, type Target } from '../../../domain/write/scope.js';
import { problemsOfItem } from '../../../domain/write/write.service.js';
import type { Problem } from '../../../graphql/input.js';
import type { Mention } from '../fragment.js';
import type { Job } from './job.js';
import { asMention, type Lost, type Mentioned, mentionsIn, placeRefs } from './mentions.js';
import { isFound, type Meaning, type Missing, type Name } from './names.js';
import { evidenceAt } from './receipts.js';
import type { Said, StagedItem } from './staging.js';
import { type Disagreement, unite } from './unite.js';

/** A record of the import that can be written, or what is wrong with it. */
export interface Prepared {
  readonly staged: StagedItem;
  readonly type: RecordType;
  readonly sayings: readonly Said[];
  readonly draft: RecordDraft;
  /** What the import made of it before. */
  readonly before: ImportedRow | undefined;
  readonly hash: string;
  readonly problems: readonly Problem[];
  /** What it lacks that a new record needs; one that is there already has it. */
  readonly missing: readonly Problem[];
  readonly lost: readonly (Lost & { readonly missing: Missing })[];
  readonly disagreements: readonly Disagreement[];
}

export interface Batch {
  readonly items: readonly Prepared[];
  /** What the Refs of their drafts mean, by `refKey`. */
  readonly known: ReadonlyMap<string, Target>;
}

/** Turns staged records into drafts whose Refs are known. */
export async function prepare(
  reads: Reads,
  job: Job,
  staged: readonly StagedItem[],
  said: ReadonlyMap<number, readonly Said[]>,
): Promise<Batch> {
  const before = new Map<string, ImportedRow>();
  for (const name of new Set(staged.map((item) => item.record)))
    for (const row of await importedOf(reads, job.source.id, name, keysOf(staged, name)))
      before.set(`${name} ${row.key}`, row);
  const classOf = (item: StagedItem) => writerOf(job.typeOf(item.record)).draft as new () => RecordDraft;
  const mentions = staged.flatMap((item) =>
    (said.get(item.id) ?? []).flatMap(({ fields, sources }) => [
      ...mentionsIn(classOf(item), fields),
      ...sources.map((mention): Mentioned => ({ types: ['SOURCE'], mention })),
    ]),
  );
  const meaning = await meaningsOf(reads, job, mentions);
  const known = new Map<string, Target>([[refKey(['SOURCE'], job.source.slug), job.source]]);
  const refOf = (mentioned: Mentioned): string | null => {
    const found = meaning(mentioned);
    if (!isFound(found)) return null;
    // Where several types can be meant, the slug alone may not say which.
    const text = mentioned.types.length > 1 ? `${NODE_TYPES[found.type]}:${found.slug}` : found.slug;
    known.set(refKey(mentioned.types, text), { id: found.id, slug: found.slug });
    return text;
  };
  const items = staged.map((item): Prepared => {
    const type = job.typeOf(item.record);
    const sayings = said.get(item.id) ?? [];
    const lost: Lost[] = [];
    const rows = sayings.map(({ fields, place, sources }) => {
      const own = sources.map((mention, index) => {
        const mentioned: Mentioned = { types: ['SOURCE'], mention };
        const ref = refOf(mentioned);
        if (ref === null) lost.push({ ...mentioned, path: `sources[${index}]` });
        return ref;
      });
      const named = own.filter((ref): ref is string => ref !== null);
      return { fields, place, named, evidence: evidenceAt(place, [...new Set([job.source.slug, ...named])]) };
    });
    const Class = classOf(item);
    const { plain, disagreements } = unite(Class, rows);
    placeRefs(Class, plain, refOf, lost);
    const hash = digest('sha256', JSON.stringify([plain, rows.map(({ named }) => named)]));
    const entry = before.get(`${item.record} ${item.key}`);
    plain['slug'] = entry?.slug ?? item.slug;
    const problems: Problem[] = [];
    const draft = hydrate(Class, plain, problems);
    const unknown = lost.map((each) => ({ ...each, missing: meaning(each) as Missing }));
    for (const {
      path,
      mention,
      missing: { reason },
    } of unknown)
      if ('onMissing' in mention && mention.onMissing === 'REFUSE') problems.push({ path, message: reason });
    const missing: Problem[] = [];
    if (entry?.hash !== hash)
      for (const problem of problemsOfItem({ ...itemOf(item, type, draft), path: '' }))
        (isLacking(draft, problem) ? missing : problems).push(problem);
    return {
      staged: item,
      type,
      sayings,
      draft,
      before: entry,
      hash,
      problems,
      missing,
      lost: unknown,
      disagreements: disagreements.filter((each) => isOtherwise(each, meaning)),
    };
  });
  return { items, known };
}

/** Whether a property of the record itself is needed and is not there. */
const isLacking = (draft: RecordDraft, { path }: Problem): boolean =>
  (draftFields(Object.getPrototypeOf(draft) as object).get(path)?.required ?? false) && (draft as never)[path] == null;

export const itemOf = ({ id }: StagedItem, type: RecordType, draft: RecordDraft): BatchItem => ({
  writer: writerOf(type),
  draft,
  place: '',
  path: `${id}`,
  position: 0,
  within: null,
});

/** Whether a later row says another thing, not the same by another name. */
function isOtherwise({ refers, kept, other }: Disagreement, meaning: (mentioned: Mentioned) => Meaning): boolean {
  if (!refers) return true;
  const [first, later] = [kept, other].map((value) => meaning({ types: refers, mention: asMention(value) }));
  return !(first && later && isFound(first) && isFound(later) && first.id === later.id);
}

const keysOf = (staged: readonly StagedItem[], name: string) =>
  staged.filter(({ record }) => record === name).map(({ key }) => key);

const isName = (mention: Mention): mention is Extract<Mention, { readonly ref: string }> => 'ref' in mention;

/** What mentions mean: records of the import by their keys, others by their names. */
async function meaningsOf(
  reads: Reads,
  job: Job,
  mentions: readonly Mentioned[],
): Promise<(mentioned: Mentioned) => Meaning> {
  const names = mentions.flatMap(({ types, mention }): Name[] =>
    isName(mention) ? [{ ref: mention.ref, types }] : [],
  );
  const ofName = await job.names.learn(reads, names);
  const ofKey = await job.targets(
    reads,
    mentions.flatMap(({ mention }) => (isName(mention) ? [] : [mention])),
  );
  return ({ types, mention }) => {
    if (isName(mention)) return ofName({ ref: mention.ref, types });
    const target = ofKey(mention);
    const type = job.typeOf(mention.record);
    const what = `${mention.record} ${JSON.stringify(mention.key)}`;
    if (!types.includes(type)) return { reason: `${what} is a ${NODE_TYPES[type]}, which cannot stand here`, near: [] };
    return target
      ? { ...target, type }
      : { reason: `${what} is in none of the files, or could not be taken`, near: [] };
  };
}
