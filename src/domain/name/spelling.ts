import { FAMILIES } from './spelling-families.js';

export { editDistance } from './edit-distance.js';

type Rule = readonly [pattern: RegExp, replacement: string];

/** A word spelt the French way: ch is sh, and the e after -an, -in is silent. */
const FRENCH = /ou|tch|(?:j|k|gu|ts)[iy]ne$/;
const FRENCH_RULES: readonly Rule[] = [
  [/(?<!t)ch/g, 'sh'],
  [/(?<=[aiy]n)e$/, ''],
];

/** Left alone, because Chinese tells Qin from Kin, and in short words Cai from Kai, Zhang from Jang, Zhou from Zhu. */
const PINYIN_Q = /^q[iu][a-z]{0,4}$/;
const ONE_SYLLABLE = /^[^aeiouy]*(?:ou|oo)$/;

// Capitals keep sounds of several letters out of the later rules: S for sh, C for ch.
const SOUNDS: readonly Rule[] = [
  // Тимошенко is Timochenko in French; Ткаченко is Tkachenko in English
  [/ochenko$/, 'oshenko'],
  [/tsch|tch|(?<=sh)ch/g, 'C'],
  [/sh/g, 'S'],
  [/ch/g, 'C'],
  [/dzh|dj|(?<=.{2})zh|zh(?=[^aeiouy]|.{4})/g, 'j'],
  [/ph/g, 'f'],
  [/ck/g, 'k'],
  [/(?<=.)x/g, 'ks'],
  [/gu(?=[ei][a-z])/g, 'g'],
];
const HARD_AND_SOFT_C: readonly Rule[] = [
  [/c(?=[eiy])/g, 's'],
  [/c/g, 'k'],
];
const ENDINGS: readonly Rule[] = [
  // ё as yo: Kovalyov is Ковалёв, Solovyov is Соловьёв
  [/(?<=[lrnmkstdC])yov$/, 'ev'],
  [/(?<=v)yov$/, 'yev'],
  [/(?<=[a-z]{3}[oe])ff$/, 'v'],
  [/(?<=sk)ij$/i, 'i'],
  // Kareem, Waleed, Lateef
  [/(?<=[aiou][a-z]{1,2})ee(?=[dfkmr]$)/, 'i'],
  [/(?<=ll)ah$/, 'a'],
];
const VOWELS: readonly Rule[] = [
  // Abdelaziz, Abdoulaziz
  [/^abd(?:ou|[aeu])l(?=..)/, 'abdul'],
  [/ou|oo/g, 'u'],
  [/w(?=[aeiouy])/g, 'u'],
  [/y/g, 'i'],
  // Yevgeny, Evgeny; Tokayev, Tokaïev, Tokaev
  [/^ie(?=..)/, 'e'],
  [/(?<=[aeou])ie(?=v)/g, 'e'],
];
const LAST: readonly Rule[] = [
  [/([bcdfghklmnpqrstvxzaiu])\1+/g, '$1'],
  [/S+/g, 'sh'],
  [/C+/g, 'ch'],
];

const apply = (word: string, rules: readonly Rule[]) =>
  rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), word);

function keyOf(word: string): string {
  const family = FAMILIES.find(([, spellings]) => spellings.test(word));
  if (family !== undefined) return family[0];

  const long = word.length >= 5;
  let key = long && FRENCH.test(word) ? apply(word, FRENCH_RULES) : word;
  key = apply(key, SOUNDS);
  if (!PINYIN_Q.test(word)) key = key.replace(/qu?/g, 'k');
  if (long) key = apply(key, HARD_AND_SOFT_C);
  key = apply(key, ENDINGS);
  if (!ONE_SYLLABLE.test(word)) key = apply(key, VOWELS);
  return apply(key, LAST);
}

/** Names repeat their words: an import would spend most of its time here. */
const REMEMBERED = 20_000;
const known = new Map<string, string>();

/**
 * What the spellings of one name in English, French and the transliterations between them have in common: equal keys
 * mean that two words may be one name. Different names keep different keys; where both cannot be had, a spelling is
 * missed. Takes a folded and transliterated word; words of other scripts and of one or two letters are their own key.
 */
export function spellingKey(word: string): string {
  if (!/^[a-z]{3,60}$/.test(word)) return word;
  let key = known.get(word);
  if (key === undefined) {
    key = keyOf(word);
    if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
    known.set(word, key);
  }
  return key;
}
