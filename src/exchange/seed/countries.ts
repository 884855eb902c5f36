import { createRequire } from 'node:module';
import type { Countries, Country } from 'world-countries';
import { fold } from '../../domain/name/fold.js';
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
  readonly kind: 'PRIMARY' | 'ALIAS';
}

/** English and French with their official forms, the usual name in every other language, and other spellings; each text once a language. */
function namesOf({ name, translations, altSpellings, cca2 }: Country): SeedName[] {
  const { fra, ...others } = translations as Record<string, { common: string; official: string }>;
  const wanted: SeedName[] = [
    { text: name.common, lang: 'en', kind: 'PRIMARY' },
    ...(fra ? [{ text: fra.common, lang: 'fr', kind: 'PRIMARY' } as const] : []),
    { text: name.official, lang: 'en', kind: 'ALIAS' },
    ...(fra ? [{ text: fra.official, lang: 'fr', kind: 'ALIAS' } as const] : []),
    ...Object.entries(others).map(
      ([language, { common }]) => ({ text: common, lang: tag(language), kind: 'PRIMARY' }) as const,
    ),
    ...altSpellings.filter((text) => text !== cca2).map((text) => ({ text, kind: 'ALIAS' }) as const),
  ];
  const seen = new Set<string>();
  return wanted.filter(({ text, lang }) => {
    const known =
      seen.has(`${lang} ${text}`) || (lang === undefined && [...seen].some((each) => each.endsWith(` ${text}`)));
    seen.add(`${lang} ${text}`);
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
