import { type Sql, sql } from '../../database/sql.js';
import { type Connection, mapNodes } from '../../graphql/connection.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { languageOf } from '../name/language.js';
import { type ListSource, list } from '../paging/list.js';
import type { Sort } from '../paging/order.js';
import type { RecordType } from '../record/record.enums.js';
import { type Query, readQuery } from './query.js';

/** A hit as it was read; what else a hit shows follows from the record's names. */
export interface HitRow {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
  readonly tier: number;
}

export interface Hit extends HitRow {
  readonly query: Query;
  /** The language of the names that were looked at; null for all. */
  readonly language: string | null;
}

const EXACT = 1;
const PREFIX = 2;
const WORDS = 3;
const TRANSLITERATED = 4;
const SPELLING = 5;

const sort: Sort = {
  tag: 'SCORE DESC',
  keys: ['s.tier', 'r.label_key', 'r.id'],
  kinds: ['number', 'string', 'number'],
  descending: false,
};

const contains = (column: string, text: string) =>
  sql.choose(sql`instr(${sql.raw(column)}, ${text}) > 0`, sql`strpos(${sql.raw(column)}, ${text}) > 0`);

/** Every word stands in one of the columns, the last at least begun. Columns hold words between spaces. */
const holds = (columns: readonly string[], words: readonly string[]): Sql =>
  sql.join(
    words.map((word, index) => {
      const text = index === words.length - 1 ? ` ${word}` : ` ${word} `;
      return sql`(${sql.join(
        columns.map((column) => contains(column, text)),
        ' OR ',
      )})`;
    }),
    ' AND ',
  );

const begins = (column: string, key: string): Sql =>
  sql`${sql.raw(column)} >= ${key} AND ${sql.raw(column)} < ${`${key}\u{10FFFF}`}`;

interface Scope {
  readonly query: Query;
  readonly types: readonly RecordType[];
  readonly language: string | null;
}

/** In that language whatever the region, or in none. */
const inLanguage = (language: string) =>
  sql`(n.lang IS NULL OR n.lang = ${language} OR n.lang >= ${`${language}-`} AND n.lang < ${`${language}.`})`;

/** A tier by itself, or one that each row works out. */
type Tier = number | Sql;
const tierOf = (tier: Tier) => (typeof tier === 'number' ? sql.raw(String(tier)) : tier);

const names = ({ types, language }: Scope, tier: Tier, condition: Sql): Sql => {
  const spoken = language === null ? sql`` : sql` AND ${inLanguage(language)}`;
  return sql`SELECT n.record_id AS id, ${tierOf(tier)} AS tier FROM record_name n
    WHERE ${sql.in(sql`n.record_type`, types)} AND (${condition})${spoken}`;
};

const texts = (tier: Tier, condition: Sql): Sql =>
  sql`SELECT x.record_id AS id, ${tierOf(tier)} AS tier FROM record_text x WHERE ${condition}`;

/** One walk over a table for both tiers of words: as they are written, and in Latin letters. */
function byWords({ words, latinWords }: Query, written: readonly string[], latin: readonly (readonly string[])[]) {
  const asWritten = holds(written, words);
  if (latinWords.length === 0) return { tier: WORDS, condition: asWritten };
  return {
    tier: sql`CASE WHEN ${asWritten} THEN ${sql.raw(String(WORDS))} ELSE ${sql.raw(String(TRANSLITERATED))} END`,
    condition: sql.join([asWritten, ...latin.map((columns) => holds(columns, latinWords))], ' OR '),
  };
}

function betterTiers(scope: Scope): Sql {
  const { query, language } = scope;
  const { key, latinKey, latinWords } = query;
  const named = byWords(query, ['n.words'], [['n.words'], ['n.latin_words']]);
  const parts = [
    names(scope, EXACT, sql`n.key = ${key}`),
    names(scope, PREFIX, begins('n.key', key)),
    names(scope, named.tier, named.condition),
  ];
  if (latinWords.length > 0)
    for (const column of ['n.key', 'n.latin_key']) parts.push(names(scope, TRANSLITERATED, begins(column, latinKey)));
  // a text has no language
  if (language === null) {
    const said = byWords(query, ['x.words'], [['x.words', 'x.latin_words']]);
    parts.push(texts(said.tier, said.condition));
  }
  return sql.join(parts, ' UNION ALL ');
}

const spellingTier = (scope: Scope): Sql =>
  names(
    scope,
    SPELLING,
    sql.join(
      scope.query.sounds.map((sound) => contains('n.spelling', ` ${sound} `)),
      ' AND ',
    ),
  );

const hits = ({ types }: Scope, tiers: Sql): ListSource<HitRow> => ({
  name: 'search',
  columns: { id: 'r.id', type: 'r.type', slug: 'r.slug', tier: 's.tier' },
  from: sql`FROM (SELECT f.id, MIN(f.tier) AS tier FROM (${tiers}) f GROUP BY f.id) s JOIN registry r ON r.id = s.id`,
  where: sql.in(sql`r.type`, types),
  id: 'r.id',
  sort: () => sort,
});

export interface SearchRequest {
  readonly text: string;
  readonly types: readonly RecordType[];
  readonly lang: string | null | undefined;
  readonly page: ForwardPageArgs;
}

/** Records by words of their names and summaries. Spelling variants are looked for only where nothing else is found. */
export async function search(context: Context, { text, types, lang, page }: SearchRequest): Promise<Connection<Hit>> {
  const query = readQuery(text);
  const scope: Scope = { query, types, language: lang == null ? null : languageOf(lang) };
  const better = hits(scope, betterTiers(scope));
  const found = await context.database.rows({ one: '1' }, sql`${better.from} WHERE ${better.where} LIMIT 1`);
  const rows = await list(context, found.length > 0 ? better : hits(scope, spellingTier(scope)), { page }, null);
  return mapNodes(rows, (hit) => ({ ...hit, query, language: scope.language }));
}
