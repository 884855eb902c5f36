import { editDistance } from '../name/spelling.js';
import type { RecordType } from '../record/record.enums.js';
import type { Planned } from './batch.js';

const MOST = 3;

/** The slugs of one batch that are nearly this one, a fifth of the letters apart at most: what is not stored yet has no near names. */
export function nearSlugs(ref: string, types: readonly RecordType[], planned: readonly Planned[]): readonly string[] {
  const most = Math.max(1, Math.floor(ref.length / 5));
  const slugs = planned.flatMap(({ writer, draft }) => (types.includes(writer.type) ? [draft.slug] : []));
  return [...new Set(slugs)]
    .map((slug) => ({ slug, apart: editDistance(ref, slug, most) }))
    .filter(({ apart }) => apart <= most)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, MOST)
    .map(({ slug }) => slug);
}
