/** White space that is not a plain space, other control characters, soft hyphens and marks of byte order. */
const DIRT = /[\p{Cc}\u00a0\u00ad\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000\ufeff\ufffe\uffff]| {2}|^ | $/u;
const SPACES = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/g;
const SPACES_IN_LINE = /[\t\v\f \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+/g;
const UNSEEN = /(?![\t-\r\u0085])\p{Cc}|[\u00ad\u200b\ufeff\ufffe\uffff]/gu;

/** A text as it is kept: every run of white space one space, none at the ends, no control characters, NFC. */
export function clean(text: string): string {
  if (!DIRT.test(text)) return text.normalize('NFC');
  return text.replace(UNSEEN, '').replace(SPACES, ' ').trim().normalize('NFC');
}

/** The same with its lines kept. */
export const cleanLines = (text: string): string =>
  text
    .replace(UNSEEN, '')
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
    .replace(SPACES_IN_LINE, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
    .normalize('NFC');
