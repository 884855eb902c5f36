import { bestInLanguage, wantedLanguages } from '../../domain/name/language.js';
import type { Document, NameLine, Plain } from '../records/format.js';

interface LocalText {
  readonly lang: string;
  readonly text: string;
}

/** A text in the wanted language, else in the next best. @throws InputError when `lang` is no BCP 47 tag. */
export const textIn = (texts: unknown, lang: string): string | undefined =>
  bestInLanguage((texts ?? []) as readonly LocalText[], wantedLanguages(lang, []))?.text;

const CURRENT = ['PRIMARY', 'ALIAS', 'TRANSLITERATION', 'ACRONYM'];

/** What a record is called in the wanted language. */
export function labelIn({ slug, names = [] }: Pick<Document, 'slug' | 'names'>, lang: string): string {
  const tagged = (kinds: readonly string[]) =>
    names.filter(({ kind }) => kinds.includes(kind)).map((name: NameLine) => ({ ...name, lang: name.lang ?? null }));
  const wanted = wantedLanguages(lang, []);
  return (bestInLanguage(tagged(['PRIMARY']), wanted) ?? bestInLanguage(tagged(CURRENT), wanted))?.text ?? slug;
}

/** The type and slug of `organization/mali`. */
export function splitRef(ref: unknown): readonly [type: string, slug: string] | undefined {
  if (typeof ref !== 'string') return undefined;
  const [type = '', slug = ''] = ref.split('/');
  return [type.toUpperCase(), slug];
}

export const listOf = (value: unknown): readonly Plain[] => (value ?? []) as readonly Plain[];
