import { type Sql, sql } from '../../database/sql.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { fold, nameKey, visible } from '../name/fold.js';
import { otherRomanizations, transliterationsMeant } from '../name/romanizations.js';
import { transliterate } from '../name/transliterate.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import { type GoodsCode, readGoodsCode } from './goods-code.js';

/** A Ref with the types of record that it can mean. */
export interface RefKey {
  readonly ref: string;
  readonly types: readonly RecordType[];
}

/** One Ref read in every way in which it can be meant; an empty text is none of that kind. */
export interface Reading {
  readonly globalId: { readonly typeName: string; readonly id: number } | null;
  readonly slug: string;
  readonly countryCode: string;
  readonly goodsCodes: readonly GoodsCode[];
  readonly key: string;
  readonly latinKey: string;
  /** Keys in other transliterations than ours: of a Cyrillic text, and of Cyrillic names that a Latin text may mean. */
  readonly romanizations: readonly string[];
  readonly transliterations: readonly string[];
}

export function readRef(ref: string): Reading {
  const text = visible(ref);
  const folded = fold(ref);
  return {
    globalId: readGlobalId(text),
    slug: text.toLowerCase(),
    countryCode: /^[A-Za-z]{2,3}$/.test(text) ? text.toUpperCase() : '',
    goodsCodes: readGoodsCode(text),
    key: nameKey(folded),
    latinKey: nameKey(transliterate(folded)),
    romanizations: otherRomanizations(folded).map(nameKey),
    transliterations: transliterationsMeant(folded).map(nameKey),
  };
}

/** One way in which a record is called. */
export interface Match {
  readonly via: 'id' | 'slug' | 'former id' | 'former slug' | 'country' | 'goods' | 'name' | 'latin';
  readonly matched: string;
  /** The kind of a name, the scheme of a code of goods. */
  readonly kind: string | null;
  readonly lang: string | null;
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

/**
 * Everything that any of the readings hits, as rows (via, matched, kind, lang, id). One statement for all Refs of a request.
 * What was merged leads elsewhere at present only, not as of a change.
 */
export function matchesOf(readings: readonly Reading[], types: readonly RecordType[], asOf: number | null = null): Sql {
  const all = (pick: (reading: Reading) => readonly string[]) => readings.flatMap(pick).filter((text) => text !== '');
  const row = (via: Match['via'], matched: string, id: string, rest = 'NULL AS kind, NULL AS lang') =>
    sql.raw(`SELECT '${via}' AS via, ${matched} AS matched, ${rest}, ${id} AS id`);
  const slugs = all(({ slug }) => [slug]);
  const keys = all(({ key, latinKey, romanizations }) => [key, latinKey, ...romanizations]);
  const latinKeys = all(({ key, latinKey, transliterations }) => [key, latinKey, ...transliterations]);
  const name = 'n.kind AS kind, n.lang AS lang';
  // CROSS JOIN: SQLite takes a few texts for many, and would rather walk the whole table.
  const join = sql.choose(sql`CROSS JOIN`, sql`JOIN`);
  const found = (table: string, [type, column]: readonly [string, string], wanted: readonly string[]) =>
    sql`FROM ${sql.texts([...new Set(wanted)], 'k')} CROSS JOIN ${sql.texts(types, 'y')} ${join} ${sql.raw(table)}
      ON ${sql.raw(type)} = y.value AND ${sql.raw(column)} = k.value`;
  const named = (column: string, wanted: readonly string[]) =>
    found('record_name n', ['n.record_type', column], wanted);
  const parts = [
    sql`${row('slug', 'g.slug', 'g.id')} ${found('registry g', ['g.type', 'g.slug'], slugs)}`,
    sql`${row('name', 'n.key', 'n.record_id', name)} ${named('n.key', keys)}`,
    sql`${row('latin', 'n.latin_key', 'n.record_id', name)} ${named('n.latin_key', latinKeys)}`,
  ];
  const ids = readings.flatMap(({ globalId }) => (globalId ? [globalId.id] : []));
  if (ids.length > 0)
    parts.push(sql`${row('id', 'CAST(g.id AS varchar)', 'g.id')} FROM registry g WHERE ${sql.in(sql`g.id`, ids)}`);
  // Of records that were merged into another.
  if (asOf === null)
    parts.push(
      sql`${row('former slug', 'a.slug', 'a.record_id')} ${found('record_alias a', ['a.type', 'a.slug'], slugs)}`,
    );
  if (asOf === null && ids.length > 0)
    parts.push(
      sql`${row('former id', 'CAST(a.id AS varchar)', 'a.record_id')} FROM record_alias a WHERE ${sql.in(sql`a.id`, ids)}`,
    );
  const countryCodes = all(({ countryCode }) => [countryCode]);
  if (types.includes('COUNTRY') && countryCodes.length > 0)
    for (const column of ['c.code', 'c.alpha3'])
      parts.push(sql`${row('country', column, 'c.id')} FROM country c WHERE ${sql.in(sql.raw(column), countryCodes)}`);
  const goodsCodes = all((reading) => reading.goodsCodes.map(({ code }) => code));
  if (types.includes('COMMODITY') && goodsCodes.length > 0)
    parts.push(
      sql`${row('goods', 'k.code', 'k.commodity_id', 'k.scheme AS kind, NULL AS lang')} FROM commodity_code k
        WHERE k.match = 'EXACT' AND ${sql.in(sql`k.code`, goodsCodes)}`,
    );
  return sql.join(parts, ' UNION ALL ');
}

const FIRST_LANGUAGES = ['en', 'fr'];

/** Smaller wins; null where the match is not of this reading. */
export function rankOf(reading: Reading, match: Match): number | null {
  switch (match.via) {
    case 'id':
    case 'former id': {
      const { globalId } = reading;
      const isMeant = match.matched === String(globalId?.id) && globalId?.typeName === NODE_TYPES[match.type];
      return isMeant ? (match.via === 'id' ? 0 : 0.5) : null;
    }
    case 'slug':
    case 'former slug':
      return match.matched === reading.slug ? (match.via === 'slug' ? 1 : 1.5) : null;
    case 'country':
      return match.matched === reading.countryCode ? 2 : null;
    case 'goods':
      return reading.goodsCodes.some(
        ({ scheme, code }) => match.matched === code && (scheme === null || match.kind === scheme),
      )
        ? 2
        : null;
    case 'name':
    case 'latin': {
      const likeness = likenessOf(reading, match);
      return likeness === null ? null : (match.kind === 'PRIMARY' ? 3 : 4) + likeness;
    }
  }
}

/** As written in English, French or no language; as written elsewhere; by our transliteration; by another, after all names. */
function likenessOf({ key, latinKey, romanizations, transliterations }: Reading, match: Match): number | null {
  const { via, matched, lang } = match;
  if (via === 'name' && matched === key)
    return lang === null || FIRST_LANGUAGES.includes(lang.toLowerCase().split('-')[0] as string) ? 0 : 0.2;
  if (matched === key || matched === latinKey) return 0.4;
  return (via === 'name' ? romanizations : transliterations).includes(matched) ? 2 : null;
}
