import { getMetadataStorage, type ValidationError, validateSync } from 'class-validator';
import { type GraphQLResolveInfo, getNamedType } from 'graphql';
import { AccordError, type ErrorCode, InputError } from '../errors.js';

/** One wrong value: `path` leads to it as a person would write it (`filter.date.from`). */
export interface Problem {
  readonly path: string;
  readonly message: string;
  /** BAD_USER_INPUT without this. */
  readonly code?: ErrorCode;
  /** What belongs to the code, such as `near`. */
  readonly [detail: string]: unknown;
}

const collect = (errors: readonly ValidationError[], prefix: string): Problem[] =>
  errors.flatMap((error) => {
    const path = /^\d+$/.test(error.property)
      ? `${prefix}[${error.property}]`
      : `${prefix}${prefix && '.'}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...collect(error.children ?? [], path)];
  });

// class-validator looks through all classes for each value that it checks, also where there is nothing to check.
const checked = new WeakMap<object, boolean>();

function isChecked({ constructor: type }: object): boolean {
  if (typeof type !== 'function') return false;
  const known = checked.get(type);
  if (known !== undefined) return known;
  const checks = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  checked.set(type, checks.length > 0);
  return checks.length > 0;
}

const CHECKS = { forbidUnknownValues: false, validationError: { target: false, value: false } };

/** All class-validator complaints about an input object; none when it is right. */
export const problemsOf = (value: object, path = ''): Problem[] =>
  isChecked(value) ? collect(validateSync(value, CHECKS), path) : [];

/** All that is wrong as one error, with the code that they share. */
export function asInputError(given: readonly Problem[]): AccordError {
  const told = new Set<string>();
  const problems = given
    .filter(({ path, message }) => !told.has(`${path} ${message}`) && told.add(`${path} ${message}`))
    .map(({ path, message, code = 'BAD_USER_INPUT', ...details }) => ({ path, message, code, ...details }));
  const text = inShort(problems.map(({ path, message }) => `${path}: ${message}`).join('; '));
  const [first] = problems;
  if (!first || first.code === 'BAD_USER_INPUT' || problems.some(({ code }) => code !== first.code))
    return new InputError(text, { argument: first?.path, problems });
  const { path, message: _, code, ...details } = first;
  return new AccordError(code, text, { ...details, argument: path, problems });
}

/** All problems stand beside the message, whose beginning is enough for people where there are very many. */
const LONGEST_MESSAGE = 4_000;

export const inShort = (message: string): string =>
  message.length <= LONGEST_MESSAGE
    ? message
    : `${Array.from(message.slice(0, LONGEST_MESSAGE)).slice(0, -1).join('')} …`;

/** A mistake in what was asked, with the problems that it stands for. Anything else, such as a database that is gone, comes first. */
const isMistake = (error: unknown): error is AccordError =>
  error instanceof AccordError && typeof error.extensions['argument'] === 'string';

/** The wrong values that an error tells of; none where it tells of something else. */
export const problemsOfError = (error: unknown): readonly Problem[] =>
  mistakesIn(error).map((each) => ({ ...each, message: each.message.replace(`${each.path}: `, '') }));

/** The same, each in the words in which it would be told alone. */
export const mistakesIn = (error: unknown): readonly Problem[] => (isMistake(error) ? problemsIn(error) : []);

const problemsIn = ({ message, extensions: { argument, problems, count: _, ...details } }: AccordError) =>
  (problems as readonly Problem[] | undefined) ?? [{ path: argument as string, message, ...details }];

/** Of how many wrong values an error stands; of some of them it does not tell. */
export const countOf = (error: unknown): number => {
  const count = isMistake(error) ? error.extensions['count'] : undefined;
  return typeof count === 'number' ? count : mistakesIn(error).length;
};

/** Of so many mistakes at once a reader needs the first few; each may name many candidates. */
const MOST_PROBLEMS = 20;

/** One error for `count` wrong values, of which it tells the first 20, with the code and details of the first. */
export function together(problems: readonly Problem[], count: number): AccordError {
  const told = problems.slice(0, MOST_PROBLEMS);
  const [{ code = 'BAD_USER_INPUT', path, message, ...details }] = told as [Problem];
  if (count === 1) return new AccordError(code, message, { argument: path, ...details });
  const more = count > told.length ? [`There are ${count - told.length} more.`] : [];
  return new AccordError(code, [...told.map((each) => each.message), ...more].join(' '), {
    argument: path,
    ...details,
    ...(more.length > 0 && { count }),
    problems: told,
  });
}

/**
 * All values, in their order, when each of them is there or refused: none is left behind to fail where nobody looks.
 * @throws where one is refused, its error; where several are wrong values of the question, the first error with all of
 * them, at most 20, as `problems`
 */
export async function allRight<const Values extends readonly unknown[]>(
  values: Values,
): Promise<{ -readonly [Index in keyof Values]: Awaited<Values[Index]> }> {
  const settled = await Promise.allSettled(values);
  const refused = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  if (refused.length === 0) return settled.map((each) => (each as PromiseFulfilledResult<unknown>).value) as never;
  const other = refused.find((error) => !isMistake(error));
  if (other !== undefined || refused.length === 1) throw other ?? refused[0];
  throw together(
    refused.flatMap(mistakesIn),
    refused.reduce<number>((sum, error) => sum + countOf(error), 0),
  );
}

/** The name of the argument that takes an input object; empty for an object that stands for all arguments of a field. */
const argumentOf = (value: object, { parentType, fieldName }: GraphQLResolveInfo): string =>
  parentType.getFields()[fieldName]?.args.find(({ type }) => getNamedType(type).name === value.constructor.name)
    ?.name ?? '';

/** What type-graphql calls for every argument object of every field. */
export function validateArguments(value: unknown, _: unknown, { info }: { readonly info: GraphQLResolveInfo }): void {
  if (typeof value !== 'object' || value === null) return;
  if ((value.constructor as { isCheckedLater?: boolean }).isCheckedLater) return;
  const isObject = (item: unknown) => typeof item === 'object' && item !== null;
  const problems = Array.isArray(value)
    ? value.flatMap((item, index) => (isObject(item) ? problemsOf(item, `${argumentOf(item, info)}[${index}]`) : []))
    : problemsOf(value, argumentOf(value, info));
  if (problems.length > 0) throw asInputError(problems);
}
