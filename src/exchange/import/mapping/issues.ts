import type { z } from 'zod';
import type { MappingPath } from '../values/evaluation.js';

export interface MappingProblem {
  readonly path: MappingPath;
  readonly message: string;
}

type Issue = z.core.$ZodIssue;

/** How far into the value the complaints of one form of it lead: the form that was meant is understood best. */
function depth(issues: readonly Issue[]): number {
  return Math.max(
    0,
    ...issues.map(
      (issue) => issue.path.length + (issue.code === 'invalid_union' ? Math.max(0, ...issue.errors.map(depth)) : 0),
    ),
  );
}

/** The complaints of zod in the words of a mapping. */
export function problemsOfIssues(issues: readonly Issue[], around: MappingPath = []): MappingProblem[] {
  return issues.flatMap((issue): MappingProblem[] => {
    const path = [...around, ...(issue.path as (string | number)[])];
    if (issue.code === 'invalid_union') {
      if (issue.errors.length === 0) return [{ path, message: `must be one that is known: ${issue.message}` }];
      const isWrongKind = (each: readonly Issue[]) =>
        each.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0);
      const fitting = issue.errors.filter((each) => !isWrongKind(each));
      const best =
        [...(fitting.length > 0 ? fitting : issue.errors)].sort(
          (a, b) => depth(b) - depth(a) || a.length - b.length,
        )[0] ?? [];
      if (fitting.length === 0)
        return [
          {
            path,
            message: `has a form that is not known here: ${issue.errors
              .flat()
              .map(({ message }) => message.replace(/^Invalid input: /, ''))
              .join(', or ')}`,
          },
        ];
      return problemsOfIssues(best, path);
    }
    if (issue.code === 'unrecognized_keys') return [{ path: [...path, issue.keys[0] ?? ''], message: issue.message }];
    if (issue.code === 'invalid_type' && /undefined$/.test(issue.message))
      return [{ path: path.slice(0, -1), message: `says no ${String(path.at(-1))}` }];
    return [{ path, message: issue.message.replace(/^Invalid (input|option): /, '') }];
  });
}
