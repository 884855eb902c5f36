import { createRequire } from 'node:module';
import type { Countries, Country } from 'world-countries';
import { CORRECTED, EVERYDAY } from '../../seed/country-names.js';
import { countryKey, keysOf } from './country-key.js';
import { WRITTEN } from './country-table.js';
import { PAST } from './past-states.js';

// The package's types say that it has a default export; as a CommonJS module it is the list itself.
const worldCountries = createRequire(import.meta.url)('world-countries') as Countries;

/** Codes of the States that a key may mean, or of those that came after the one it means. */
export interface Indexed {
  readonly codes: readonly string[];
  readonly isPast: boolean;
}

/** English, French and other spellings of the package, where the seeds do not correct it, and everyday names. */
function namesOf({ name, translations, altSpellings, cca2 }: Country): string[] {
  const { fra } = translations as Record<string, { readonly common: string; readonly official: string } | undefined>;
  return [
    name.common,
    name.official,
    ...(fra ? [CORRECTED[cca2]?.['fra'] ?? fra.common, fra.official] : []),
    // Codes and the like are what a Ref knows already.
    ...altSpellings.filter((text) => text.length > 3),
    ...(EVERYDAY[cca2] ?? []).map(([, text]) => text),
  ];
}

/** One and several: Malian, Malians. */
const demonymsOf = ({ demonyms }: Country): string[] =>
  [demonyms?.['eng'], demonyms?.['fra']]
    .flatMap((each) => (each ? [each.m, each.f] : []))
    .filter(Boolean)
    .flatMap((text) => [text, `${text}s`]);

type Claims = Map<string, Set<string>>;

function claim(claims: Claims, keys: readonly string[], code: string): void {
  for (const key of keys) if (key !== '') claims.set(key, (claims.get(key) ?? new Set()).add(code));
}

/** The table before the package, names before demonyms; what several States are called means none of them alone. */
export function countryIndex(): ReadonlyMap<string, Indexed> {
  const index = new Map<string, Indexed>();
  const add = (claims: Claims, isFirst: (code: string) => boolean = () => false) => {
    for (const [key, claimed] of claims) {
      if (index.has(key)) continue;
      const first = [...claimed].filter(isFirst);
      index.set(key, { codes: first.length === 1 ? first : [...claimed], isPast: false });
    }
  };
  for (const { names, successors } of PAST)
    for (const name of names) for (const key of keysOf(name)) index.set(key, { codes: successors, isPast: true });
  const [written, named, called]: [Claims, Claims, Claims] = [new Map(), new Map(), new Map()];
  for (const [code, names] of Object.entries(WRITTEN)) claim(written, names.flatMap(keysOf), code);
  const states = new Set<string>();
  for (const country of worldCountries) {
    if (country.independent) states.add(country.cca2);
    claim(named, namesOf(country).map(countryKey), country.cca2);
    claim(called, demonymsOf(country).map(countryKey), country.cca2);
  }
  add(written);
  add(named);
  // French is said of France, although its territories are French.
  add(called, (code) => states.has(code));
  return index;
}
