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

/** Whether other spellings of a word are tried. */
const mayBeMisspelt = (word: string) => Array.from(word).length >= 3 && !/\p{N}/u.test(word);

/** Each word with the nearest known ones, a third of the letters apart at most. */
async function spellingsOf(
  { database }: Context,
  words: readonly string[],
): Promise<(word: string) => readonly string[]> {
  const tried = [...new Set(words)].filter(mayBeMisspelt);
  if (tried.length === 0) return (word) => [word];
  const near = tried.map(
    (word, place) => sql`SELECT ${sql.raw(String(place))} AS place, w.word ${wordsNear(word, COMPARED)}`,
  );
  const known = await database.rows<{ place: number; word: string }>(
    { place: 'k.place', word: 'k.word' },
    sql`FROM (${sql.join(near, ' UNION ALL ')}) k`,
  );
  const spellings = new Map(
    tried.map((word, place) => {
      const most = Math.max(1, Math.floor(Array.from(word).length / 3));
      const nearest = known
        .filter((each) => each.place === place)
        .map((each) => ({ word: each.word, apart: editDistance(word, each.word, most) }))
        .filter(({ apart }) => apart > 0 && apart <= most)
        .sort((a, b) => a.apart - b.apart);
      return [word, [word, ...nearest.slice(0, TRIED).map((each) => each.word)]];
    }),
  );
  return (word) => spellings.get(word) ?? [word];
}

/** What the names would be, were every word meant to be one of its spellings. */
const keysOf = (words: readonly (readonly string[])[]): readonly string[] =>
  words
    .reduce<string[]>(
      (begun, spellings) => begun.flatMap((text) => spellings.map((word) => text + word)).slice(0, MOST_KEYS),
      [''],
    )
    .map(nameKey);

interface Alike {
  readonly words: readonly string[];
  readonly types: readonly RecordType[];
}

const mayBeRespelt = (words: readonly string[]) => words.length <= MOST_WORDS;

/**
 * For each text the ids of names whose words are all known to be spelt or to sound nearly so, a few hundred at most, whatever
 * the number of names: the names that are nothing else, and the first others.
 */
export async function namesAlike(context: Context, texts: readonly Alike[]): Promise<Sql[]> {
  const spellings = await spellingsOf(
    context,
    texts.flatMap(({ words }) => (mayBeRespelt(words) ? words : [])),
  );
  return texts.map(({ words, types }) =>
    idsAlike(
      words,
      words.map((word) => (mayBeRespelt(words) ? spellings(word) : [word])),
      types,
    ),
  );
}

function idsAlike(
  words: readonly string[],
  spellings: readonly (readonly string[])[],
  types: readonly RecordType[],
): Sql {
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
