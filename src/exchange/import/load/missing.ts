import type { Transaction } from '../../../database/database.js';
import { deleteRecord } from '../../../domain/edit/delete.service.js';
import { addToRecord } from '../../../domain/edit/edit.service.js';
import {
  forgetImported,
  type ImportedRow,
  importedFrom,
  importedOf,
} from '../../../domain/imported/imported.service.js';
import { InUseError } from '../../../errors.js';
import { otherSayings, sayOnly } from './add.js';
import type { Job } from './job.js';
import type { Reporting } from './reporting.js';
import type { Access } from './run.js';
import { ORDER } from './stage.js';

const PAGE = 1000;

interface Missing {
  readonly name: string;
  readonly key: string;
  readonly slug: string | null;
}

/**
 * Records that an earlier run had from these files, and this one has not. They stay, unless their files are among those of
 * which the job takes back what is missing.
 */
export async function settleMissing(
  access: Access,
  job: Job,
  files: readonly string[],
  reporting: Reporting,
): Promise<void> {
  let left: Missing[] = [];
  for await (const missing of missingFrom(access, job, files))
    if (job.retracts.size > 0 && missing.slug !== null && job.makes(missing.name)) left.push(missing);
    else reporting.vanished(missing.name, missing.key, missing.slug);
  // What others mention goes after them, and records of one type can mention each other.
  const rank = ({ name }: Missing) => ORDER.indexOf(job.typeOf(name) as (typeof ORDER)[number]);
  left.sort((one, other) => rank(other) - rank(one));
  for (let before = left.length + 1; left.length < before; ) {
    before = left.length;
    const named: Missing[] = [];
    for (const missing of left)
      if (await access.write((tx) => takenBack(tx, job, missing))) reporting.retracted();
      else named.push(missing);
    left = named;
  }
  for (const { name, key, slug } of left) reporting.vanished(name, key, slug);
}

async function* missingFrom(access: Access, job: Job, files: readonly string[]): AsyncGenerator<Missing> {
  let after: readonly [string, string] = ['', job.source.slug];
  for (;;) {
    const page = await importedFrom(access.reads, job.source.id, { files, after, most: PAGE });
    const last = page.at(-1);
    if (!last) return;
    const staged = await job.staging.find(page.map(({ name, key }) => [name, key]));
    const there = new Set(staged.map(({ record, key }) => JSON.stringify([record, key])));
    yield* page.filter(({ name, key }) => !there.has(JSON.stringify([name, key])));
    after = [last.name, last.key];
  }
}

/** Takes a record out that is the import's alone, and of any other what the import said; false where something stands against it. */
async function takenBack(tx: Transaction, job: Job, { name, key }: Missing): Promise<boolean> {
  const [known] = await importedOf(tx, job.source.id, name, [key]);
  if (!known || known.recordId === null || known.slug === null) return true;
  const isDone = await (known.version !== null && known.version === known.present
    ? takenOut(tx, job, { ...known, recordId: known.recordId })
    : saidNoMore(tx, job, { ...known, recordId: known.recordId, slug: known.slug }));
  // It is made again where a later file has it again.
  if (isDone) await forgetImported(tx, job.source.id, [{ name, key }]);
  return isDone;
}

type Known = ImportedRow & { readonly recordId: number };

async function takenOut(tx: Transaction, job: Job, { name, recordId }: Known): Promise<boolean> {
  const request = { ...job.origin, type: job.typeOf(name), id: recordId, version: null, operation: 'DELETED' as const };
  try {
    await deleteRecord(tx, request);
    return true;
  } catch (error) {
    if (error instanceof InUseError) return false;
    throw error;
  }
}

async function saidNoMore(
  tx: Transaction,
  job: Job,
  { name, key, recordId, slug }: Known & { readonly slug: string },
): Promise<boolean> {
  const others = await otherSayings(tx, job, { id: recordId, slug }, { record: name, key });
  if (!others) return false;
  const request = { ...job.origin, type: job.typeOf(name), id: recordId, version: null, operation: 'UPDATED' as const };
  await addToRecord(tx, request, { refs: [], problems: [], known: others.known }, (editing) =>
    sayOnly(tx, job, editing, others.items),
  );
  return true;
}
