import { type Sql, sql } from '../../database/sql.js';
import { type Lexemes, matching, Tag } from '../../database/word-index.js';
import { InputError, quoted } from '../../errors.js';
import type { Context, Loader } from '../context.js';
import { fold, wordsOf } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';
import type { RecordType } from '../record/record.enums.js';

/** A source says something about the record, or about the link. */
export const saidBy = (source: number, subject: 'c.subject_id = r.id' | 'c.link_id = t.id'): Sql =>
  sql`EXISTS (SELECT 1 FROM claim c JOIN evidence e ON e.claim_id = c.id
    WHERE ${sql.raw(subject)} AND e.source_id = ${source} AND c.retracted_at IS NULL)`;

const MOST_WORDS = 32;
/** Up to so many records are looked up by the word index; where more match, the next of them is never far in any order. */
const FEW = 5000;

/** One word as it can stand in a record: as it is written, and in Latin letters. */
interface WordWays {
  readonly word: string;
  readonly latin: string | undefined;
}

const lexemeOf = ({ word, latin }: WordWays): Lexemes => {
  if (latin === undefined) return { word };
  return { any: [...new Set([word, latin, Tag.LATIN + latin])].map((each) => ({ word: each })) };
};

/** The same as SQL on the record's words, which stand between spaces. */
function standsIn({ word, latin }: WordWays): Sql {
  const holds = (column: string, text: string) => {
    const [all, spaced] = [sql.raw(`x.${column}`), ` ${text} `];
    return sql.choose(sql`instr(${all}, ${spaced}) > 0`, sql`strpos(${all}, ${spaced}) > 0`);
  };
  if (latin === undefined) return holds('words', word);
  const ways = [holds('words', word), holds('latin_words', latin)];
  if (latin !== word) ways.push(holds('words', latin));
  return sql`(${sql.join(ways, ' OR ')})`;
}

/** Whether few documents match. Filters of lists inside many records ask it again and again. */
const areFew: Loader<Lexemes, boolean> = {
  keyOf: (lexemes) => JSON.stringify(lexemes),
  batch: (keys, { database }) =>
    Promise.all(
      keys.map(async (lexemes) => {
        const some = matching('search_text', lexemes, { limit: FEW + 1 });
        const [counted] = await database.rows<{ n: number }>({ n: 'COUNT(*)' }, sql`FROM (${some}) f`);
        return (counted?.n ?? 0) <= FEW;
      }),
    ),
};

/** Every word stands in a name or summary of the record of that type, folded, as written or in Latin letters. */
export async function hasWords(
  context: Context,
  type: RecordType,
  text: string | null | undefined,
  argument: string,
): Promise<Sql | null> {
  if (text == null) return null;
  const found = [...new Set(wordsOf(fold(text)))];
  if (found.length === 0) throw new InputError(`${argument}: ${quoted(text)} has no word to look for.`, { argument });
  if (found.length > MOST_WORDS)
    throw new InputError(`${argument} has at most ${MOST_WORDS} different words.`, { argument });
  const words = found.map((word) => ({ word, latin: wordsOf(transliterate(word))[0] }));
  const lexemes = { all: [...words.map(lexemeOf), { word: Tag.TYPE + type.toLowerCase() }] };
  if (await context.load(areFew, lexemes)) {
    const found = sql`r.id IN (${matching('search_text', lexemes)})`;
    // Unless told that it is rare, SQLite goes through the list again for each of its own entries where rows are only counted.
    return sql.choose(sql`likelihood(${found}, 0.0001)`, found);
  }
  return sql`EXISTS (SELECT 1 FROM record_text x WHERE x.record_id = r.id AND ${sql.join(words.map(standsIn), ' AND ')})`;
}

/** The organizations that stand for a country: its State and every other one that belongs to it. */
export const organizationOf = (expression: string, country: number): Sql =>
  sql`${sql.raw(expression)} IN (SELECT o.id FROM organization o WHERE o.country_id = ${country})`;
