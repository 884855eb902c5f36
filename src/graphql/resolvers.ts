import { type GraphQLSchema, type GraphQLTypeResolver, isAbstractType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { InputError } from '../errors.js';
import { argumentReader, type Values } from './arguments.js';
import { asInputError, type Problem, problemsOfError } from './input.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Method = Metadata['queries'][number] | Metadata['fieldResolvers'][number];
type Parameter = (root: unknown, args: Values, context: unknown) => unknown;

/**
 * Puts functions of our own between the executor and the methods of the resolvers, in place of type-graphql's, which make and
 * check the input objects anew for every single object of an answer, with several promises each time. Methods that ask for
 * what these do not know (middleware, roles, the info of a field) keep type-graphql's. The method of a subscription gives
 * its events.
 */
export function callMethodsDirectly(schema: GraphQLSchema): void {
  const { queries, subscriptions, fieldResolvers, objectTypes, interfaceTypes, unions } = getMetadataStorage();
  const replace = (typeName: string, fieldName: string, method: Method | undefined) => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const resolve = method && resolverOf(method);
    if (field && resolve) field.resolve = resolve;
  };
  for (const query of queries) replace('Query', query.schemaName, query);
  for (const subscription of subscriptions) {
    const field = schema.getSubscriptionType()?.getFields()[subscription.schemaName];
    const subscribe = resolverOf(subscription);
    if (!field || !subscribe) throw new Error(`${subscription.schemaName} asks for what a subscription does not get.`);
    field.subscribe = subscribe;
    field.resolve = (event) => event;
  }
  for (const { name, fields = [], interfaceClasses = [] } of objectTypes) {
    const inherited = interfaceTypes.filter(({ target }) => interfaceClasses.includes(target));
    for (const field of [...inherited.flatMap((each) => each.fields ?? []), ...fields]) {
      const method = fieldResolvers.find(
        ({ methodName, getObjectType }) => methodName === field.name && getObjectType?.() === field.target,
      );
      replace(name, field.schemaName, method);
    }
  }
  for (const { name, resolveType } of [...interfaceTypes, ...unions]) {
    const type = schema.getType(name);
    if (isAbstractType(type) && resolveType) type.resolveType = resolveType as GraphQLTypeResolver<unknown, unknown>;
  }
}

type Instance = Readonly<Record<string, (...values: unknown[]) => unknown>>;

const instances = new Map<unknown, Instance>();

/** Resolvers hold no state: one instance serves all requests. */
function instanceOf(target: unknown) {
  const known = instances.get(target) ?? new (target as new () => never)();
  instances.set(target, known);
  return known;
}

function resolverOf({ target, methodName, params = [], middlewares = [], roles }: Method) {
  const ordered = params.toSorted((a, b) => a.index - b.index);
  const parameters = ordered.map(parameterOf);
  if (middlewares.length > 0 || roles || parameters.includes(null)) return null;
  const call = callOf(instanceOf(target), methodName, parameters as Parameter[]);
  const readers = ordered.flatMap((each, index) =>
    each.kind === 'arg' || each.kind === 'args' ? [parameters[index] as Parameter] : [],
  );
  return readers.length > 1 ? namingAllMistakes(call, readers) : call;
}

/** Where one of several parameters is wrong, the others are looked at as well. */
const namingAllMistakes =
  (call: Parameter, readers: readonly Parameter[]): Parameter =>
  (root, args, context) => {
    try {
      return call(root, args, context);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const problems = readers.flatMap((read) => problemsOfReading(() => read(root, args, context)));
      throw problems.length > 0 ? asInputError(problems) : error;
    }
  };

function problemsOfReading(read: () => unknown): readonly Problem[] {
  try {
    read();
    return [];
  } catch (error) {
    return problemsOfError(error);
  }
}

/** Without a list of the values for the numbers of parameters that there are: this is called for every field of an answer. */
function callOf(instance: Instance, method: string, parameters: readonly Parameter[]): Parameter {
  const [first, second, third, fourth, fifth] = parameters;
  const one: Parameter = (root, args, context) => instance[method]?.(first?.(root, args, context));
  const two: Parameter = (root, args, context) =>
    instance[method]?.(first?.(root, args, context), second?.(root, args, context));
  const five: Parameter = (root, args, context) =>
    instance[method]?.(
      first?.(root, args, context),
      second?.(root, args, context),
      third?.(root, args, context),
      fourth?.(root, args, context),
      fifth?.(root, args, context),
    );
  const any: Parameter = (root, args, context) =>
    instance[method]?.(...parameters.map((each) => each(root, args, context)));
  if (second === undefined) return one;
  if (third === undefined) return two;
  return parameters.length > 5 ? any : five;
}

function parameterOf(parameter: NonNullable<Method['params']>[number]): Parameter | null {
  switch (parameter.kind) {
    case 'root':
      return parameter.propertyName === undefined ? (root) => root : null;
    case 'context':
      return parameter.propertyName === undefined ? (_, __, context) => context : null;
    case 'arg':
    case 'args': {
      const read = argumentReader(parameter);
      return (_, args) => read(args);
    }
    default:
      return null;
  }
}
