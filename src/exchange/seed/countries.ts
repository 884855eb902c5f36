import { createRequire } from 'node:module';
import type { Countries, Country } from 'world-countries';
import { fold } from '../../domain/name/fold.js';
import { CORRECTED, EVERYDAY } from './country-names.js';
import type { SeedEntry } from './seed-file.js';

// The package's types say that it has a default export; as a CommonJS module it is the list itself.
const worldCountries = createRequire(import.meta.url)('world-countries') as Countries;

/** ISO 3166 as the package keeps it, without codes that are not officially assigned. */
const listed = () => worldCountries.filter(({ status }) => status === 'officially-assigned');

const slugOf = (country: Country) => fold(country.name.common).replaceAll(' ', '-');

/** Three-letter language codes of the package as BCP 47 tags. */
const tag = (language: string) => Intl.getCanonicalLocales(language)[0] as string;

interface SeedName {
  readonly text: string;
  readonly lang?: string;
  readonly kind: 'PRIMARY' | 'ALIAS' | 'ACRONYM' | 'FORMER';
}

/** English and French with their official forms, the usual name in every other language, and other names in use; each text once a language. */
function namesOf({ name, translations, altSpellings, cca2 }: Country): SeedName[] {
  const { fra, ...others } = translations as Record<string, { common: string; official: string }>;
  const usual = (language: string, common: string): SeedName => ({
    text: CORRECTED[cca2]?.[language] ?? common,
    lang: tag(language),
    kind: 'PRIMARY',
  });
  const wanted: SeedName[] = [
    { text: name.common, lang: 'en', kind: 'PRIMARY' },
    ...(fra ? [usual('fra', fra.common)] : []),
    { text: name.official, lang: 'en', kind: 'ALIAS' },
    ...(fra ? [{ text: fra.official, lang: 'fr', kind: 'ALIAS' } as const] : []),
    ...Object.entries(others).map(([language, { common }]) => usual(language, common)),
    ...(EVERYDAY[cca2] ?? []).map(([lang, text, kind = 'ALIAS']) => ({ text, lang, kind })),
    ...altSpellings.filter((text) => text !== cca2).map((text) => ({ text, kind: 'ALIAS' }) as const),
  ];
  const seen = new Map<string, Set<string | undefined>>();
  return wanted.filter(({ text, lang }) => {
    const languages = seen.get(text) ?? new Set();
    const known = languages.has(lang) || (lang === undefined && languages.size > 0);
    seen.set(text, languages.add(lang));
    return !known;
  });
}

const evidence = ['iso-3166'];

export const countries = (): SeedEntry[] =>
  listed().map((country) => ({
    slug: slugOf(country),
    value: { slug: slugOf(country), names: namesOf(country), code: country.cca2, alpha3: country.cca3, evidence },
  }));

/** Every country as an actor, under the same names. */
export const states = (): SeedEntry[] =>
  listed().map((country) => ({
    slug: slugOf(country),
    value: { slug: slugOf(country), names: namesOf(country), kind: 'STATE', country: country.cca2, evidence },
  }));
