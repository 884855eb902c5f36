import { type Problem, problemsOfError } from '../../../graphql/input.js';

/** What is wrong with records shows only when they are written: the batch has to be written without them. */
export class Guilty extends Error {
  /** By the number of the staged record. */
  readonly problems: ReadonlyMap<number, readonly Problem[]>;

  constructor(problems: ReadonlyMap<number, readonly Problem[]>) {
    super('Some records of a batch cannot be written.');
    this.problems = problems;
  }
}

/** Which records of a batch an error is about, where it says so: the paths of its problems begin with their numbers. */
export function guiltyOf(error: unknown): unknown {
  const problems = new Map<number, Problem[]>();
  for (const { path, message } of problemsOfError(error)) {
    const [, id, rest = ''] = /^(\d+)\.?(.*)$/s.exec(path) ?? [];
    if (id === undefined) return error;
    problems.set(Number(id), [...(problems.get(Number(id)) ?? []), { path: rest, message }]);
  }
  return problems.size > 0 ? new Guilty(problems) : error;
}
