import { type Sql, sql } from '../../database/sql.js';
import type { Context, Found, Loader } from '../context.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { editDistance, spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';
import type { RecordType } from '../record/record.enums.js';
import { namesAlike } from './alike.js';
import type { RefKey } from './ref-matches.js';

const MOST = 5;
/** A hint must not cost more than an answer: the first records of a type, a few hundred that begin alike, and what the word index has. */
const RECORDS = 3000;
const NEIGHBOURS = 200;
/** More letters than this are not a slip of the pen. */
const MOST_EDITS = 6;
/** Texts that are looked for by one statement. One statement runs after the other, so that others get their turn between. */
const AT_ONCE = 5;

interface Candidate extends Found {
  readonly key: string;
  readonly text: string;
  /** Which text it may be near to. */
  readonly place: number;
}

interface Wanted {
  readonly key: string;
  readonly words: readonly string[];
  readonly most: number;
  readonly types: readonly RecordType[];
}

function wantedOf({ ref, types }: RefKey): Wanted | null {
  const latin = transliterate(fold(ref));
  const key = nameKey(latin);
  return key === ''
    ? null
    : { key, words: wordsOf(latin), most: Math.min(MOST_EDITS, Math.floor(key.length / 3)), types };
}

/** Up to five records whose names are nearly the text: spelt differently, a few letters apart, or with it among their words. */
export const namesNear: Loader<RefKey, readonly Found[]> = {
  keyOf: ({ ref, types }) => `${types.join()} ${ref}`,
  kept: true,
  async batch(keys, context) {
    const wanted = keys.map(wantedOf);
    const sought = wanted.filter((each) => each !== null);
    const found = new Map<Wanted, readonly Found[]>();
    for (let first = 0; first < sought.length; first += AT_ONCE) {
      const some = sought.slice(first, first + AT_ONCE);
      const names = await read(context, some);
      some.forEach((each, place) => {
        found.set(
          each,
          nearest(
            each,
            names.filter((name) => name.place === place),
          ),
        );
      });
    }
    return wanted.map((each) => (each && found.get(each)) ?? []);
  },
};

function nearest(wanted: Wanted, names: readonly Candidate[]): Found[] {
  const known = new Map<number, { readonly found: Found; readonly apart: number }>();
  for (const { key, text, id, type, slug } of names) {
    const apart = distance(wanted, key, wordsOf(transliterate(fold(text))));
    const before = known.get(id);
    if (apart !== null && (!before || apart < before.apart)) known.set(id, { found: { id, type, slug }, apart });
  }
  return [...known.values()]
    .sort((a, b) => a.apart - b.apart || (a.found.slug < b.found.slug ? -1 : 1))
    .slice(0, MOST)
    .map(({ found }) => found);
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

/** Names to compare with each text, as they are written and in Latin letters. */
async function read(context: Context, wanted: readonly Wanted[]): Promise<Candidate[]> {
  const alike = await namesAlike(context, wanted);
  const found: Candidate[] = [];
  for (const part of [early, known, beside('>= ', ''), beside('< ', 'DESC')]) {
    const each = wanted.flatMap((one, place) =>
      ['', 'latin_'].map((prefix) => {
        const names = part(one, prefix, alike[place] as Sql);
        return sql`SELECT ${sql.raw(String(place))} AS place, n.record_id, n.${sql.raw(prefix)}key AS key, n.text FROM ${names} AND n.${sql.raw(prefix)}key IS NOT NULL`;
      }),
    );
    found.push(
      ...(await context.database.rows<Candidate>(
        COLUMNS,
        sql`FROM (${sql.join(each, ' UNION ALL ')}) n JOIN registry r ON r.id = n.record_id`,
      )),
    );
  }
  return found;
}

const COLUMNS = { place: 'n.place', id: 'r.id', type: 'r.type', slug: 'r.slug', key: 'n.key', text: 'n.text' };

/** Where names come from, as `n`, with a condition. */
type Part = (wanted: Wanted, prefix: string, alike: Sql) => Sql;

/** Of the first records: names of about that length, and those with a word that begins like the longest. */
const early: Part = ({ key, words, most, types }, prefix) => {
  const first = types.map(
    (type) => sql`SELECT * FROM (SELECT id FROM registry WHERE type = ${type} ORDER BY id LIMIT ${RECORDS}) f`,
  );
  const [column, all] = [sql.raw(`n.${prefix}key`), sql.raw(`n.${prefix}words`)];
  const begun = ` ${words.toSorted((a, b) => b.length - a.length)[0]}`;
  const holds = sql.choose(sql`instr(${all}, ${begun}) > 0`, sql`strpos(${all}, ${begun}) > 0`);
  return sql`(${sql.join(first, ' UNION ALL ')}) o JOIN record_name n ON n.record_id = o.id
    WHERE (length(${column}) BETWEEN ${key.length - most} AND ${key.length + most} OR ${holds})`;
};

const known: Part = (_, __, alike) => sql`record_name n WHERE n.id IN (SELECT a.id FROM (${alike}) a)`;

/** The neighbours on one side in the alphabet. */
const beside =
  (is: string, order: string): Part =>
  ({ key, types }, prefix) => {
    const column = sql.raw(`n.${prefix}key`);
    const each = types.map(
      (type) =>
        sql`SELECT * FROM (SELECT n.* FROM record_name n WHERE n.record_type = ${type} AND ${column} ${sql.raw(is)} ${key}
          ORDER BY ${column} ${sql.raw(order)}, n.id ${sql.raw(order)} LIMIT ${NEIGHBOURS}) b`,
    );
    return sql`(${sql.join(each, ' UNION ALL ')}) n WHERE 1 = 1`;
  };
