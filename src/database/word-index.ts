import { type Sql, sql } from './sql.js';

/**
 * A question to the word index. Words are folded: letters, digits and marks only, so that nothing of an engine's syntax can be
 * in them, and both engines quote them all the same.
 */
export type Lexemes =
  | { readonly word: string; readonly begun?: boolean }
  | { readonly all: readonly Lexemes[] }
  | { readonly any: readonly Lexemes[] }
  | { readonly these: Lexemes; readonly not: Lexemes };

/** What a lexeme is, by the character before it; a word as it is written has none. */
export const Tag = { LATIN: '~', SOUND: '=', TYPE: '@', LANGUAGE: '#', KEY: '^', LATIN_KEY: '^~' } as const;

/** The index knows so many characters of a name's key. */
export const KEPT_OF_KEY = 8;

/** `search_text` has a document for each record, with all its words; `search_name` one for each name, with its sounds too. */
export type WordIndex = 'search_text' | 'search_name';

/** Postgres keeps so many characters of a word. */
const LONGEST = 400;

const fts5 = (lexemes: Lexemes): string => {
  if ('word' in lexemes) return `"${lexemes.word.replaceAll('"', '""')}"${lexemes.begun ? ' *' : ''}`;
  if ('these' in lexemes) return `(${fts5(lexemes.these)} NOT ${fts5(lexemes.not)})`;
  return 'all' in lexemes ? `(${lexemes.all.map(fts5).join(' AND ')})` : `(${lexemes.any.map(fts5).join(' OR ')})`;
};

const tsquery = (lexemes: Lexemes): string => {
  if ('word' in lexemes) {
    const word = Array.from(lexemes.word).slice(0, LONGEST).join('');
    return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${lexemes.begun ? ':*' : ''}`;
  }
  if ('these' in lexemes) return `(${tsquery(lexemes.these)} & !${tsquery(lexemes.not)})`;
  return 'all' in lexemes ? `(${lexemes.all.map(tsquery).join(' & ')})` : `(${lexemes.any.map(tsquery).join(' | ')})`;
};

/** Postgres makes a plan of its own for each of these questions: what is right for a rare word is wrong for a common one. */
export const PLANNED_ANEW = '/* planned anew */';

/** A table of one column, `id`: the documents that match, in the order of their ids; those after `after`, `limit` at most. */
export function matching(
  index: WordIndex,
  lexemes: Lexemes,
  { after = null, limit = null }: { readonly after?: number | null; readonly limit?: number | null } = {},
): Sql {
  const [table, end] = [sql.raw(index), limit === null ? sql`` : sql` LIMIT ${limit}`];
  const later = (id: Sql) => (after === null ? sql`` : sql` AND ${id} > ${after}`);
  return sql.choose(
    sql`SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ${fts5(lexemes)}${later(sql`rowid`)} ORDER BY rowid${end}`,
    sql`SELECT id FROM ${table} WHERE lexemes @@ ${tsquery(lexemes)}::tsquery${later(sql`id`)} ORDER BY id${end} ${sql.raw(PLANNED_ANEW)}`,
  );
}

/** `FROM` with the known words that begin so, in their order, as `w.word`. */
export const wordsBegunWith = (beginning: string, limit: number): Sql =>
  sql`FROM (SELECT word FROM search_word WHERE word >= ${beginning} AND word < ${`${beginning}\u{10FFFF}`} ORDER BY word LIMIT ${limit}) w`;

/** `FROM` with known words spelt nearly so, without digits, as `w.word`: a choice to compare, more than are near. */
export function wordsNear(word: string, limit: number): Sql {
  const letters = Array.from(word);
  const trigrams = new Set(letters.slice(2).map((_, index) => letters.slice(index, index + 3).join('')));
  const match = [...trigrams].map((trigram) => `"${trigram.replaceAll('"', '""')}"`).join(' OR ');
  return sql.choose(
    sql`FROM (SELECT k.word FROM search_trigram t JOIN search_word k ON k.id = t.rowid
      WHERE search_trigram MATCH ${match || '""'} ORDER BY t.rank LIMIT ${limit}) w`,
    sql`FROM near_words(${word}, ${limit}) w`,
  );
}
