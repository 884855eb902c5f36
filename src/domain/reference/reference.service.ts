import { type Sql, sql } from '../../database/sql.js';
import { InputError, quoted, ReferenceAmbiguousError } from '../../errors.js';
import { globalId, readGlobalId } from '../../graphql/global-id.js';
import type { Context, Found, Loader } from '../context.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { candidates, nearTo, notFound } from './not-found.js';
import { type Match, matchesOf, type Reading, type RefKey, rankOf, readRef } from './ref-matches.js';

/** Where a State may be meant, its country's names and codes mean it too. */
const standsForState = (types: readonly RecordType[]) => types.includes('ORGANIZATION') && !types.includes('COUNTRY');

/** A match with the State of the country that it is. */
interface MatchRow extends Match {
  readonly stateId: number | null;
  readonly stateSlug: string | null;
}

const MATCH = {
  via: 'm.via',
  matched: 'm.matched',
  kind: 'm.kind',
  lang: 'm.lang',
  id: 'r.id',
  type: 'r.type',
  slug: 'r.slug',
  stateId: 's.id',
  stateSlug: 's.slug',
};

const meant = ({ id, type, slug, stateId, stateSlug }: MatchRow, types: readonly RecordType[]): Found | null => {
  if (types.includes(type)) return { id, type, slug };
  return stateId === null || stateSlug === null ? null : { id: stateId, type: 'ORGANIZATION', slug: stateSlug };
};

/** All records that a Ref hits in the first step that hits any: id, slug, code, primary names, other names. */
export const hitsOfRef: Loader<RefKey, readonly Found[]> = {
  keyOf: ({ ref, types }) => `${types.join()} ${ref}`,
  kept: true,
  async batch(keys, { database, asOf }) {
    const byTypes = new Map<string, RefKey[]>();
    for (const key of keys) byTypes.set(key.types.join(), [...(byTypes.get(key.types.join()) ?? []), key]);
    const answers = new Map<RefKey, readonly Found[]>();
    await Promise.all(
      [...byTypes.values()].map(async (group) => {
        const { types } = group[0] as RefKey;
        const wanted: readonly RecordType[] = standsForState(types) ? [...types, 'COUNTRY'] : types;
        const readings = group.map(({ ref }) => readRef(ref));
        const matches = await database.rows<MatchRow>(
          MATCH,
          sql`FROM (${matchesOf(readings, wanted, asOf)}) m JOIN registry r ON r.id = m.id
            LEFT JOIN organization o ON r.type = 'COUNTRY' AND o.country_id = r.id AND o.kind = 'STATE'
            LEFT JOIN registry s ON s.id = o.id
            WHERE ${sql.in(sql`r.type`, wanted)} ORDER BY r.id, s.id`,
        );
        group.forEach((key, index) => {
          answers.set(key, best(readings[index] as Reading, matches, types));
        });
      }),
    );
    return keys.map((key) => answers.get(key) ?? []);
  },
};

function best(reading: Reading, matches: readonly MatchRow[], types: readonly RecordType[]): Found[] {
  let step = Number.POSITIVE_INFINITY;
  let winners = new Map<number, Found>();
  for (const match of matches) {
    const rank = rankOf(reading, match);
    const found = meant(match, types);
    if (rank === null || rank > step || !found) continue;
    if (rank < step) winners = new Map();
    step = rank;
    winners.set(found.id, found);
  }
  return [...winners.values()];
}

/** An error lists at most so many of the records that a Ref can mean. */
const MOST_CANDIDATES = 100;

/** Where records of several types have one slug, only their ids tell them apart. */
async function ambiguous(context: Context, ref: string, hits: readonly Found[], argument?: string) {
  const shown = hits.slice(0, MOST_CANDIDATES);
  const isOneSlug = new Set(shown.map(({ slug }) => slug)).size < shown.length;
  const listed = (await candidates(context, shown)).map((each, index) => {
    const { type, id } = shown[index] as Found;
    return isOneSlug ? { ...each, id: globalId(NODE_TYPES[type], id) } : each;
  });
  return new ReferenceAmbiguousError(ref, listed, { count: hits.length, argument });
}

/** The record that a Ref means among the given types, or null. `argument` is the path to it, for messages. @throws ReferenceAmbiguousError when it can mean several. */
export async function findRef(
  context: Context,
  ref: string,
  types: readonly RecordType[],
  argument?: string,
): Promise<Found | null> {
  const hits = await (context.refs?.hits(ref, types) ?? context.load(hitsOfRef, { ref, types }));
  if (hits.length > 1) throw await ambiguous(context, ref, hits, argument);
  return hits[0] ?? null;
}

/** What a Ref means. @throws ReferenceNotFoundError with up to five near names, ReferenceAmbiguousError. */
export async function requireFound(
  context: Context,
  ref: string,
  types: readonly RecordType[],
  argument?: string,
): Promise<Found> {
  const found = await findRef(context, ref, types, argument);
  if (found) return found;
  throw await nearTo(context, ref, types, argument);
}

/**
 * The same where many are asked about: near names are looked for by `telling`, which has to stand around, since they cost
 * more than what is meant and few of many errors are told.
 */
export async function requireOneOf(
  context: Context,
  ref: string,
  types: readonly RecordType[],
  argument: string,
): Promise<Found> {
  const found = await findRef(context, ref, types, argument);
  if (found) return found;
  throw notFound(ref, types, argument);
}

/** The id that a Ref means; throws as requireOneOf does. */
export const requireRef = async (
  context: Context,
  ref: string,
  types: readonly RecordType[],
  argument: string,
): Promise<number> => (await requireOneOf(context, ref, types, argument)).id;

/** The same for an argument that may be absent; `condition` makes SQL of the id. */
export async function ifRef(
  context: Context,
  ref: string | null | undefined,
  types: readonly RecordType[],
  argument: string,
  condition: (id: number) => Sql | Promise<Sql>,
): Promise<Sql | null> {
  return ref == null ? null : condition(await requireRef(context, ref, types, argument));
}

/** A global id of any of our types, as its parts. @throws InputError when it is none, naming the argument. */
export function requireGlobalId(id: string, argument: string): { typeName: string; id: number } {
  const parts = readGlobalId(id);
  if (!parts)
    throw new InputError(`${quoted(id)} is not an id: give one that an answer of this server had.`, { argument });
  return parts;
}

export const ACTORS: readonly RecordType[] = ['ORGANIZATION', 'PERSON'];
