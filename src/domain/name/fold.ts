/** Letters that Unicode does not take apart, and final sigma; keys are lower case. */
const LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ß: 'ss',
  ı: 'i',
  đ: 'd',
  ħ: 'h',
  ŋ: 'n',
  ŧ: 't',
  ə: 'a',
  ɛ: 'e',
  ɔ: 'o',
  ɲ: 'ny',
  ɣ: 'g',
  ƒ: 'f',
  ɓ: 'b',
  ɗ: 'd',
  ɖ: 'd',
  ƙ: 'k',
  ƴ: 'y',
  ς: 'σ',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');

/** Surrogates without their partner, control and format characters (zero width, bidi marks), fillers and selectors. */
const UNSEEN = /\p{Cs}|(?!\s)\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;
/** The marks of Latin, Greek and Cyrillic; those of other scripts have blocks of their own and stay. */
const MARKS = /[\u0300-\u036f]|[\u0483-\u0489]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/g;
/** Arabic short vowels, which most texts leave out, and the stroke that stretches a word. */
const ARABIC_EXTRAS = /[\u0610-\u061a\u0640\u064b-\u0652\u0670]/g;
/** Letters by Unicode, apostrophes and accents by sight: ʼ ʻ ʹ ʿ …, and the saltillo. */
const APOSTROPHES = /[\u02b9-\u02df\ua78b\ua78c]/g;
const SEPARATORS = /[^\p{L}\p{N}\p{M}]+/gu;

/** The text without what nobody sees, and without white space at its ends. */
export function visible(text: string): string {
  return text.replace(UNSEEN, '').trim();
}

/**
 * The form in which names are compared: lower case, without the marks of Latin, Greek and Cyrillic letters, every run
 * of punctuation, symbols and white space one space, none at the ends. Letters of other scripts stay (NFKC).
 * Never throws; fold(fold(x)) is fold(x).
 */
export function fold(text: string): string {
  return text
    .replace(UNSEEN, '')
    .normalize('NFKD')
    .toLowerCase()
    .replace(MARKS, '')
    .replace(ARABIC_EXTRAS, '')
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(APOSTROPHES, ' ')
    .replace(SEPARATORS, ' ')
    .trim()
    .normalize('NFKC');
}

/** Postgres indexes texts of up to 2,700 bytes; a letter has up to four. */
const LONGEST_INDEXED = 600;

/** The text, cut where it is too long for an index. */
export const indexable = (text: string): string =>
  text.length <= LONGEST_INDEXED ? text : Array.from(text).slice(0, LONGEST_INDEXED).join('');

/** The folded text without its spaces: "cote d ivoire" and "cote divoire" have the same key. */
export function nameKey(folded: string): string {
  return indexable(folded.replaceAll(' ', ''));
}

/** The words of a folded text; a text in a script without spaces is one word. */
export function wordsOf(folded: string): string[] {
  return folded.split(' ').filter((word) => word !== '');
}
