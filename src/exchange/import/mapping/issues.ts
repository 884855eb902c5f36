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

const KINDS: Readonly<Record<string, string>> = { object: 'a map', array: 'a list', string: 'a text', null: 'nothing' };
const kind = (name: string) => KINDS[name] ?? `a ${name}`;

/** Of words that may be written in two ways the first one is enough. */
const inOneSpelling = (words: readonly string[]) =>
  [...new Map(words.toReversed().map((word) => [word.toLowerCase(), word])).values()].toReversed();

const worded = (message: string): string =>
  message
    .replace(/^Invalid (input|option): /, '')
    .replace(
      /^expected object, received (\w+)$/,
      (_, got: string) => `must be a map, such as { column: … }, not ${kind(got)}`,
    )
    .replace(
      /^expected (\w+), received (\w+)$/,
      (_, wanted: string, got: string) => `must be ${kind(wanted)}, not ${kind(got)}`,
    )
    .replace(
      /^Invalid discriminator value\. Expected (.*)$/,
      (_, values: string) => `must be one of ${inOneSpelling(values.replaceAll("'", '').split(' | ')).join(', ')}`,
    );

/** The complaints of zod in the words of a mapping. */
export function problemsOfIssues(issues: readonly Issue[], around: MappingPath = []): MappingProblem[] {
  return issues.flatMap((issue): MappingProblem[] => {
    const path = [...around, ...(issue.path as (string | number)[])];
    if (issue.code === 'invalid_union') {
      if (issue.errors.length === 0) return [{ path, message: worded(issue.message) }];
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
            message: `${issue.errors
              .flat()
              .map(({ message }) => worded(message))
              .join(', or ')}`,
          },
        ];
      return problemsOfIssues(best, path);
    }
    if (issue.code === 'unrecognized_keys') return [{ path: [...path, issue.keys[0] ?? ''], message: issue.message }];
    if (issue.code === 'invalid_type' && /undefined$/.test(issue.message))
      return [{ path: path.slice(0, -1), message: `says no ${String(path.at(-1))}` }];
    return [{ path, message: worded(issue.message) }];
  });
}
