import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { type Connection, mapNodes } from '../../graphql/connection.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { list, type RowSource } from '../paging/list.js';
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
}

const EXACT = 1;
const PREFIX = 2;
const WORDS = 3;
const TRANSLITERATED = 4;
const SPELLING = 5;

const sort: Sort = {
  tag: 'SEARCH',
  keys: ['s.tier', 'r.label_key', 'r.id'],
  kinds: ['number', 'string', 'number'],
  descending: false,
};

const contains = (column: string, text: string) =>
  sql.choose(sql`instr(${sql.raw(column)}, ${text}) > 0`, sql`strpos(${sql.raw(column)}, ${text}) > 0`);

/** Every word stands in the column, the last at least begun. Columns hold words between spaces. */
const holds = (column: string, words: readonly string[]): Sql =>
  sql.join(
    words.map((word, index) => contains(column, index === words.length - 1 ? ` ${word}` : ` ${word} `)),
    ' AND ',
  );

const begins = (column: string, key: string): Sql =>
  sql`${sql.raw(column)} >= ${key} AND ${sql.raw(column)} < ${`${key}\u{10FFFF}`}`;

interface Scope {
  readonly query: Query;
  readonly types: readonly RecordType[];
  readonly lang: string | null;
}

const names = ({ types, lang }: Scope, tier: number, condition: Sql): Sql => {
  const language = lang === null ? sql`` : sql` AND (n.lang IS NULL OR n.lang = ${lang})`;
  return sql`SELECT n.record_id AS id, ${sql.raw(String(tier))} AS tier FROM record_name n
    WHERE ${sql.in(sql`n.record_type`, types)} AND ${condition}${language}`;
};

const texts = (tier: number, condition: Sql): Sql =>
  sql`SELECT x.record_id AS id, ${sql.raw(String(tier))} AS tier FROM record_text x WHERE ${condition}`;

function betterTiers(scope: Scope): Sql {
  const { key, latinKey, words, latinWords } = scope.query;
  const parts = [
    names(scope, EXACT, sql`n.key = ${key}`),
    names(scope, PREFIX, begins('n.key', key)),
    names(scope, WORDS, holds('n.words', words)),
    names(scope, TRANSLITERATED, begins('n.key', latinKey)),
    names(scope, TRANSLITERATED, begins('n.latin_key', latinKey)),
    names(scope, TRANSLITERATED, sql`(${holds('n.words', latinWords)} OR ${holds('n.latin_words', latinWords)})`),
  ];
  if (scope.lang === null) parts.push(texts(WORDS, holds('x.words', words)));
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

const hits = ({ types }: Scope, tiers: Sql): RowSource<HitRow> => ({
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
  if (query.words.length === 0)
    throw new InputError(`text: "${text}" has no letter or digit to look for.`, { argument: 'text' });
  const scope: Scope = { query, types, lang: lang ?? null };
  const better = hits(scope, betterTiers(scope));
  const found = await context.database.rows({ one: '1' }, sql`${better.from} WHERE ${better.where} LIMIT 1`);
  const rows = await list(context, found.length > 0 ? better : hits(scope, spellingTier(scope)), { page }, null);
  return mapNodes(rows, (hit) => ({ ...hit, query }));
}
