import { InputError } from '../../errors.js';
import { withoutElisions } from '../name/elision.js';
import { fold, nameKey, wordsOf } from '../name/fold.js';
import { soundsOf } from '../name/orthographies.js';
import { namingPlaces, namingWords } from '../name/particles.js';
import { transliterate } from '../name/transliterate.js';

const LONGEST = 500;
const MOST_WORDS = 32;
/** Of a script without spaces every two letters are looked for. */
const MOST_PIECES = 64;

/** What somebody typed, in the forms in which names are kept. */
export interface Query {
  readonly key: string;
  /** The same without words that lean on the next one or lead to it: "or" of "de l'or"; none where there is no such word. */
  readonly bareKeys: readonly string[];
  readonly words: readonly string[];
  /** Those that name something: "ministry" and "mines" of "ministry of mines". All of `words` where each does. */
  readonly namingWords: readonly string[];
  /** Empty where nothing of the text has a form in Latin letters. */
  readonly latinKey: string;
  /** Those that name something. */
  readonly latinWords: readonly string[];
  /** The spelling keys that each of them can have. */
  readonly sounds: readonly (readonly string[])[];
}

/** Null where there is no letter or digit to look for. @throws InputError when the text is too long. */
export function readQuery(text: string): Query | null {
  const refuse = (message: string) => new InputError(message, { argument: 'text' });
  if (text.length > LONGEST) throw refuse(`text has at most ${LONGEST} characters.`);
  const folded = fold(text);
  const bare = withoutElisions(text);
  const foldedBare = fold(bare);
  const words = wordsOf(foldedBare);
  if (words.length === 0) return null;
  if (folded.split(' ').length > MOST_WORDS) throw refuse(`text has at most ${MOST_WORDS} words.`);
  if (words.length > MOST_PIECES)
    throw refuse(`text has at most ${MOST_PIECES} letters of a script that has no spaces between words.`);
  const latin = transliterate(folded);
  const latinWords = wordsOf(transliterate(foldedBare));
  const sounds = latinWords.length > 0 ? soundsOf(bare) : words.map((word) => [word]);
  const key = nameKey(folded);
  const withoutParticles = (text: string) => nameKey(namingWords(text.split(' ')).join(' '));
  const bareKeys = [withoutParticles(folded), withoutParticles(foldedBare), nameKey(foldedBare)];
  return {
    key,
    bareKeys: [...new Set(bareKeys)].filter((bareKey) => bareKey !== key),
    words,
    namingWords: namingWords(words),
    latinKey: nameKey(latin),
    latinWords: namingWords(latinWords),
    sounds: namingPlaces(latinWords.length > 0 ? latinWords : words).map((place) => sounds[place] as readonly string[]),
  };
}
