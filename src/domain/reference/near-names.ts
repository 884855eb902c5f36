import { type Sql, sql } from '../../database/sql.js';
import type { Context, Found } from '../context.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { editDistance, spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';
import type { RecordType } from '../record/record.enums.js';
import { namesAlike } from './alike.js';

const MOST = 5;
/** A hint must not cost more than an answer: the first records of a type, a few hundred that begin alike, and what the word index has. */
const RECORDS = 3000;
const NEIGHBOURS = 200;
/** More letters than this are not a slip of the pen. */
const MOST_EDITS = 6;

interface Candidate extends Found {
  readonly key: string;
  readonly text: string;
}

/** Up to five records whose names are nearly the text: spelt differently, a few letters apart, or with it among their words. */
export async function nearNames(context: Context, ref: string, types: readonly RecordType[]): Promise<Found[]> {
  const latin = transliterate(fold(ref));
  const words = wordsOf(latin);
  const key = nameKey(latin);
  if (key === '') return [];
  const most = Math.min(MOST_EDITS, Math.floor(key.length / 3));
  const alike = await namesAlike(context, words, types);
  const names = (
    await Promise.all(['', 'latin_'].map((prefix) => read(context, types, alike, { key, words, most, prefix })))
  ).flat();
  const nearest = new Map<number, { readonly found: Found; readonly apart: number }>();
  for (const { key: name, text, ...found } of names) {
    const apart = distance({ key, words, most }, name, wordsOf(transliterate(fold(text))));
    const known = nearest.get(found.id);
    if (apart !== null && (!known || apart < known.apart)) nearest.set(found.id, { found, apart });
  }
  return [...nearest.values()]
    .sort((a, b) => a.apart - b.apart || (a.found.slug < b.found.slug ? -1 : 1))
    .slice(0, MOST)
    .map(({ found }) => found);
}

interface Wanted {
  readonly key: string;
  readonly words: readonly string[];
  readonly most: number;
}

const sounds = (words: readonly string[]) => words.map(spellingKey).join(' ');

/** Beginnings of fewer letters say too little. */
const SHORTEST_BEGINNING = 3;

/** In edits; what only sounds the same is half an edit away, what only holds the words or begins alike further than any. */
function distance({ key, words, most }: Wanted, name: string, nameWords: readonly string[]): number | null {
  const heard = sounds(words);
  if (/\p{L}/u.test(heard) && sounds(nameWords) === heard) return 0.5;
  const apart = editDistance(key, name, most);
  if (apart <= most) return apart;
  const isBegun = (word: string) => (each: string) =>
    word.length < SHORTEST_BEGINNING ? each === word : each.startsWith(word);
  if (words.every((word) => nameWords.some(isBegun(word)))) return most + 1;
  const [short, long] = name.length < key.length ? [name, key] : [key, name];
  return long.startsWith(short) && 2 * short.length >= long.length ? most + 2 : null;
}

/** Names to compare; `prefix` says whether as they are written or in Latin letters. */
async function read(
  context: Context,
  types: readonly RecordType[],
  alike: Sql,
  { key, words, most, prefix }: Wanted & { readonly prefix: string },
): Promise<Candidate[]> {
  const column = sql.raw(`n.${prefix}key`);
  const columns = { id: 'r.id', type: 'r.type', slug: 'r.slug', key: `n.${prefix}key`, text: 'n.text' };
  const longest = [...words].sort((a, b) => b.length - a.length)[0] as string;
  const begun = ` ${longest}`;
  const holds = sql.choose(
    sql`instr(n.${sql.raw(prefix)}words, ${begun}) > 0`,
    sql`strpos(n.${sql.raw(prefix)}words, ${begun}) > 0`,
  );
  const size = key.length;
  const first = types.map(
    (type) =>
      sql`SELECT * FROM (SELECT id, type, slug FROM registry WHERE type = ${type} ORDER BY id LIMIT ${RECORDS}) f`,
  );
  const early = context.database.rows<Candidate>(
    columns,
    sql`FROM (${sql.join(first, ' UNION ALL ')}) r JOIN record_name n ON n.record_id = r.id
      WHERE ${column} IS NOT NULL AND (length(${column}) BETWEEN ${size - most} AND ${size + most} OR ${holds})`,
  );
  const beside = (side: Sql) =>
    context.database.rows<Candidate>(
      columns,
      sql`FROM (${sql.join(
        types.map(
          (type) =>
            sql`SELECT * FROM (SELECT n.* FROM record_name n WHERE n.record_type = ${type} AND ${column} ${side} LIMIT ${NEIGHBOURS}) b`,
        ),
        ' UNION ALL ',
      )}) n JOIN registry r ON r.id = n.record_id`,
    );
  const known = context.database.rows<Candidate>(
    columns,
    sql`FROM record_name n JOIN registry r ON r.id = n.record_id
      WHERE n.id IN (SELECT a.id FROM (${alike}) a) AND ${column} IS NOT NULL`,
  );
  const found = await Promise.all([
    early,
    known,
    beside(sql`>= ${key} ORDER BY ${column}, n.id`),
    beside(sql`< ${key} ORDER BY ${column} DESC, n.id DESC`),
  ]);
  return found.flat();
}
