import { writerOf } from '../../../domain/document/writers.js';
import { draftFields } from '../../../domain/write/draft.js';
import { type Fragment, isRefused, type Mention, type Refused } from '../fragment.js';
import type { Job } from './job.js';
import type { Reporting } from './reporting.js';
import type { Staged } from './staging.js';

/** Rows that are staged in one statement. */
const CHUNK = 1000;

/** Types in the order in which their records are written: what others mention comes first. */
export const ORDER = [
  'COUNTRY',
  'ORGANIZATION',
  'PLACE',
  'PERSON',
  'SOURCE',
  'COMMODITY',
  'AGREEMENT',
  'MEETING',
] as const;
const AFTER_ITS_TYPE = 0.5;

/** Puts everything that the files say on the disk, to be grouped and ordered. */
export async function stage(job: Job, items: AsyncIterable<Fragment | Refused>, reporting: Reporting): Promise<void> {
  let chunk: Staged[] = [];
  const flush = async () => {
    await job.staging.add(chunk);
    reporting.progress('reading', chunk.length, null);
    chunk = [];
  };
  for await (const item of items) {
    if (isRefused(item)) await reporting.refusedRow(item);
    else {
      if (item.flags.length > 0) await reporting.flags(item);
      chunk.push(staged(job, item));
    }
    if (chunk.length === CHUNK) await flush();
  }
  await flush();
}

/** A record comes after those of its own type that it mentions by key, and after all others where it does so by name. */
function staged(job: Job, fragment: Fragment): Staged {
  const type = job.typeOf(fragment.record);
  const fields = draftFields(writerOf(type).draft.prototype as object);
  const own = Object.entries(fragment.fields).flatMap(([key, value]) =>
    fields.get(key)?.refers?.includes(type) && typeof value === 'object' && value !== null ? [value as Mention] : [],
  );
  const above = own.flatMap((mention) => ('record' in mention ? [mention] : []));
  const rank = ORDER.indexOf(type as (typeof ORDER)[number]);
  return { fragment, rank: above.length < own.length ? rank + AFTER_ITS_TYPE : rank, above };
}
