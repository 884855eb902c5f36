import type { Reads } from '../../../database/database.js';
import { madeWithSlugs } from '../../../domain/change/makers.service.js';
import { madeBy, standingFor } from '../../../domain/imported/imported.service.js';
import { NODE_TYPES } from '../../../domain/record/record.entity.js';
import type { RecordType } from '../../../domain/record/record.enums.js';
import { takenSlugs } from '../../../domain/record/taken-slugs.service.js';
import type { Target } from '../../../domain/write/scope.js';
import type { Problem } from '../../../graphql/input.js';
import type { Job } from './job.js';
import { isFound, type Meaning } from './names.js';
import type { Prepared } from './prepare.js';

/** What is to be done with a record: written as its own, added to one that is there, or nothing. */
export type Plan =
  | { readonly what: 'write' }
  | { readonly what: 'add'; readonly target: Target }
  | { readonly what: 'nothing'; readonly action: 'unchanged' | 'kept'; readonly target: Target | null }
  | { readonly what: 'refuse'; readonly problems: readonly Problem[] };

const refuse = (path: string, message: string): Plan => ({ what: 'refuse', problems: [{ path, message }] });

/** What is to be done with each record of a batch. */
export async function plansOf(reads: Reads, job: Job, items: readonly Prepared[]): Promise<Map<Prepared, Plan>> {
  const plans = new Map<Prepared, Plan>();
  const fresh: Prepared[] = [];
  for (const prepared of items) {
    const plan = planOfKnown(prepared);
    if (plan) plans.set(prepared, plan);
    else fresh.push(prepared);
  }
  const meant = await meantBy(reads, job, fresh);
  const slugs = fresh.filter((prepared) => !('id' in meant(prepared))).map(({ draft }) => draft.slug);
  const [first] = fresh;
  const taken = new Set(first ? await takenSlugs(reads, first.type, slugs) : []);
  const left = first && taken.size > 0 ? await leftBy(reads, job, first.type, [...taken]) : new Map<string, Target>();
  for (const prepared of fresh) {
    const { draft, type, staged } = prepared;
    const found = meant(prepared);
    if ('id' in found) plans.set(prepared, { what: 'add', target: found });
    else if (job.block(staged.record).match === 'EXISTING') plans.set(prepared, refuse('', found.reason));
    else if (left.has(draft.slug)) {
      plans.set(prepared, { what: 'add', target: left.get(draft.slug) as Target });
      left.delete(draft.slug);
    } else if (taken.has(draft.slug)) {
      const message = `${NODE_TYPES[type]} ${draft.slug} is there already and is not what this key stands for: give it another slug, or join it with "match"`;
      plans.set(prepared, refuse('slug', message));
    } else {
      taken.add(draft.slug);
      plans.set(prepared, written(prepared));
    }
  }
  return plans;
}

/** What an earlier run has made of the key decides; undefined for a new one. */
export function planOfKnown(prepared: Prepared): Plan | undefined {
  const { before, hash, problems } = prepared;
  if (problems.length > 0) return { what: 'refuse', problems };
  if (!before) return undefined;
  const { recordId, slug, version, present } = before;
  if (recordId === null || slug === null) return { what: 'nothing', action: 'kept', target: null };
  const target = { id: recordId, slug };
  if (before.hash === hash) return { what: 'nothing', action: 'unchanged', target };
  return version !== null && version === present ? written(prepared) : { what: 'add', target };
}

const written = ({ missing }: Prepared): Plan =>
  missing.length > 0 ? { what: 'refuse', problems: missing } : { what: 'write' };

/**
 * Records with these slugs that an import of the same source once made, and for which no key of it stands any more: they
 * stayed when the source was taken back, because others speak of them or name them.
 */
async function leftBy(
  reads: Reads,
  job: Job,
  type: RecordType,
  slugs: readonly string[],
): Promise<Map<string, Target>> {
  const rows = await madeWithSlugs(reads, { type, slugs, by: job.origin.by });
  const known = await standingFor(
    reads,
    job.source.id,
    rows.map(({ id }) => id),
  );
  return new Map(rows.filter(({ id }) => !known.has(id)).map((row) => [row.slug, row]));
}

/** What records that may be there already mean; records that this import made are others, whatever they are called. */
async function meantBy(
  reads: Reads,
  job: Job,
  fresh: readonly Prepared[],
): Promise<(prepared: Prepared) => Target | { readonly reason: string }> {
  const joining = fresh.filter(({ staged }) => job.block(staged.record).match !== 'CREATE');
  const meansOf = ({ sayings, type, staged }: Prepared) => {
    const mayBeNew = job.block(staged.record).match === 'EITHER';
    return [...new Set(sayings.flatMap(({ means }) => means))].map((ref) => ({ ref, types: [type], mayBeNew }));
  };
  const meaning = await job.names.learn(reads, joining.flatMap(meansOf));
  const found = joining.flatMap((prepared) => meansOf(prepared).map(meaning).filter(isFound));
  const own = await madeBy(
    reads,
    job.source.id,
    found.map(({ id }) => id),
  );
  return (prepared) => {
    const meanings: readonly Meaning[] = joining.includes(prepared) ? meansOf(prepared).map(meaning) : [];
    const target = meanings.filter(isFound).find(({ id }) => !own.has(id));
    if (target) return { id: target.id, slug: target.slug };
    const [why] = meanings.filter((each) => !isFound(each));
    return { reason: why && !isFound(why) ? why.reason : 'nothing says which record it is' };
  };
}
