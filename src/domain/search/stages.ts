import { type Sql, sql } from '../../database/sql.js';
import { KEPT_OF_KEY, type Lexemes, matching, Tag, type WordIndex } from '../../database/word-index.js';
import type { RecordType } from '../record/record.enums.js';
import type { Wanted } from './lexemes.js';
import type { Query } from './query.js';

export const EXACT = 1;
export const PREFIX = 2;
export const WORDS = 3;
export const TRANSLITERATED = 4;
export const SPELLING = 5;

/** Where a candidate stands in its stage. */
export interface Position {
  readonly key: string;
  readonly rank: number;
  readonly at: number;
}

/**
 * One way to find records, walked along an index. A record can come up again and again; it counts where it comes up first
 * in the first stage that has it.
 */
export interface Stage {
  readonly tierOf: (key: string) => number;
  /** `FROM` with the next candidates: c (id, sort_key, rank, at) in the order of these, all that come up. */
  window(after: Position | null, size: number): Sql;
  /** The candidate c is no hit: it has come up before. */
  readonly taken: Sql;
  /** The ids of the first `size` candidates, all that come up. */
  candidates(size: number): Sql;
  /** The ids of the records among them that belong to the stage, again and again. */
  ids(size: number): Sql;
}

export interface Scope {
  readonly query: Query;
  readonly wanted: Wanted;
  readonly types: readonly RecordType[];
  readonly language: string | null;
}

const NEVER = sql`1 = 0`;

const anyOf = (conditions: readonly Sql[]) =>
  conditions.length === 0 ? NEVER : sql`(${sql.join(conditions, ' OR ')})`;

const contains = (column: string, text: string) =>
  sql.choose(sql`instr(${sql.raw(column)}, ${text}) > 0`, sql`strpos(${sql.raw(column)}, ${text}) > 0`);

/** Every word stands in one of the columns, the last at least begun. Columns hold words between spaces. */
const holds = (columns: readonly string[], words: readonly string[]): Sql =>
  sql.join(
    words.map((word, index) => {
      const text = index === words.length - 1 ? ` ${word}` : ` ${word} `;
      return anyOf(columns.map((column) => contains(column, text)));
    }),
    ' AND ',
  );

const begins = (column: string, key: string): Sql =>
  sql`${sql.raw(column)} >= ${key} AND ${sql.raw(column)} < ${`${key}\u{10FFFF}`}`;

/** In that language whatever the region, or in none. */
const spoken = (alias: string, language: string | null) => {
  if (language === null) return sql`1 = 1`;
  const lang = sql.raw(`${alias}.lang`);
  return sql`(${lang} IS NULL OR ${lang} = ${language} OR ${lang} >= ${`${language}-`} AND ${lang} < ${`${language}.`})`;
};

/** The candidate's record has a name, in the language, for which the condition holds; its alias is e. */
const named = ({ language }: Scope, condition: Sql): Sql =>
  sql`EXISTS (SELECT 1 FROM record_name e WHERE e.record_id = c.id AND ${spoken('e', language)} AND ${condition})`;

/** Keys of names that are one text, or begin with it. */
interface Keys {
  readonly column: 'key' | 'latin_key';
  readonly key: string;
  readonly whole?: boolean;
}

const within = (alias: string, { column, key, whole }: Keys): Sql =>
  whole === true ? sql`${sql.raw(`${alias}.${column}`)} = ${key}` : begins(`${alias}.${column}`, key);

/** Names by their keys, in the order of the keys, equal ones by type and entry. */
function keyStage(scope: Scope, keys: Keys, tierOf: Stage['tierOf'], before: readonly Sql[]): Stage {
  const { types, language } = scope;
  const own = sql.raw(`n.${keys.column}`);
  const arm = (type: RecordType, rank: number, after: Position | null, size: number) => {
    const from = after === null ? keys.key : after.key;
    const start =
      after === null || rank > after.rank
        ? sql`${own} >= ${from}`
        : rank < after.rank
          ? sql`${own} > ${from}`
          : sql`(${own}, n.id) > (${from}, ${after.at})`;
    return sql`SELECT * FROM (SELECT n.record_id AS id, ${own} AS sort_key, ${sql.raw(String(rank))} AS rank, n.id AS at
      FROM record_name n WHERE n.record_type = ${type} AND ${start} AND ${within('n', keys)}
      ORDER BY ${own}, n.id LIMIT ${size}) a`;
  };
  const arms = (after: Position | null, size: number) =>
    sql.join(
      types.map((type, rank) => arm(type, rank, after, size)),
      ' UNION ALL ',
    );
  const same = sql`${within('e', keys)} AND (e.${sql.raw(keys.column)}, e.id) < (c.sort_key, c.at)`;
  const itself = language === null ? [] : [sql`NOT ${named(scope, sql`e.id = c.at`)}`];
  const all = (column: string, size: number) =>
    sql`SELECT ${sql.raw(column)} FROM record_name n WHERE ${sql.in(sql`n.record_type`, types)} AND ${within('n', keys)} LIMIT ${size}`;
  return {
    tierOf,
    window: (after, size) =>
      sql`FROM (SELECT * FROM (${arms(after, size)}) u ORDER BY sort_key, rank, at LIMIT ${size}) c`,
    taken: anyOf([...itself, named(scope, same), ...before]),
    candidates: (size) => all('n.id', size),
    ids: (size) => sql`SELECT c.id FROM (${all('n.record_id AS id, n.id AS at', size)}) c WHERE NOT ${anyOf(itself)}`,
  };
}

/** What the word index finds, in the order of entry; `itself` says of a candidate that it is none after all. */
function indexStage(
  tier: number,
  index: WordIndex,
  lexemes: Lexemes,
  taken: readonly Sql[],
  itself: readonly Sql[] = [],
): Stage {
  const found = (after: number | null, limit: number) => matching(index, lexemes, { after, limit });
  const candidates = (after: number | null, size: number) =>
    index === 'search_text'
      ? sql`(SELECT f.id, '' AS sort_key, 0 AS rank, f.id AS at FROM (${found(after, size)}) f)`
      : sql`(SELECT n.record_id AS id, '' AS sort_key, 0 AS rank, n.id AS at FROM (${found(after, size)}) f JOIN record_name n ON n.id = f.id)`;
  return {
    tierOf: () => tier,
    window: (after, size) => sql`FROM ${candidates(after?.at ?? null, size)} c`,
    taken: anyOf([...itself, ...taken]),
    candidates: (size) => found(null, size),
    ids: (size) => sql`SELECT c.id FROM ${candidates(null, size)} c WHERE NOT ${anyOf(itself)}`,
  };
}

/** Names of one language by the beginnings of their keys: among those of all languages they could be too far apart. */
function spokenKeyStage(scope: Scope, keys: Keys, tier: number, before: readonly Sql[]): Stage {
  const letters = Array.from(keys.key);
  const lexeme = {
    word: (keys.column === 'key' ? Tag.KEY : Tag.LATIN_KEY) + letters.slice(0, KEPT_OF_KEY).join(''),
    begun: letters.length < KEPT_OF_KEY,
  };
  const own = within('e', keys);
  return indexStage(
    tier,
    'search_name',
    { all: [lexeme, ...scope.wanted.facets] },
    [named(scope, sql`e.id < c.at AND ${own}`), ...before],
    [sql`NOT ${named(scope, sql`e.id = c.at AND ${own}`)}`],
  );
}

/** By a name as it is written, by words, by a name in Latin letters, by words in Latin letters: best first. */
export function betterStages(scope: Scope): Stage[] {
  const { query, wanted, language } = scope;
  const { key, bareKeys, words, namingWords, latinKey, latinWords } = query;
  const { latinWords: wantedLatin } = wanted;
  // a text has no language: of a certain one only names are looked at, each by itself
  const index = language === null ? 'search_text' : 'search_name';
  const earlier = (condition: Sql) => (language === null ? [] : [named(scope, sql`e.id < c.at AND ${condition}`)]);
  const keys: Keys = { column: 'key', key };
  const before: Sql[] = [];
  const stages: Stage[] = [];
  // who asks for "l'or" means what is called so, before all that begins like it
  for (const whole of bareKeys.length > 0 || language !== null ? [key, ...bareKeys] : []) {
    const same: Keys = { column: 'key', key: whole, whole: true };
    stages.push(keyStage(scope, same, () => EXACT, before));
    before.push(named(scope, within('e', same)));
  }
  stages.push(
    language === null
      ? keyStage(scope, keys, (found) => (found === key ? EXACT : PREFIX), before)
      : spokenKeyStage(scope, keys, PREFIX, before),
  );
  before.push(named(scope, within('e', keys)));

  const asWritten = holds(['e.words'], words);
  stages.push(indexStage(WORDS, index, wanted.words, [...before, ...earlier(asWritten)]));
  const naming = holds(['e.words'], namingWords);
  if (wanted.namingWords !== null) {
    // of texts the index itself leaves out what is in another stage; a record's other names may be in it
    if (language !== null) before.push(named(scope, asWritten));
    const lexemes = { these: wanted.namingWords, not: wanted.words };
    stages.push(indexStage(WORDS, index, lexemes, [...before, ...earlier(naming)]));
  }
  if (wantedLatin === null) return stages;

  const said = sql`EXISTS (SELECT 1 FROM record_text x WHERE x.record_id = c.id AND ${holds(['x.words'], namingWords)})`;
  const inWords = language === null ? said : named(scope, naming);
  for (const column of latinKey === key ? (['latin_key'] as const) : (['key', 'latin_key'] as const)) {
    const latin: Keys = { column, key: latinKey };
    const taken = [...before, inWords];
    stages.push(
      language === null
        ? keyStage(scope, latin, () => TRANSLITERATED, taken)
        : spokenKeyStage(scope, latin, TRANSLITERATED, taken),
    );
    before.push(named(scope, within('e', latin)));
  }
  const inLatin = holds(['e.words', 'e.latin_words'], latinWords);
  const lexemes = { these: wantedLatin, not: wanted.namingWords ?? wanted.words };
  if (language !== null) before.push(inWords);
  stages.push(indexStage(TRANSLITERATED, index, lexemes, [...before, ...earlier(inLatin)]));
  return stages;
}

/** By names that sound alike, whatever their spelling. */
export function spellingStage(scope: Scope): Stage {
  const sounds = sql.join(
    scope.query.sounds.map((sounds) => anyOf(sounds.map((sound) => contains('e.spelling', ` ${sound} `)))),
    ' AND ',
  );
  return indexStage(SPELLING, 'search_name', scope.wanted.sounds, [named(scope, sql`e.id < c.at AND ${sounds}`)]);
}
