import type { DeclaredField } from '../../../domain/write/draft.js';
import { AccordError } from '../../../errors.js';
import { LEFT_OUT, type Mention } from '../fragment.js';
import type { ValueSpec } from '../mapping/value.schema.js';
import { compileCoerce } from './coerce.js';
import { compileValue } from './compile-value.js';
import { compileFilters } from './conditions.js';
import { constantsOf } from './constants.js';
import type { Evaluation, MappingPath, Surroundings, Texts } from './evaluation.js';
import type { Scope } from './path.js';

/** All values of a property that a row gives, as a draft holds them. `at` is its path, for messages. */
export type Values = (scope: Scope, evaluation: Evaluation, at: string) => readonly unknown[];

/** Joins the values of keys: unlike keys stay unlike. */
export const KEY_MARK = '|';

/** One key of several columns; nothing where all of them are empty. */
export function compileKey(
  keys: readonly (string | ValueSpec)[],
  literal: string | undefined,
  path: MappingPath,
  around: Surroundings,
): Texts {
  const reads = keys.map((key, index) =>
    compileValue(typeof key === 'string' ? { column: key } : key, [...path, index], around),
  );
  const first = literal === undefined ? [] : [literal];
  const [only] = reads;
  // One column with several values, such as a list that is split, means several records.
  if (only && reads.length === 1 && literal === undefined) return only;
  return (scope, evaluation) => {
    const parts = reads.map((read) => read(scope, evaluation));
    if (reads.length > 0 && parts.every((texts) => texts.length === 0)) return [];
    return [[...first, ...parts.map((texts) => texts.join(','))].join(KEY_MARK)];
  };
}

/** Mentions of records: of those that this mapping makes, or by what the source calls them. */
export function compileMentions(
  spec: ValueSpec,
  path: MappingPath,
  around: Surroundings,
): (scope: Scope, evaluation: Evaluation) => readonly Mention[] {
  const { entity, keys } = spec;
  if (entity === undefined) {
    const texts = compileValue(spec, path, around);
    const onMissing = spec.on_missing === 'refuse' ? ('REFUSE' as const) : ('LEAVE_OUT' as const);
    return (scope, evaluation) => texts(scope, evaluation).map((ref) => ({ ref, onMissing }));
  }
  const known = around.keysOf(entity);
  const mention = (key: string): Mention => ({ record: entity, key });
  if (known === undefined) {
    around.report([...path, 'entity'], `"${entity}" is not among the entities of the mapping`);
    return () => [];
  }
  const holds = compileFilters(spec, path, around);
  if (keys !== undefined) {
    const read = compileKey(keys, undefined, [...path, 'keys'], around);
    return (scope, evaluation) => (holds && !holds(scope) ? [] : read(scope, evaluation).map(mention));
  }
  if (known === 'ELSEWHERE') {
    around.report([...path, 'entity'], `"${entity}" is not made by this query: say its keys`);
    return () => [];
  }
  return (scope, evaluation) => (holds && !holds(scope) ? [] : known(evaluation).map(mention));
}

const problemOf = (error: unknown): string => {
  if (error instanceof AccordError) return error.message;
  throw error;
};

/** Runs `read`; what cannot be taken is a problem of the row, or is left out and reported where the mapping says so. */
export function guarded<Result>(
  spec: { readonly on_error?: 'leave_out' | 'refuse' | undefined },
  evaluation: Evaluation,
  at: string,
  otherwise: Result,
  read: () => Result,
): Result {
  try {
    return read();
  } catch (error) {
    const message = problemOf(error);
    if (spec.on_error === 'leave_out') evaluation.flags.push({ property: at, code: LEFT_OUT, message });
    else evaluation.problems.push({ path: at, message });
    return otherwise;
  }
}

/** A property that is no part: a Ref, a text, a date, a number, one of a list of values. */
export function compileScalar(field: DeclaredField, spec: ValueSpec, path: MappingPath, around: Surroundings): Values {
  if (field.refers) {
    const mentions = compileMentions(spec, path, around);
    return (scope, evaluation, at) => guarded(spec, evaluation, at, [], () => mentions(scope, evaluation));
  }
  if (spec.entity !== undefined)
    around.report([...path, 'entity'], 'is for properties that refer to a record, and this is none');
  const texts = compileValue(spec, path, around);
  const coerce = compileCoerce(field, spec, path, around);
  for (const { text, at } of constantsOf(spec, around)) {
    try {
      coerce(text);
    } catch (error) {
      around.report([...path, ...at], problemOf(error));
    }
  }
  return (scope, evaluation, at) => {
    const flagged = evaluation.flags.length;
    const values = guarded(spec, evaluation, at, [] as unknown[], () =>
      texts(scope, evaluation).map((text) => coerce(text)),
    );
    for (let index = flagged; index < evaluation.flags.length; index += 1) {
      const flag = evaluation.flags[index];
      if (flag?.property === '') evaluation.flags[index] = { ...flag, property: at };
    }
    return values;
  };
}
