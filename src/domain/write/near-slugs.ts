import { editDistance } from '../name/spelling.js';
import type { RecordType } from '../record/record.enums.js';
import type { Planned } from './batch.js';
import { refKey } from './scope.js';

const MOST = 3;
/** Of so many texts it is found out what is near, however many mean nothing. */
const MOST_LOOKED_FOR = 20;

/** Finds the slugs of one batch that are nearly a text, a fifth of the letters apart at most: what is not stored yet has no near names. */
export function nearSlugsIn(
  planned: readonly Planned[],
): (ref: string, types: readonly RecordType[]) => readonly string[] {
  const known = new Map<string, readonly string[]>();
  return (ref, types) => {
    const key = refKey(types, ref);
    const near = known.get(key) ?? (known.size < MOST_LOOKED_FOR ? nearSlugs(ref, types, planned) : []);
    if (known.size < MOST_LOOKED_FOR) known.set(key, near);
    return near;
  };
}

function nearSlugs(ref: string, types: readonly RecordType[], planned: readonly Planned[]): readonly string[] {
  const most = Math.max(1, Math.floor(ref.length / 5));
  const slugs = planned.flatMap(({ writer, draft }) => (types.includes(writer.type) ? [draft.slug] : []));
  return [...new Set(slugs)]
    .map((slug) => ({ slug, apart: editDistance(ref, slug, most) }))
    .filter(({ apart }) => apart <= most)
    .sort((a, b) => a.apart - b.apart)
    .slice(0, MOST)
    .map(({ slug }) => slug);
}
