import { type GraphQLSchema, type GraphQLTypeResolver, isAbstractType, isObjectType } from 'graphql';
import { getMetadataStorage } from 'type-graphql';
import { argumentReader, type Values } from './arguments.js';

type Metadata = ReturnType<typeof getMetadataStorage>;
type Method = Metadata['queries'][number] | Metadata['fieldResolvers'][number];
type Parameter = (root: unknown, args: Values, context: unknown) => unknown;

/**
 * Puts functions of our own between the executor and the methods of the resolvers, in place of type-graphql's, which make and
 * check the input objects anew for every single object of an answer, with several promises each time. Methods that ask for
 * what these do not know (middleware, roles, the info of a field) keep type-graphql's.
 */
export function callMethodsDirectly(schema: GraphQLSchema): void {
  const { queries, fieldResolvers, objectTypes, interfaceTypes, unions } = getMetadataStorage();
  const replace = (typeName: string, fieldName: string, method: Method | undefined) => {
    const type = schema.getType(typeName);
    const field = isObjectType(type) ? type.getFields()[fieldName] : undefined;
    const resolve = method && resolverOf(method);
    if (field && resolve) field.resolve = resolve;
  };
  for (const query of queries) replace('Query', query.schemaName, query);
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

const instances = new Map<unknown, Readonly<Record<string, (...values: unknown[]) => unknown>>>();

/** Resolvers hold no state: one instance serves all requests. */
function instanceOf(target: unknown) {
  const known = instances.get(target) ?? new (target as new () => never)();
  instances.set(target, known);
  return known;
}

function resolverOf({ target, methodName, params = [], middlewares = [], roles }: Method) {
  const parameters = params.toSorted((a, b) => a.index - b.index).map(parameterOf);
  if (middlewares.length > 0 || roles || parameters.includes(null)) return null;
  const instance = instanceOf(target);
  const read = parameters as Parameter[];
  return (root: unknown, args: Values, context: unknown): unknown =>
    instance[methodName]?.(...read.map((each) => each(root, args, context)));
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
