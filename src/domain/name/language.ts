import { InputError, quoted } from '../../errors.js';

/** Localized text: language tag to text. */
export type Texts = Readonly<Record<string, string>>;

const FALLBACK = 'en';

/** The language of a tag without script and region: "pt" of "pt-BR". */
export const baseLanguage = (tag: string): string => tag.toLowerCase().split('-')[0] as string;

/** @throws InputError when `lang` is not a BCP 47 tag. */
function canonical(lang: string): string {
  try {
    return Intl.getCanonicalLocales(lang)[0] as string;
  } catch {
    throw new InputError(`lang: ${quoted(lang)} is not a language tag: write BCP 47, for example en, fr or pt-BR.`, {
      argument: 'lang',
    });
  }
}

/** @throws InputError when `lang` is not a BCP 47 tag. */
export const wantedLanguages = (lang: string | null | undefined, accepted: readonly string[]): readonly string[] =>
  lang == null ? [...accepted, FALLBACK] : [canonical(lang), ...accepted, FALLBACK];

/** The language without script and region: "pt" of "pt-BR". @throws InputError when `lang` is not a BCP 47 tag. */
export const languageOf = (lang: string): string => baseLanguage(canonical(lang));

/** A text in that language, or in none. */
export const isIn = (language: string, { lang }: { readonly lang: string | null }): boolean =>
  lang === null || baseLanguage(lang) === language;

/** The first candidate in the first wanted language that has one: the exact tag, then the same language elsewhere; then one without a language; then any. */
export function bestInLanguage<Item extends { readonly lang: string | null }>(
  items: readonly Item[],
  wanted: readonly string[],
): Item | undefined {
  for (const tag of wanted) {
    const exact = items.find(({ lang }) => lang !== null && lang.toLowerCase() === tag.toLowerCase());
    const related = exact ?? items.find(({ lang }) => lang !== null && baseLanguage(lang) === baseLanguage(tag));
    if (related) return related;
  }
  return items.find(({ lang }) => lang === null) ?? items[0];
}

/** `json` is a stored localized text. */
export function bestText(
  json: string | null,
  lang: string | null | undefined,
  accepted: readonly string[],
): string | null {
  const wanted = wantedLanguages(lang, accepted);
  if (json === null) return null;
  const items = Object.entries(JSON.parse(json) as Texts).map(([tag, text]) => ({ lang: tag, text }));
  return bestInLanguage(items, wanted)?.text ?? null;
}
