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
  // one letter that Persian, Urdu and Arabic keyboards have under different numbers
  ی: 'ي',
  ک: 'ك',
  ہ: 'ه',
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
/** Nothing in such a text has to be taken apart, and most texts are such. */
const ASCII = /^[ -~]*$/;

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
  if (ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, ' ')
      .trim();
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

/** Scripts that write words without spaces between them. */
const UNSPACED = '\\p{scx=Han}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Thai}\\p{scx=Laoo}\\p{scx=Khmr}\\p{scx=Mymr}';
const RUNS = new RegExp(`[${UNSPACED}]+|[^${UNSPACED}]+`, 'gu');
const IS_UNSPACED = new RegExp(`^[${UNSPACED}]`, 'u');
/** The first of these letters: most texts need not be looked at closer. */
const MAY_BE_UNSPACED = /[\u0e00-\u{10ffff}]/u;

/** What stands between spaces; of a script without spaces every two neighbours, which is how a word inside is found. */
function* pieces(folded: string, isIndexed: boolean): Generator<string> {
  for (const word of folded.split(' ')) {
    if (word === '') continue;
    if (!MAY_BE_UNSPACED.test(word)) {
      yield word;
      continue;
    }
    for (const run of word.match(RUNS) ?? []) {
      const letters = IS_UNSPACED.test(run) ? Array.from(run) : [];
      if (letters.length < 2) yield run;
      else for (let at = 1; at < letters.length; at++) yield `${letters[at - 1]}${letters[at]}`;
      // the last letter is the beginning of no pair, and may be looked for alone
      if (isIndexed && letters.length > 1) yield letters.at(-1) as string;
    }
  }
}

/** The words of a folded text; of a script without spaces, its pairs of neighbours. */
export const wordsOf = (folded: string): string[] => [...pieces(folded, false)];

/** The same with all that is looked for besides. */
export const wordsToIndex = (folded: string): string[] =>
  MAY_BE_UNSPACED.test(folded) ? [...pieces(folded, true)] : folded.split(' ').filter((word) => word !== '');

const INSIDE_A_WORD = /[-.'`´ʼ‘’‐‑]/gu;

/** Words that are also written as one, folded: oneil of O'Neil, usa of U.S.A., albashir of al-Bashir. */
export function joinedWords(text: string): string[] {
  if (text.search(INSIDE_A_WORD) < 0) return [];
  return text.split(/\s+/u).flatMap((word) => {
    const written = word.replace(INSIDE_A_WORD, '');
    if (written.length === word.length) return [];
    const joined = fold(written);
    return /\d| /.test(joined) || joined === fold(word) ? [] : [joined];
  });
}
