import { type Sql, sql } from '../../database/sql.js';
import { InputError, quoted } from '../../errors.js';
import { fold, wordsOf } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';

/** A source says something about the record, or about the link. */
export const saidBy = (source: number, subject: 'c.subject_id = r.id' | 'c.link_id = t.id'): Sql =>
  sql`EXISTS (SELECT 1 FROM claim c JOIN evidence e ON e.claim_id = c.id
    WHERE ${sql.raw(subject)} AND e.source_id = ${source} AND c.retracted_at IS NULL)`;

const MOST_WORDS = 32;

/** Every word stands in a name or summary of the record, folded, as written or in Latin letters. */
export function hasWords(text: string | null | undefined, argument: string): Sql | null {
  if (text == null) return null;
  const words = [...new Set(wordsOf(fold(text)))];
  if (words.length === 0) throw new InputError(`${argument}: ${quoted(text)} has no word to look for.`, { argument });
  if (words.length > MOST_WORDS)
    throw new InputError(`${argument} has at most ${MOST_WORDS} different words.`, { argument });
  const holds = (column: string, word: string) => {
    const [all, spaced] = [sql.raw(`x.${column}`), ` ${word} `];
    return sql.choose(sql`instr(${all}, ${spaced}) > 0`, sql`strpos(${all}, ${spaced}) > 0`);
  };
  const conditions = words.map((word) => {
    const [latin] = wordsOf(transliterate(word));
    if (latin === undefined) return holds('words', word);
    const ways = [holds('words', word), holds('latin_words', latin)];
    if (latin !== word) ways.push(holds('words', latin));
    return sql`(${sql.join(ways, ' OR ')})`;
  });
  return sql`EXISTS (SELECT 1 FROM record_text x WHERE x.record_id = r.id AND ${sql.join(conditions, ' AND ')})`;
}

/** The organizations that stand for a country: its State and every other one that belongs to it. */
export const organizationOf = (expression: string, country: number): Sql =>
  sql`${sql.raw(expression)} IN (SELECT o.id FROM organization o WHERE o.country_id = ${country})`;
