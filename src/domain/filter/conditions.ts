import { type Sql, sql } from '../../database/sql.js';
import { type Lexemes, matching, Tag } from '../../database/word-index.js';
import { InputError, quoted } from '../../errors.js';
import type { Context } from '../context.js';
import { withoutElisions } from '../name/elision.js';
import { fold, wordsOf } from '../name/fold.js';
import { transliterate } from '../name/transliterate.js';
import type { RecordType } from '../record/record.enums.js';
import { among, amongListed } from './among.js';

/** A source says something about the record, or about the link. */
export function saidBy(context: Context, source: number, id: 'r.id' | 't.id'): Promise<Sql> {
  const about = id === 'r.id' ? sql`c.subject_id` : sql`c.link_id`;
  const said = sql`e.source_id = ${source} AND c.retracted_at IS NULL`;
  return amongListed(context, id, {
    ids: sql`SELECT ${about} FROM evidence e JOIN claim c ON c.id = e.claim_id WHERE ${said} AND ${about} IS NOT NULL`,
    // The plus: SQLite would begin with all that the source says, once for every record that is looked at.
    holds: sql`EXISTS (SELECT 1 FROM claim c JOIN evidence e ON e.claim_id = c.id WHERE ${about} = ${sql.raw(id)} AND +${said})`,
  });
}

const MOST_WORDS = 32;
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

/** Every word stands in a name or summary of the record of that type, folded, as written or in Latin letters. */
export async function hasWords(
  context: Context,
  type: RecordType,
  text: string | null | undefined,
  argument: string,
): Promise<Sql | null> {
  if (text == null) return null;
  const found = [...new Set(wordsOf(fold(withoutElisions(text))))];
  if (found.length === 0) throw new InputError(`${argument}: ${quoted(text)} has no word to look for.`, { argument });
  if (found.length > MOST_WORDS)
    throw new InputError(`${argument} has at most ${MOST_WORDS} different words.`, { argument });
  const words = found.map((word) => ({ word, latin: wordsOf(transliterate(word))[0] }));
  const lexemes = { all: [...words.map(lexemeOf), { word: Tag.TYPE + type.toLowerCase() }] };
  const ids = matching('search_text', lexemes);
  const holds = sql`EXISTS (SELECT 1 FROM record_text x WHERE x.record_id = r.id AND ${sql.join(words.map(standsIn), ' AND ')})`;
  // The index of words knows the present only.
  return context.asOf === null ? among(context, 'r.id', { ids, holds }) : holds;
}

/** The organizations that stand for a country: its State and every other one that belongs to it. */
export const organizationOf = (expression: string, country: number): Sql =>
  sql`${sql.raw(expression)} IN (SELECT o.id FROM organization o WHERE o.country_id = ${country})`;
