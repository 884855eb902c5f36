import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import { fold, wordsOf } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';

/** A source says something about the record, or about the link. */
export const saidBy = (source: number, subject: 'c.subject_id = r.id' | 'c.link_id = t.id'): Sql =>
  sql`EXISTS (SELECT 1 FROM claim c JOIN evidence e ON e.claim_id = c.id
    WHERE ${sql.raw(subject)} AND e.source_id = ${source} AND c.retracted_at IS NULL)`;

const MOST_WORDS = 10;

/** Every word stands in a name or summary of the record, folded, as written or in Latin letters. */
export function hasWords(text: string | null | undefined, argument: string): Sql | null {
  if (text == null) return null;
  const words = [...new Set(wordsOf(fold(text)))];
  if (words.length === 0) throw new InputError(`${argument}: "${text}" has no word to look for.`, { argument });
  if (words.length > MOST_WORDS)
    throw new InputError(`${argument} has at most ${MOST_WORDS} different words.`, { argument });
  const holds = (word: string) => {
    const spaced = ` ${word} `;
    return sql.choose(sql`instr(x.words, ${spaced}) > 0`, sql`strpos(x.words, ${spaced}) > 0`);
  };
  const conditions = words.map((word) => {
    const latin = transliterate(word);
    return latin === word ? holds(word) : sql`(${holds(word)} OR ${holds(latin)})`;
  });
  return sql`EXISTS (SELECT 1 FROM record_text x WHERE x.record_id = r.id AND ${sql.join(conditions, ' AND ')})`;
}

/** The organizations that stand for a country: its State and every other one that belongs to it. */
export const organizationOf = (expression: string, country: number): Sql =>
  sql`${sql.raw(expression)} IN (SELECT o.id FROM organization o WHERE o.country_id = ${country})`;
