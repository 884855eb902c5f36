import type { ValueSpec } from '../mapping/value.schema.js';
import { compileValue } from './compile-value.js';
import type { Evaluation, MappingPath, Surroundings } from './evaluation.js';
import { compilePath, type Scope } from './path.js';

export type Each = (scope: Scope, evaluation: Evaluation) => readonly Scope[];

/**
 * The elements of a nested list, each a scope of its own with the row around it; or the pieces of a text, whose `.` is
 * the piece. A path of several steps has each of them around: in `countries.treaties`, `^` is the country.
 */
export function compileEach(each: string | ValueSpec, path: MappingPath, around: Surroundings): Each {
  if (typeof each !== 'string') {
    const texts = compileValue(each, path, around);
    return (scope, evaluation) => texts(scope, evaluation).map((value) => ({ value, around: scope }));
  }
  const ups = /^(\^[./])*/.exec(each)?.[0] ?? '';
  const steps = each
    .slice(ups.length)
    .split(/[./](?![^[]*\])/)
    .filter((step) => step !== '');
  const paths = steps.map((step, index) => compilePath(index === 0 ? ups + step : step));
  return (scope) =>
    paths.reduce<readonly Scope[]>(
      (scopes, read) => scopes.flatMap((each) => read(each).map((value) => ({ value, around: each }))),
      [scope],
    );
}
