import { createHash } from 'node:crypto';
import type { Reads } from '../../../database/database.js';
import { sql } from '../../../database/sql.js';
import { importedOf, noteImported } from '../../../domain/imported/imported.service.js';
import { SourceDraft } from '../../../domain/source/source.draft.js';
import { sourceWriter } from '../../../domain/source/source.writer.js';
import type { BatchItem } from '../../../domain/write/batch.js';
import { hydrate } from '../../../domain/write/hydrate.js';
import { refKey, type Target } from '../../../domain/write/scope.js';
import { problemsOfItem, writeChecked } from '../../../domain/write/write.service.js';
import { InputError } from '../../../errors.js';
import { asInputError, type Problem } from '../../../graphql/input.js';
import type { Mapping } from '../fragment.js';
import type { Job } from './job.js';
import { type Mentioned, mentionsIn, placeRefs } from './mentions.js';
import { isFound, type Name } from './names.js';
import type { Plain } from './receipts.js';
import type { Access } from './run.js';

/** How the ledger calls the source itself. */
const ITSELF = '';

/** The draft of the source, with the hash of its file where there is one only. @throws InputError for what is wrong with it. */
async function draftOf(reads: Reads, job: Job, mapping: Mapping, files: readonly { readonly hash: string }[]) {
  const [file, ...more] = files;
  const plain: Plain = { ...(file && more.length === 0 ? { contentHash: file.hash } : {}), ...mapping.source };
  const nameOf = ({ types, mention }: Mentioned): Name => {
    if (!('ref' in mention)) throw new InputError('source: can only mention what is there already, by its name');
    return { ref: mention.ref, types };
  };
  const meaning = await job.names.learn(reads, mentionsIn(SourceDraft, plain).map(nameOf));
  const known = new Map<string, Target>();
  const problems: Problem[] = [];
  placeRefs(
    SourceDraft,
    plain,
    (mentioned) => {
      const found = meaning(nameOf(mentioned));
      if (!isFound(found)) {
        problems.push({ path: 'source', message: found.reason });
        return null;
      }
      known.set(refKey(mentioned.types, found.slug), found);
      return found.slug;
    },
    [],
  );
  const draft = hydrate(SourceDraft, plain, problems, 'source');
  const item: BatchItem = {
    writer: sourceWriter as never,
    draft,
    place: 'source',
    path: '',
    position: 0,
    within: null,
  };
  problems.push(...problemsOfItem(item));
  if (problems.length > 0) throw asInputError(problems);
  return { item: { ...item, hash: createHash('sha256').update(JSON.stringify(plain)).digest('hex') }, known };
}

/** Writes the source that everything comes from. One that others have entered or changed stays as it is. */
export async function writeSource(
  access: Access,
  job: Job,
  mapping: Mapping,
  files: readonly { readonly name: string; readonly hash: string }[],
): Promise<Target> {
  const there = await found(access.reads, await draftOf(access.reads, job, mapping, files));
  if (there) return there;
  return access.write(async (tx) => {
    const wanted = await draftOf(tx, job, mapping, files);
    const [written] = await writeChecked(tx, [wanted.item], { ...job.origin, known: wanted.known });
    if (!written) throw new Error('The source was not written.');
    const { id, version, draft } = written;
    const own = { name: ITSELF, key: draft.slug };
    await noteImported(
      tx,
      id,
      [{ ...own, recordId: id, version: version + 1, hash: wanted.item.hash, file: '' }],
      [own],
    );
    return { id, slug: draft.slug };
  });
}

/** The source where it need not be written. */
async function found(reads: Reads, { item }: Awaited<ReturnType<typeof draftOf>>): Promise<Target | null> {
  const { slug } = item.draft;
  const [row] = await reads.rows<{ id: number }>(
    { id: 'r.id' },
    sql`FROM registry r WHERE r.type = 'SOURCE' AND r.slug = ${slug}`,
  );
  if (!row) return null;
  const [before] = await importedOf(reads, row.id, ITSELF, [slug]);
  const isOurs = before !== undefined && before.version === before.present;
  return isOurs && before.hash !== item.hash ? null : { id: row.id, slug };
}
