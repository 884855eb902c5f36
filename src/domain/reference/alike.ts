import { type Sql, sql } from '../../database/sql.js';
import { type Lexemes, matching, Tag, wordsNear } from '../../database/word-index.js';
import type { Context } from '../context.js';
import { nameKey } from '../name/fold.js';
import { editDistance, spellingKey } from '../name/spelling.js';
import type { RecordType } from '../record/record.enums.js';

/** Of so many words that share letters with one, so many are tried in its place. */
const COMPARED = 50;
const TRIED = 4;
/** So many words a name may have for each of them to be tried in other spellings, and so many keys it may have then. */
const MOST_WORDS = 8;
const MOST_KEYS = 64;
/** So many names are worth comparing. */
const NAMES = 200;

/** The word, and the nearest known ones, a third of the letters apart at most. */
async function spellingsOf({ database }: Context, word: string): Promise<readonly string[]> {
  const size = Array.from(word).length;
  if (size < 3 || /\p{N}/u.test(word)) return [word];
  const most = Math.max(1, Math.floor(size / 3));
  const known = await database.rows<{ word: string }>({ word: 'w.word' }, wordsNear(word, COMPARED));
  const near = known.map((each) => ({ word: each.word, apart: editDistance(word, each.word, most) }));
  const nearest = near.filter(({ apart }) => apart > 0 && apart <= most).sort((a, b) => a.apart - b.apart);
  return [word, ...nearest.slice(0, TRIED).map((each) => each.word)];
}

/** What the names would be, were every word meant to be one of its spellings. */
const keysOf = (words: readonly (readonly string[])[]): readonly string[] =>
  words
    .reduce<string[]>(
      (begun, spellings) => begun.flatMap((text) => spellings.map((word) => text + word)).slice(0, MOST_KEYS),
      [''],
    )
    .map(nameKey);

/**
 * The ids of names whose words are all known to be spelt or to sound nearly so, a few hundred at most, whatever the
 * number of names: the names that are nothing else, and the first others.
 */
export async function namesAlike(
  context: Context,
  words: readonly string[],
  types: readonly RecordType[],
): Promise<Sql> {
  const spellings =
    words.length > MOST_WORDS
      ? words.map((word) => [word])
      : await Promise.all(words.map((word) => spellingsOf(context, word)));
  const anyOf = (each: readonly string[]): Lexemes => ({ any: each.map((word) => ({ word })) });
  const spelt: Lexemes = { all: spellings.map((each) => anyOf(each.flatMap((word) => [word, Tag.LATIN + word]))) };
  const heard: Lexemes = { all: words.map((word) => ({ word: Tag.SOUND + spellingKey(word) })) };
  const ofType = anyOf(types.map((type) => Tag.TYPE + type.toLowerCase()));
  const keys = keysOf(spellings);
  const byKey = (column: string) =>
    sql`SELECT * FROM (SELECT n.id FROM record_name n WHERE ${sql.in(sql`n.record_type`, types)} AND ${sql.in(sql.raw(`n.${column}`), keys)} LIMIT ${NAMES}) k`;
  const byWords = (lexemes: Lexemes) =>
    sql`SELECT * FROM (${matching('search_name', { all: [lexemes, ofType] }, { limit: NAMES })}) k`;
  return sql.join([byKey('key'), byKey('latin_key'), byWords(spelt), byWords(heard)], ' UNION ');
}
