import { createHash } from 'node:crypto';
import { type Connection, connection } from '../../graphql/connection.js';
import { type ForwardPageArgs, readPage } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { languageOf } from '../name/language.js';
import type { RecordType } from '../record/record.enums.js';
import { wantedOf } from './lexemes.js';
import { type Query, readQuery } from './query.js';
import { betterStages, type Scope, type Stage, spellingStage } from './stages.js';
import { countOf, type Found, type Place, walk } from './walk.js';

/** A hit as it was read; what else a hit shows follows from the record's names. */
export interface Hit {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly tier: number;
  readonly query: Query;
  /** The language of the names that were looked at; null for all. */
  readonly language: string | null;
}

export interface SearchRequest {
  readonly text: string;
  readonly types: readonly RecordType[];
  readonly lang: string | null | undefined;
  readonly page: ForwardPageArgs;
}

/** Names the list in cursors: another text has other hits. */
const tagOf = ({ text, types, lang }: SearchRequest): string =>
  `search ${createHash('sha256')
    .update(JSON.stringify([text, [...new Set(types)].sort(), lang ?? null]))
    .digest('base64url')
    .slice(0, 12)}`;
const KINDS = ['number', 'string', 'number', 'number'] as const;
/** The number of the spelling stage in cursors, whatever the others are. */
const SPELLING_STAGE = 100;

const keysOf = ({ stage, key, rank, at }: Place) => [stage, key, rank, at];

/** Texts as the databases order them, byte by byte. */
const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

const isUpTo = (a: Place, b: Place) =>
  (a.stage - b.stage || byBytes(a.key, b.key) || a.rank - b.rank || a.at - b.at) <= 0;

const NOTHING = { nodes: [], keysOf: () => [], hasNext: false, hasPrevious: false };

/** Records by words of their names and summaries. Spelling variants are looked for only where nothing else is found. */
export async function search(context: Context, request: SearchRequest): Promise<Connection<Hit>> {
  const { text, types, lang, page: args } = request;
  const tag = tagOf(request);
  const query = readQuery(text);
  const language = lang == null ? null : languageOf(lang);
  const page = readPage(args, tag, KINDS);
  if (query === null)
    return connection<Hit>(
      tag,
      async () => NOTHING,
      async () => 0,
    );
  const after = placeOf(page.after);

  // once a type, in the order of the types
  const wantedTypes = [...new Set(types)];
  let scope: Promise<Scope> | undefined;
  const stages = async () => {
    scope ??= wantedOf(context, query, wantedTypes, language).then((wanted) => ({
      query,
      wanted,
      types: wantedTypes,
      language,
    }));
    return betterStages(await scope);
  };
  const spelling = async (): Promise<Stage[]> => {
    await stages();
    return [spellingStage((await scope) as Scope)];
  };
  const spelt = async (from: Place | null, most: number): Promise<Found[]> => {
    const found = await walk(context, await spelling(), text, from && { ...from, stage: 1 }, most);
    return found.map((hit) => ({ ...hit, stage: SPELLING_STAGE }));
  };
  const next = async (from: Place | null, most: number): Promise<Found[]> => {
    if (from?.stage === SPELLING_STAGE) return spelt(from, most);
    const found = await walk(context, await stages(), text, from, most);
    return found.length === 0 && from === null ? spelt(null, most) : found;
  };
  const read = async () => {
    const found = await next(after, page.limit + 1);
    return {
      nodes: found.slice(0, page.limit).map(({ id, type, slug, tier }) => ({ id, type, slug, tier, query, language })),
      keysOf: (place: number) => keysOf(found[place] as Found),
      hasNext: found.length > page.limit,
      hasPrevious: async () => {
        const [first] = after ? await next(null, 1) : [];
        return after !== null && first !== undefined && isUpTo(first, after);
      },
    };
  };
  const count = async () => (await countOf(context, await stages(), text)) || countOf(context, await spelling(), text);
  return connection<Hit>(tag, read, count);
}

function placeOf(keys: readonly (string | number)[] | null): Place | null {
  if (keys === null) return null;
  const [stage, key, rank, at] = keys as [number, string, number, number];
  return { stage, key, rank, at };
}
