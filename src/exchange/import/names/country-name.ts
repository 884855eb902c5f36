import { countryIndex, type Indexed } from './country-index.js';
import { keysOf, partsOf } from './country-key.js';

let index: ReadonlyMap<string, Indexed> | undefined;

const indexed = (text: string): Indexed | null => {
  index ??= countryIndex();
  for (const key of keysOf(text)) {
    const found = index.get(key);
    if (found) return found;
  }
  return null;
};

/** The State that a text means by its alpha-2 code; or those that it may mean, because it is of the past or said of several. */
export type CountryMeaning =
  | { readonly code: string }
  | { readonly why: 'past' | 'several'; readonly codes: readonly string[] };

const meaningOf = ({ codes, isPast }: Indexed): CountryMeaning => {
  const [code] = codes;
  if (isPast) return { why: 'past', codes };
  return code !== undefined && codes.length === 1 ? { code } : { why: 'several', codes };
};

/** What a text means where a State is expected, null where it names none. */
export function countryNamed(text: string): CountryMeaning | null {
  const found = indexed(text);
  if (found) return meaningOf(found);
  // "Democratic Republic of the Congo (Zaire)": two names of one State.
  const parts = /\)$/.test(text.trim()) ? partsOf(text) : null;
  const [first, second] = (parts ?? []).map(indexed).map((each) => each && meaningOf(each));
  return first && second && 'code' in first && 'code' in second && first.code === second.code ? first : null;
}
