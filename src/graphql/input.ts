import { type ValidationError, validateSync } from 'class-validator';
import { type GraphQLResolveInfo, getNamedType } from 'graphql';
import { InputError } from '../errors.js';

/** One wrong value: `path` leads to it as a person would write it (`filter.date.from`). */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

const collect = (errors: readonly ValidationError[], prefix: string): Problem[] =>
  errors.flatMap((error) => {
    const path = /^\d+$/.test(error.property)
      ? `${prefix}[${error.property}]`
      : `${prefix}${prefix && '.'}${error.property}`;
    const own = Object.values(error.constraints ?? {}).map((message) => ({ path, message }));
    return [...own, ...collect(error.children ?? [], path)];
  });

/** All class-validator complaints about an input object; none when it is right. */
export const problemsOf = (value: object, path = ''): Problem[] =>
  collect(validateSync(value, { forbidUnknownValues: false, validationError: { target: false, value: false } }), path);

export const asInputError = (problems: readonly Problem[]): InputError =>
  new InputError(problems.map(({ path, message }) => `${path}: ${message}`).join('; '), {
    argument: problems[0]?.path,
    problems,
  });

/** The name of the argument that takes an input object; empty for an object that stands for all arguments of a field. */
const argumentOf = (value: object, { parentType, fieldName }: GraphQLResolveInfo): string =>
  parentType.getFields()[fieldName]?.args.find(({ type }) => getNamedType(type).name === value.constructor.name)
    ?.name ?? '';

/** What type-graphql calls for every argument object of every field. */
export function validateArguments(value: unknown, _: unknown, { info }: { readonly info: GraphQLResolveInfo }): void {
  if (typeof value !== 'object' || value === null) return;
  const isObject = (item: unknown) => typeof item === 'object' && item !== null;
  const problems = Array.isArray(value)
    ? value.flatMap((item, index) => (isObject(item) ? problemsOf(item, `${argumentOf(item, info)}[${index}]`) : []))
    : problemsOf(value, argumentOf(value, info));
  if (problems.length > 0) throw asInputError(problems);
}
