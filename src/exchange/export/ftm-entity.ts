import type { Document, RecordLine } from '../records/format.js';
import { isoSpan } from './exact-dates.js';

export interface FtmEntity {
  readonly id: string;
  readonly schema: string;
  readonly properties: Readonly<Record<string, readonly string[]>>;
}

/** What one entity needs to know of others. */
export interface FtmContext {
  readonly lang: string;
  /** ISO codes of countries, by slug. */
  readonly countries: ReadonlyMap<string, string>;
  /** Addresses and publishers of sources, by slug. */
  readonly sources: ReadonlyMap<string, { readonly url: string | undefined; readonly publisher: string | undefined }>;
}

/** What a property may be given. */
export type Value = string | number | undefined | readonly (string | undefined)[];

/** The same for the same record in every export; letters, digits, points and hyphens are all that ids may have. */
export const ftmId = (ref: string, ...parts: readonly (string | number)[]): string =>
  ['accord', ...ref.split('/'), ...parts].join('.');

/** An entity with the values that there are, each once. */
export function entity(id: string, schema: string, given: Readonly<Record<string, Value>>): FtmEntity {
  const properties = Object.entries(given).map(([key, value]) => {
    const all = (Array.isArray(value) ? value : [value]) as readonly (string | number | undefined)[];
    const texts = all.filter((each) => each !== undefined && each !== '').map(String);
    return [key, [...new Set(texts)]] as const;
  });
  return { id, schema, properties: Object.fromEntries(properties.filter(([, texts]) => texts.length > 0)) };
}

/** The id of the record that a line names; undefined where it names none. */
export const idOf = (ref: unknown): string | undefined => (typeof ref === 'string' ? ftmId(ref) : undefined);

function namesOf({ slug, names = [] }: Document): Readonly<Record<string, Value>> {
  const of = (...kinds: readonly string[]) => names.filter(({ kind }) => kinds.includes(kind)).map(({ text }) => text);
  return {
    name: names.length === 0 ? slug : of('PRIMARY'),
    alias: of('ALIAS', 'TRANSLITERATION', 'ACRONYM'),
    previousName: of('FORMER'),
  };
}

/** The sources that support a record, or a link of it. */
function provenance({ claims }: Document, on: string | undefined, { sources }: FtmContext) {
  const supports = claims
    .filter((claim) => claim.on === on && claim.status !== 'REFUTED' && claim.status !== 'RETRACTED')
    .flatMap(({ evidence }) => evidence.filter(({ stance }) => stance !== 'CONTRADICTS'))
    .map(({ source }) => source);
  const slugs = [...new Set(supports)];
  return {
    proof: slugs.map((slug) => ftmId(`source/${slug}`)),
    sourceUrl: slugs.map((slug) => sources.get(slug)?.url),
    publisher: slugs.map((slug) => sources.get(slug)?.publisher),
  };
}

/** A thing: links have no proof of their own in the model. */
export const thing = (line: RecordLine, schema: string, given: Readonly<Record<string, Value>>, context: FtmContext) =>
  entity(ftmId(`${line.type.toLowerCase()}/${line.slug}`), schema, {
    ...namesOf(line),
    ...given,
    ...provenance(line, undefined, context),
    modifiedAt: line.recordedAt.slice(0, 10),
  });

/** A link, with the addresses of the sources that support it. */
export function link(
  line: RecordLine,
  id: string,
  schema: string,
  on: string,
  given: Readonly<Record<string, Value>>,
  context: FtmContext,
) {
  const { sourceUrl, publisher } = provenance(line, on, context);
  return entity(id, schema, { ...given, sourceUrl, publisher });
}

/** A date, or where it is none a beginning and an end. */
export const span = (edtf: unknown) => {
  const { start, end } = isoSpan(edtf);
  return start !== undefined && start === end ? { date: start } : { startDate: start, endDate: end };
};
