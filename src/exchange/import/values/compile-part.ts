import { QuantityDraft } from '../../../domain/agreement/agreement.draft.js';
import { draftFields } from '../../../domain/write/draft.js';
import { LEFT_OUT } from '../fragment.js';
import type { ClaimSpecs, PartSpec } from '../mapping/properties.schema.js';
import { compileClaims } from './compile-claims.js';
import type { Values } from './compile-property.js';
import { compileFilters } from './conditions.js';
import { compileEach } from './each.js';
import { type Evaluation, inElements, type MappingPath, type Surroundings } from './evaluation.js';
import type { Scope } from './path.js';
import type { CompileProperties } from './property.js';

type DraftClass = new () => object;
type Part = Record<string, unknown>;

/** What a part is about: without it the row says nothing, and there is no such part. */
const SUBJECTS = new Set(['actor', 'commodity', 'value', 'code', 'agreement']);

/** A quantity with the ends and the bound that its numbers mean; undefined where it has no number. */
function quantity({ value, ...given }: Part): Part | undefined {
  const part = value === undefined ? given : { ...given, min: value, max: value };
  const { min, max, bound } = part;
  if (min === undefined && max === undefined) return undefined;
  if (bound !== undefined) return part;
  const meant = min === undefined ? 'AT_MOST' : max === undefined ? 'AT_LEAST' : min === max ? 'EXACT' : 'RANGE';
  return { ...part, bound: meant };
}

/**
 * The parts of one kind that a row makes: one for each element of `each`, and one for each of several values that a
 * property which is no list has; properties with one value are the same in all of them.
 */
export function compilePart(
  Class: DraftClass,
  spec: PartSpec,
  path: MappingPath,
  around: Surroundings,
  compileProperties: CompileProperties,
): Values {
  const inner = spec.each === undefined ? around : inElements(around);
  const elements = spec.each === undefined ? null : compileEach(spec.each, [...path, 'each'], around);
  const holds = compileFilters(spec, path, inner);
  const properties = compileProperties(Class, spec, path, inner);
  const claims = spec['claims']
    ? compileClaims(spec['claims'] as ClaimSpecs, [...path, 'claims'], inner, compileProperties)
    : null;
  const required = [...draftFields(Class.prototype as object)]
    .filter(([name, field]) => field.required && name !== 'slug')
    .map(([name]) => name);
  for (const name of required)
    if (!(name in spec) && name !== 'bound') around.report(path, `says no ${name}, and there is none without it`);
  const isAllConstant = properties.every((property) => property.isConstant);
  const subjects = Class === QuantityDraft ? new Set<string>() : SUBJECTS;
  const finish = Class === QuantityDraft ? quantity : (part: Part) => part;

  const combined = (
    found: readonly { readonly name: string; readonly list: boolean; readonly values: readonly unknown[] }[],
    at: string,
    evaluation: Evaluation,
  ): Part[] => {
    const counts = new Set(found.flatMap(({ list, values }) => (list || values.length < 2 ? [] : [values.length])));
    if (counts.size > 1) {
      evaluation.problems.push({
        path: at,
        message: `its properties have unlike numbers of values: ${[...counts].join(' and ')}`,
      });
      return [];
    }
    const [count = 1] = counts;
    const parts: Part[] = [];
    for (let index = 0; index < count; index += 1) {
      const part: Part = {};
      for (const { name, list, values } of found)
        if (values.length > 0) part[name] = list ? values : (values[index] ?? values[0]);
      parts.push(part);
    }
    return parts;
  };

  /** The parts of one element, and what is wrong with them in `evaluation`. */
  const partsOf = (scope: Scope, evaluation: Evaluation, at: string): Part[] => {
    const path = (name: string) => `${at}.${name}`;
    const found = properties.map(({ name, field, values, isConstant }) => ({
      name,
      list: field.list ?? false,
      isConstant,
      values: values(scope, evaluation, path(name)),
    }));
    const isSilent = !isAllConstant && found.every(({ values, isConstant }) => isConstant || values.length === 0);
    if (isSilent || found.some(({ name, values }) => subjects.has(name) && values.length === 0)) return [];
    return combined(found, at, evaluation).flatMap((part) => {
      const whole = finish(claims ? claims(part, scope, evaluation) : part);
      if (whole === undefined) return [];
      const missing = required.filter((name) => whole[name] === undefined);
      if (missing.length === 0) return [whole];
      const told = new Set([
        ...evaluation.problems.map((each) => each.path),
        ...evaluation.flags.map((each) => each.property),
      ]);
      for (const name of missing)
        if (!told.has(path(name))) evaluation.problems.push({ path: path(name), message: 'is missing' });
      return [];
    });
  };

  return (scope, outer, at) =>
    (elements ? elements(scope, outer) : [scope]).flatMap((each) => {
      if (holds && !holds(each)) return [];
      const evaluation: Evaluation = { ...outer, problems: [], flags: [] };
      const made = partsOf(each, evaluation, at);
      outer.flags.push(...evaluation.flags);
      if (evaluation.problems.length === 0) return made;
      if (spec.on_error === 'leave_out')
        outer.flags.push(
          ...evaluation.problems.map(({ path: property, message }) => ({ property, code: LEFT_OUT, message })),
        );
      else outer.problems.push(...evaluation.problems);
      return [];
    });
}
