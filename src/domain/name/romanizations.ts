import { transliterate } from './transliterate.js';

/** One way in which systems of transliteration differ: all places of the pattern are written in one of the other ways. */
type Rule = readonly [pattern: RegExp, others: readonly string[]];

/** From our own transliteration to what English and French make of the same letters: Койликов, Алексей, Дмитрий, Амаду. */
const OTHER_SYSTEMS: readonly Rule[] = [
  [/(?<=[aeou])i(?![aeiou])/g, ['y']],
  [/ii\b/g, ['y', 'i', 'iy']],
  [/ks/g, ['x']],
  [/ye/g, ['e']],
  [/kh/g, ['h']],
  [/y(?=[au])/g, ['i']],
  [/(?<!y)u/g, ['ou']],
];

/** And back, from those to our own. */
const OUR_SYSTEM: readonly Rule[] = [
  [/(?<=[aeou])y(?![aeiou])/g, ['i']],
  [/(?<=[^aeou])(?:iy|y|i)\b/g, ['ii', 'i']],
  [/x/g, ['ks']],
  [/\be/g, ['ye']],
  [/\bh/g, ['kh']],
  [/i(?=[au])/g, ['y']],
  [/ou/g, ['u']],
];

/** Names, not essays; and every form is looked up. */
const LONGEST = 100;
const MOST = 64;

function forms(text: string, rules: readonly Rule[]): string[] {
  let found = [text];
  for (const [pattern, others] of rules)
    found = [...new Set([...found, ...others.flatMap((other) => found.map((form) => form.replace(pattern, other)))])];
  return found.filter((form) => form !== text).slice(0, MOST);
}

/** Other ways to write a folded Cyrillic text in Latin letters than `transliterate`; none for other texts. */
export function otherRomanizations(folded: string): string[] {
  if (folded.length > LONGEST || !/\p{Script=Cyrillic}/u.test(folded)) return [];
  return forms(transliterate(folded), OTHER_SYSTEMS);
}

/** What `transliterate` may have made of a Cyrillic name that somebody wrote as this folded Latin text. */
export function transliterationsMeant(folded: string): string[] {
  return folded.length > LONGEST || !/^[a-z ]+$/.test(folded) ? [] : forms(folded, OUR_SYSTEM);
}
