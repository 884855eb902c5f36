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

/** One way to write the same sounds, for words that look like it. */
interface Orthography {
  readonly looks: RegExp;
  readonly rules: readonly Rule[];
}

const ORTHOGRAPHIES: readonly Orthography[] = [
  // a German or Polish spelling of a name that is kept in an English or French one
  {
    looks: /w|sch|[^aeiou](?:ae|oe|ue)[^aeiou]/,
    rules: [
      [/schtsch/g, 'shch'],
      [/tsch/g, 'ch'],
      [/sch/g, 'sh'],
      [/^ch/g, 'kh'],
      [/([ao]|(?<!q)u)e(?=[^aeiou])/g, '$1'],
      [/w/g, 'v'],
      [/(?<=[cs]h)ov$/g, 'ev'],
    ],
  },
  {
    looks: /cz|sz|rz|w/,
    rules: [
      [/cz/g, 'ch'],
      [/sz/g, 'sh'],
      [/rz/g, 'zh'],
      [/w/g, 'v'],
    ],
  },
  // and the other way round
  {
    looks: /(?:[eo]va?|[iy]n|i?slav|mir|sk[iy]|enko|u[ck]h?|[iy]ch)$/,
    rules: [
      [/shch/g, 'schTSCH'],
      [/(?<!s)ch/g, 'TSCH'],
      [/(?:sh|zh)/g, 'sch'],
      [/kh/g, 'ch'],
      [/v/g, 'w'],
      [/(?<=TSCH|sch)ew$/g, 'ow'],
      [/TSCH/g, 'tsch'],
    ],
  },
  // South Slavic names with their own letters, whose marks are folded away, and as they are heard
  {
    looks: /ich$/,
    rules: [
      [/[ck]h/g, 'c'],
      [/sh/g, 's'],
      [/zh/g, 'z'],
      [/y(?=[aeou])/g, 'j'],
    ],
  },
  { looks: /ic$/, rules: [[/c$/g, 'ch']] },
];

/** Short words would be each other. */
const SHORTEST = 5;

const apply = (text: string, rules: readonly Rule[]) =>
  rules.reduce((written, [pattern, replacement]) => written.replace(pattern, replacement), text);

const latinWordsOf = (text: string) => wordsOf(transliterate(fold(text)));

/**
 * For each word of a text the spelling keys (see `spellingKey`) that names may have which are the same one written as
 * in German, Polish or South Slavic: Wladimir, Gromow, Moeller, Petrović. The first is that of the word as it is.
 */
export function soundsOf(text: string): (readonly string[])[] {
  const words = latinWordsOf(text);
  const unmarked = latinWordsOf(apply(text.normalize('NFC'), TWO_LETTERS));
  return words.map((word, at) => {
    const forms = [word, ...(unmarked.length === words.length ? [unmarked[at] as string] : [])];
    const others = forms.flatMap((form) =>
      ORTHOGRAPHIES.flatMap(({ looks, rules }) =>
        form.length >= SHORTEST && looks.test(form) ? [apply(form, rules)] : [],
      ),
    );
    return [...new Set([...forms, ...others].map(spellingKey))];
  });
}
