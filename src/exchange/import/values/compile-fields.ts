import { type DeclaredField, draftFields } from '../../../domain/write/draft.js';
import { LocalText, NameDraft } from '../../../domain/write/receipts.draft.js';
import { InputError } from '../../../errors.js';
import type { ClaimSpecs, PartSpec, TextSpec } from '../mapping/properties.schema.js';
import type { ValueSpec } from '../mapping/value.schema.js';
import { compileClaims } from './compile-claims.js';
import { compilePart } from './compile-part.js';
import { compileScalar, guarded, type Values } from './compile-property.js';
import { compileTexts } from './compile-texts.js';
import type { Evaluation, MappingPath, Surroundings } from './evaluation.js';
import type { Scope } from './path.js';
import type { Property } from './property.js';

type DraftClass = new () => object;

const isConstant = (spec: unknown): boolean => {
  const { literal, literals } = (Array.isArray(spec) ? spec[0] : spec) as ValueSpec;
  return literal !== undefined || literals !== undefined;
};

/** The keys of a part that are no properties of its draft. */
const OWN_KEYS = new Set(['each', 'filters', 'filters_not', 'on_error', 'claims']);

export function compileProperties(
  Class: DraftClass,
  spec: PartSpec,
  path: MappingPath,
  around: Surroundings,
): Property[] {
  const fields = draftFields(Class.prototype as object);
  return Object.entries(spec).flatMap(([name, own]) => {
    // The exact number of a quantity stands for both its ends, and is read as they are.
    const field = fields.get(name) ?? (name === 'value' ? fields.get('min') : undefined);
    if (own === undefined || !field || OWN_KEYS.has(name)) return [];
    return [{ name, field, isConstant: isConstant(own), values: compileOne(field, own, [...path, name], around) }];
  });
}

function compileOne(field: DeclaredField, spec: unknown, path: MappingPath, around: Surroundings): Values {
  const part = field.part?.();
  if (part === LocalText || part === NameDraft)
    return compileTexts(part as typeof LocalText, spec as TextSpec[], path, around);
  if (part) {
    const parts = ([spec].flat() as PartSpec[]).map((each, index) =>
      compilePart(part, each, field.list ? [...path, index] : path, around, compileProperties),
    );
    return (scope, evaluation, at) => {
      const made: unknown[] = [];
      for (const read of parts) made.push(...read(scope, evaluation, field.list ? `${at}[${made.length}]` : at));
      return made;
    };
  }
  if (!field.list) return compileScalar(field, spec as ValueSpec, path, around);
  const reads = (spec as ValueSpec[]).map((each, index) => compileScalar(field, each, [...path, index], around));
  return (scope, evaluation, at) => [...new Set(reads.flatMap((read) => read(scope, evaluation, at)))];
}

/** The fields of one object by its properties. A property that is no list and has several values is refused. */
export function compileObject(Class: DraftClass, spec: PartSpec, path: MappingPath, around: Surroundings) {
  const properties = compileProperties(Class, spec, path, around);
  const claims = spec['claims']
    ? compileClaims(spec['claims'] as ClaimSpecs, [...path, 'claims'], around, compileProperties)
    : null;
  return (scope: Scope, evaluation: Evaluation): Record<string, unknown> => {
    const fields: Record<string, unknown> = {};
    for (const { name, field, values } of properties) {
      const found = values(scope, evaluation, name);
      if (found.length === 0) continue;
      if (!field.list && found.length > 1)
        guarded({}, evaluation, name, undefined, () => {
          throw new InputError(`has ${found.length} values and can hold one: choose with first_of, or split no more`);
        });
      fields[name] = field.list ? found : found[0];
    }
    return claims ? claims(fields, scope, evaluation) : fields;
  };
}
