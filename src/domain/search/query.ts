import { InputError } from '../../errors.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';

const LONGEST = 200;
const MOST_WORDS = 8;

/** What somebody typed, in the forms in which names are kept. */
export interface Query {
  readonly key: string;
  readonly latinKey: string;
  readonly words: readonly string[];
  readonly latinWords: readonly string[];
  readonly sounds: readonly string[];
}

export function readQuery(text: string): Query {
  if (text.length > LONGEST) throw new InputError(`text has at most ${LONGEST} characters.`, { argument: 'text' });
  const folded = fold(text);
  const latin = transliterate(folded);
  const words = wordsOf(folded);
  if (words.length > MOST_WORDS) throw new InputError(`text has at most ${MOST_WORDS} words.`, { argument: 'text' });
  const latinWords = wordsOf(latin);
  return { key: nameKey(folded), latinKey: nameKey(latin), words, latinWords, sounds: latinWords.map(spellingKey) };
}
