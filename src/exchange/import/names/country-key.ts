import { fold } from '../../../domain/name/fold.js';
import { SKIPPED, WORDS } from './country-table.js';

const skipped = new Set(SKIPPED);

/** The form in which names of States are compared: folded, abbreviations as the words they are for, without articles. */
export const countryKey = (text: string): string =>
  fold(text)
    .split(' ')
    .filter((word) => !skipped.has(word))
    .map((word) => (Object.hasOwn(WORDS, word) ? WORDS[word] : word))
    .join('');

/** "Tanzania, United Republic of" and "Bolivia (Plurinational State of)", in two parts; null for a text in one. */
export function partsOf(text: string): readonly [head: string, tail: string] | null {
  const [, head, tail] = /^([^,()]+)(?:,\s*|\s*\()([^()]+)\)?$/.exec(text.trim()) ?? [];
  return head && tail ? [head, tail] : null;
}

/** The keys under which a text may be known: as it stands, and with what follows a comma or stands in brackets first. */
export function keysOf(text: string): string[] {
  const parts = partsOf(text);
  const keys = [countryKey(text), ...(parts ? [countryKey(`${parts[1]} ${parts[0]}`)] : [])];
  return keys.filter((key) => key !== '');
}
