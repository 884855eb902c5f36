import { baseLanguage, bestInLanguage } from './language.js';
import type { NamedDraft } from './name-rows.js';

/** The labels that nearly every reader wants, kept with the record so that they need no look at its names. */
export interface KnownLabels {
  readonly labelEn: string | null;
  readonly labelFr: string | null;
  /** What stands in where there is no English; all three are null where only the names can tell. */
  readonly labelOther: string | null;
}

/** What `LABELS` selects of names in the database. */
function usualNames(names: readonly NamedDraft[]): readonly NamedDraft[] {
  const primary = names.filter(({ kind }) => kind === 'PRIMARY');
  const named = new Set(primary.map(({ lang }) => lang));
  const others = names.filter(({ kind, lang }) => kind !== 'PRIMARY' && kind !== 'FORMER' && lang && !named.has(lang));
  return [...primary, ...others];
}

/** The columns of a record; none is set where English or French comes from several regions and the exact tag decides. */
export function labelColumns(names: readonly NamedDraft[], slug: string) {
  const usual = usualNames(names).map(({ text, lang = null }) => ({ text: text.trim(), lang }));
  const isRegional = ({ lang }: { readonly lang: string | null }) => lang !== null && /^(en|fr)-/i.test(lang);
  if (usual.some(isRegional)) return { label_en: null, label_fr: null, label_other: null };
  const of = (language: string) => usual.find(({ lang }) => lang?.toLowerCase() === language)?.text ?? null;
  const english = of('en');
  const other = english === null ? (bestInLanguage(usual, [])?.text ?? slug) : null;
  return { label_en: english, label_fr: of('fr'), label_other: other };
}

/** The label for the wanted languages, best first and English at the end; undefined where only the names can tell. */
export function knownLabel(
  { labelEn, labelFr, labelOther }: KnownLabels,
  wanted: readonly string[],
): string | undefined {
  const usual = labelEn ?? labelOther;
  if (usual === null) return undefined;
  for (const tag of wanted) {
    const language = baseLanguage(tag);
    if (language !== 'en' && language !== 'fr') return undefined;
    const label = language === 'en' ? labelEn : labelFr;
    if (label !== null) return label;
  }
  return usual;
}
