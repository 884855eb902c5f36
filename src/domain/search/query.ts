import { InputError, quoted } from '../../errors.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { spellingKey } from '../name/spelling.js';
import { transliterate } from '../name/transliterate.js';

const LONGEST = 500;
const MOST_WORDS = 32;

/** What somebody typed, in the forms in which names are kept. */
export interface Query {
  readonly key: string;
  readonly words: readonly string[];
  /** Empty where nothing of the text has a form in Latin letters. */
  readonly latinKey: string;
  readonly latinWords: readonly string[];
  readonly sounds: readonly string[];
}

/** @throws InputError when the text is too long, or nothing to look for. */
export function readQuery(text: string): Query {
  const refuse = (message: string) => new InputError(message, { argument: 'text' });
  if (text.length > LONGEST) throw refuse(`text has at most ${LONGEST} characters.`);
  const folded = fold(text);
  const words = wordsOf(folded);
  if (words.length === 0) throw refuse(`text: ${quoted(text)} has no letter or digit to look for.`);
  if (words.length > MOST_WORDS) throw refuse(`text has at most ${MOST_WORDS} words.`);
  const latinWords = wordsOf(transliterate(folded));
  return {
    key: nameKey(folded),
    words,
    latinKey: nameKey(latinWords.join(' ')),
    latinWords,
    sounds: (latinWords.length > 0 ? latinWords : words).map(spellingKey),
  };
}
