import { fold, wordsOf } from './fold.js';
import { spellingKey } from './spelling.js';
import { transliterate } from './transliterate.js';

type Rule = readonly [pattern: RegExp, replacement: string];

/** What is written in two letters where the marks of one cannot be had: Möller, Moeller; Vučić, Vuchich; Šešelj, Sheshelj. */
const TWO_LETTERS: readonly Rule[] = [
  [/[äæ]/giu, 'ae'],
  [/[öøœ]/giu, 'oe'],
  [/ü/giu, 'ue'],
  [/å/giu, 'aa'],
  [/[čć]/giu, 'ch'],
  [/š/giu, 'sh'],
  [/ž/giu, 'zh'],
  [/đ/giu, 'dj'],
];

/** One way to write sounds, for words that look like it. */
interface Orthography {
  readonly looks: RegExp;
  readonly rules: readonly Rule[];
}

const SLAVIC = /(?:[eo]va?|[eo]wa?|[iy]n|i?slav|mir|sk[iy]|enko|u[ck]h?|[aeiouy]t?s?ch)$/;

const GERMAN: readonly Rule[] = [
  [/dsch/g, 'dzh'],
  [/schtsch/g, 'shch'],
  [/tsch/g, 'ch'],
  [/sch/g, 'sh'],
  [/^ch/g, 'kh'],
  [/([ao]|(?<!q)u)e(?=[^aeiou])/g, '$1'],
  [/w/g, 'v'],
  [/(?<=[cs]h)ov$/g, 'ev'],
];
const J_AND_Z: readonly Rule[] = [
  [/^j/g, 'y'],
  [/(?<!t)z(?=[aeiou])/g, 'ts'],
];

/** From others to English, which is near to how most names are transliterated. */
const READ: readonly Orthography[] = [
  { looks: /w|sch|[^aeiou](?:ae|oe|ue)[^aeiou]/, rules: GERMAN },
  // Jelzin, Kuznezow
  { looks: new RegExp(`(?:^j[aeou]|z).*${SLAVIC.source}`), rules: [...J_AND_Z, ...GERMAN] },
  {
    looks: /cz|sz|rz|w/,
    rules: [
      [/ch/g, 'kh'],
      [/cz/g, 'ch'],
      [/sz/g, 'sh'],
      [/rz/g, 'zh'],
      [/w/g, 'v'],
      [/(?<=[cs]h)ov$/g, 'ev'],
    ],
  },
  // French, which `spellingKey` reads as well; what it means is then written in the other ways
  {
    looks: /^(?!.*sch).*(?:ou|tch|[oe]ff$|[iy]ne$)/,
    rules: [
      [/(?<!t)ch/g, 'sh'],
      [/tch/g, 'ch'],
      [/ou/g, 'u'],
      [/ff$/g, 'v'],
      [/(?<=[iy]n)e$/g, ''],
    ],
  },
];

/** And back. */
const WRITTEN: readonly Orthography[] = [
  {
    looks: SLAVIC,
    rules: [
      [/shch/g, 'schTSCH'],
      [/(?<!s)ch/g, 'TSCH'],
      [/(?:sh|zh)/g, 'sch'],
      [/kh/g, 'ch'],
      [/v/g, 'w'],
      [/(?<=TSCH|sch)ew$/g, 'ow'],
      [/TSCH/g, 'tsch'],
      [/ts(?!ch)/g, 'z'],
      [/^y?e/g, 'je'],
      [/^y(?=[aou])/g, 'j'],
    ],
  },
];

/** South Slavic names with their own letters, whose marks are folded away. */
const SOUTH_SLAVIC: Orthography = {
  looks: /[aeiou]ch$/,
  rules: [
    [/dzh/g, 'dj'],
    [/[ck]h/g, 'c'],
    [/sh/g, 's'],
    [/zh/g, 'z'],
    [/y(?=[aeou])/g, 'j'],
  ],
};
/** Đ is written as Dj where it cannot be had, and folded to d. */
const D_ALONE: Orthography = { looks: SOUTH_SLAVIC.looks, rules: [...SOUTH_SLAVIC.rules, [/dj/g, 'd']] };

/** Of so many letters both are tried. */
const MOST_UNMARKED = 3;

/** Short words would be each other. */
const SHORTEST = 5;

const apply = (text: string, rules: readonly Rule[]) =>
  rules.reduce((written, [pattern, replacement]) => written.replace(pattern, replacement), text);

const each = (forms: readonly string[], orthographies: readonly Orthography[]): string[] =>
  forms.flatMap((form) =>
    orthographies.flatMap(({ looks, rules }) =>
      form.length >= SHORTEST && looks.test(form) ? [apply(form, rules)] : [],
    ),
  );

/** Names as Milosevic, Milosevich and Miloshevich: c, s and z may have lost their marks, and c at the end has. */
function withMarks(word: string): string[] {
  if (word.length < SHORTEST || !/[aeiou]ch?$/.test(word)) return [];
  const bare = word.replace(/ch?$/, '').replace(/([csz])h/g, '$1');
  const places = Array.from(bare.matchAll(/[csz]/g), ({ index }) => index).slice(0, MOST_UNMARKED);
  return places.reduceRight(
    (forms, place) => forms.flatMap((form) => [form, `${form.slice(0, place + 1)}h${form.slice(place + 1)}`]),
    [`${bare}ch`],
  );
}

const latinWordsOf = (text: string) => wordsOf(transliterate(fold(text)));

/**
 * For each word of a text the spelling keys (see `spellingKey`) that names may have which are the same one written as
 * in English, French, German, Polish or South Slavic: Wladimir, Gromow, Moeller, Petrović, Petrovitch. The first is that of
 * the word as it is.
 */
export function soundsOf(text: string): (readonly string[])[] {
  const words = latinWordsOf(text);
  const unmarked = latinWordsOf(apply(text.normalize('NFC'), TWO_LETTERS));
  return words.map((word, at) => {
    const forms = [word, ...(unmarked.length === words.length ? [unmarked[at] as string] : [])];
    const read = [...forms, ...each(forms, READ)];
    const heard = [...new Set([...read, ...read.flatMap(withMarks)])];
    const written = each(heard, [...WRITTEN, SOUTH_SLAVIC, D_ALONE]);
    return [...new Set([...heard, ...written].map(spellingKey))];
  });
}
