import { type DeclaredField, draftFields, valueProblem } from '../../../domain/write/draft.js';
import { LocalText, NameDraft } from '../../../domain/write/receipts.draft.js';
import { InputError } from '../../../errors.js';
import type { TextSpec } from '../mapping/properties.schema.js';
import { compileCoerce } from './coerce.js';
import { guarded, type Values } from './compile-property.js';
import { compileValue } from './compile-value.js';
import { compileEach } from './each.js';
import { inElements, type MappingPath, type Surroundings } from './evaluation.js';

type Field = 'text' | 'lang' | 'kind' | 'status';

/** Texts in a language, or names with their kind: one of the list for each text that the row gives. */
export function compileTexts(
  Class: typeof LocalText | typeof NameDraft,
  specs: readonly TextSpec[],
  path: MappingPath,
  around: Surroundings,
): Values {
  const fields = draftFields(Class.prototype as object) as ReadonlyMap<Field, DeclaredField>;
  const readers = specs.map((spec, index) => {
    const at = [...path, index];
    const inner = spec.each === undefined ? around : inElements(around);
    const elements = spec.each === undefined ? null : compileEach(spec.each, [...at, 'each'], around);
    const { lang = Class === LocalText && around.lang !== undefined ? { literal: around.lang } : undefined } = spec;
    if (Class === LocalText && lang === undefined)
      around.report(at, 'says no language: write lang: en here, or lang for the whole mapping');
    const others = (['lang', 'kind', 'status'] as const).flatMap((name) => {
      const own = name === 'lang' ? lang : spec[name];
      const field = fields.get(name);
      if (!own || !field) return [];
      return [
        {
          name,
          read: compileValue(own, [...at, name], inner),
          coerce: compileCoerce(field, own, [...at, name], inner),
        },
      ];
    });
    return { spec, elements, others, texts: compileValue(spec, at, inner) };
  });
  const textField = fields.get('text') as DeclaredField;
  return (scope, evaluation, at) => {
    const items = readers.flatMap(({ spec, elements, others, texts }) =>
      (elements ? elements(scope, evaluation) : [scope]).flatMap((inner) =>
        guarded(spec, evaluation, at, [], () =>
          texts(inner, evaluation).map((text) => {
            const problem = valueProblem(textField, text);
            if (problem !== null) throw new InputError(problem);
            const item: Record<string, unknown> = { text };
            for (const { name, read, coerce } of others) {
              const [value] = read(inner, evaluation);
              if (value !== undefined) item[name] = coerce(value);
            }
            return item;
          }),
        ),
      ),
    );
    return withoutRepeats(items);
  };
}

/** The first of what is said twice: `other_names` mostly hold the name again. */
function withoutRepeats(items: readonly Readonly<Record<string, unknown>>[]) {
  if (items.length < 2) return items;
  const seen = new Set<string>();
  return items.filter(({ text, lang }) => {
    const key = `${String(lang ?? '')} ${String(text)}`;
    return !seen.has(key) && seen.add(key);
  });
}
