import { type Lexemes, Tag, wordsBegunWith } from '../../database/word-index.js';
import type { Context } from '../context.js';
import { RECORD_TYPES } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';
import type { Query } from './query.js';

/** The index answers shorter beginnings directly, and would gather all documents of a longer one before the first. */
const DIRECT = 3;
/** More words than these are one beginning after all. */
const MOST_WORDS = 64;

/** The words that a beginning can stand for; null where these are too many to name. */
async function wordsOf(context: Context, beginning: string): Promise<readonly string[] | null> {
  if (Array.from(beginning).length <= DIRECT) return null;
  const words = await context.database.rows<{ word: string }>(
    { word: 'w.word' },
    wordsBegunWith(beginning, MOST_WORDS + 1),
  );
  return words.length > MOST_WORDS ? null : words.map(({ word }) => word);
}

/** One word of a text as a lexeme, for each tag under which it may be found. */
type Spelt = (tags: readonly string[]) => Lexemes;

const anyOf = (lexemes: readonly Lexemes[]): Lexemes =>
  lexemes.length === 1 ? (lexemes[0] as Lexemes) : { any: lexemes };

/** Every word but the last is meant whole; the last may be begun only. */
async function spelt(context: Context, words: readonly string[]): Promise<readonly Spelt[]> {
  const last = words.at(-1) as string;
  const begun = await wordsOf(context, last);
  const whole = [...new Set(words.slice(0, -1))];
  const each =
    (found: readonly string[], isBegun: boolean): Spelt =>
    (tags) =>
      anyOf(tags.flatMap((tag) => found.map((word) => ({ word: tag + word, begun: isBegun }))));
  return [
    ...whole.map((word) => each([word], false)),
    // where no word begins so, the beginning itself is as good as any word that does not occur
    begun === null || begun.length === 0 ? each([last], true) : each(begun, false),
  ];
}

/** What a query looks for in the index. */
export interface Wanted {
  /** Records of the wanted types. */
  readonly facets: readonly Lexemes[];
  readonly words: Lexemes;
  /** The words that name something; null where each does. */
  readonly namingWords: Lexemes | null;
  /** Every word as it is written or in Latin letters; null where the text has no Latin form. */
  readonly latinWords: Lexemes | null;
  readonly sounds: Lexemes;
}

export async function wantedOf(
  context: Context,
  query: Query,
  types: readonly RecordType[],
  language: string | null,
): Promise<Wanted> {
  const facets: Lexemes[] = [];
  if (types.length < RECORD_TYPES.length)
    facets.push(anyOf(types.map((type) => ({ word: Tag.TYPE + type.toLowerCase() }))));
  if (language !== null) facets.push({ any: [language, '0'].map((word) => ({ word: Tag.LANGUAGE + word })) });
  const within = (lexemes: readonly Lexemes[]): Lexemes => ({ all: [...lexemes, ...facets] });
  const isLatin = query.namingWords.join(' ') === query.latinWords.join(' ');
  const hasOthers = query.namingWords.length < query.words.length;
  const [words, namingWords, latinWords] = await Promise.all([
    spelt(context, query.words),
    hasOthers ? spelt(context, query.namingWords) : null,
    isLatin || query.latinWords.length === 0 ? null : spelt(context, query.latinWords),
  ]);
  const naming = namingWords ?? words;
  const everywhere = (each: readonly Spelt[]) => each.map((word) => word(['', Tag.LATIN]));
  return {
    facets,
    words: within(words.map((word) => word(['']))),
    namingWords: namingWords && within(namingWords.map((word) => word(['']))),
    // of a Latin text, only what has a word in Latin letters that it does not have as written
    latinWords: latinWords
      ? within(everywhere(latinWords))
      : isLatin
        ? within([...everywhere(naming), anyOf(naming.map((word) => word([Tag.LATIN])))])
        : null,
    sounds: within(query.sounds.map((sounds) => anyOf(sounds.map((sound) => ({ word: Tag.SOUND + sound }))))),
  };
}
