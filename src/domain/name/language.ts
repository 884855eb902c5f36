import { InputError, quoted } from '../../errors.js';

/** Localized text: language tag to text. */
export type Texts = Readonly<Record<string, string>>;

const FALLBACK = 'en';

const base = (tag: string) => tag.toLowerCase().split('-')[0] as string;

/** @throws InputError when `lang` is not a BCP 47 tag. */
export function wantedLanguages(lang: string | null | undefined, accepted: readonly string[]): readonly string[] {
  if (lang == null) return [...accepted, FALLBACK];
  try {
    return [...Intl.getCanonicalLocales(lang), ...accepted, FALLBACK];
  } catch {
    throw new InputError(`lang: ${quoted(lang)} is not a language tag: write BCP 47, for example en, fr or pt-BR.`, {
      argument: 'lang',
    });
  }
}

/** The first candidate in the first wanted language that has one: the exact tag, then the same language elsewhere; then one without a language; then any. */
export function bestInLanguage<Item extends { readonly lang: string | null }>(
  items: readonly Item[],
  wanted: readonly string[],
): Item | undefined {
  for (const tag of wanted) {
    const exact = items.find(({ lang }) => lang !== null && lang.toLowerCase() === tag.toLowerCase());
    const related = exact ?? items.find(({ lang }) => lang !== null && base(lang) === base(tag));
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
