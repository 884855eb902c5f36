import { type Sql, sql } from '../../database/sql.js';
import { readGlobalId } from '../../graphql/global-id.js';
import { fold, nameKey } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';
import { NODE_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/** One Ref read in every way in which it can be meant. */
export interface Reading {
  readonly globalId: { readonly typeName: string; readonly id: number } | null;
  readonly slug: string;
  readonly countryCode: string;
  readonly goodsCode: string;
  readonly key: string;
  readonly latinKey: string;
}

export function readRef(ref: string): Reading {
  const folded = fold(ref);
  return {
    globalId: readGlobalId(ref.trim()),
    slug: ref.trim().toLowerCase(),
    countryCode: ref.trim().toUpperCase(),
    goodsCode: ref.replace(/^\s*(HS|CN|CPC)\b/i, '').replace(/[\s.:]/g, ''),
    key: nameKey(folded),
    latinKey: nameKey(transliterate(folded)),
  };
}

export interface Match {
  readonly via: 'id' | 'slug' | 'country' | 'goods' | 'name' | 'latin';
  readonly matched: string;
  readonly kind: string | null;
  readonly lang: string | null;
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

const STATE = sql`organization o ON o.country_id = c.id AND o.kind = 'STATE'`;

/** Everything that any of the readings hits, as rows (via, matched, kind, lang, id). One statement for all Refs of a request. */
export function matchesOf(readings: readonly Reading[], types: readonly RecordType[]): Sql {
  const ids = readings.flatMap(({ globalId }) => (globalId ? [globalId.id] : []));
  const all = (pick: (reading: Reading) => string) => readings.map(pick).filter((text) => text !== '');
  const keys = [...all(({ key }) => key), ...all(({ latinKey }) => latinKey)];
  const row = (via: Match['via'], matched: string, id: string, name = 'NULL AS kind, NULL AS lang') =>
    sql.raw(`SELECT '${via}' AS via, ${matched} AS matched, ${name}, ${id} AS id`);
  const ofType = sql.in(sql`n.record_type`, types);
  const name = 'n.kind AS kind, n.lang AS lang';
  const parts = [
    sql`${row('slug', 'g.slug', 'g.id')} FROM registry g WHERE ${sql.in(
      sql`g.slug`,
      all(({ slug }) => slug),
    )}`,
    sql`${row('name', 'n.key', 'n.record_id', name)} FROM record_name n WHERE ${ofType} AND ${sql.in(sql`n.key`, keys)}`,
    sql`${row('latin', 'n.latin_key', 'n.record_id', name)} FROM record_name n WHERE ${ofType} AND ${sql.in(sql`n.latin_key`, keys)}`,
  ];
  if (ids.length > 0)
    parts.push(
      sql`${row('id', asText('g.id'), 'g.id')} FROM registry g WHERE ${sql.in(sql`g.id`, ids)}`,
      sql`${row('id', asText('c.id'), 'o.id')} FROM country c JOIN ${STATE} WHERE ${sql.in(sql`c.id`, ids)}`,
    );
  const codes = all(({ countryCode }) => countryCode).filter((code) => /^[A-Z]{2,3}$/.test(code));
  if (codes.length > 0)
    for (const column of ['c.code', 'c.alpha3'])
      parts.push(
        sql`${row('country', column, 'c.id')} FROM country c WHERE ${sql.in(sql.raw(column), codes)}`,
        sql`${row('country', column, 'o.id')} FROM country c JOIN ${STATE} WHERE ${sql.in(sql.raw(column), codes)}`,
      );
  if (types.includes('COMMODITY'))
    parts.push(
      sql`${row('goods', 'k.code', 'k.commodity_id')} FROM commodity_code k
        WHERE k.match = 'EXACT' AND ${sql.in(
          sql`k.code`,
          all(({ goodsCode }) => goodsCode),
        )}`,
    );
  return sql.join(parts, ' UNION ALL ');
}

const asText = (expression: string) => `CAST(${expression} AS varchar)`;

const FIRST_LANGUAGES = ['en', 'fr'];

/** Smaller wins; null where the match is not of this reading. */
export function rankOf(reading: Reading, match: Match): number | null {
  switch (match.via) {
    case 'id': {
      const { globalId } = reading;
      if (globalId === null || match.matched !== String(globalId.id)) return null;
      const asked = globalId.typeName === NODE_TYPES[match.type];
      const stateOfCountry =
        globalId.typeName === 'Country' && match.type === 'ORGANIZATION' && match.id !== globalId.id;
      return asked || stateOfCountry ? 0 : null;
    }
    case 'slug':
      return match.matched === reading.slug ? 1 : null;
    case 'country':
      return match.matched === reading.countryCode ? 2 : null;
    case 'goods':
      return match.matched === reading.goodsCode ? 2 : null;
    case 'name':
    case 'latin': {
      const { key, latinKey } = reading;
      if (match.matched !== key && match.matched !== latinKey) return null;
      const direct = match.via === 'name' && match.matched === key;
      const language = match.lang?.split('-')[0]?.toLowerCase();
      const first = language === undefined || FIRST_LANGUAGES.includes(language);
      const step = match.kind === 'PRIMARY' ? 3 : 4;
      return step + (direct ? (first ? 0 : 0.3) : 0.6);
    }
  }
}
