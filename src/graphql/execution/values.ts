import {
  type GraphQLAbstractType,
  GraphQLError,
  type GraphQLLeafType,
  type GraphQLObjectType,
  isObjectType,
} from 'graphql';
import type { FieldPlan } from './plan.js';

export const isPrimitive = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** What a scalar or an enum shows of a value. @throws where it shows nothing. */
export function serialized(type: GraphQLLeafType, value: unknown): unknown {
  const shown = type.serialize(value);
  if (shown === null || shown === undefined)
    throw new Error(`Expected \`${type.name}.serialize\` to return a value, and it did not.`);
  return shown;
}

export const isPromise = (value: unknown): value is PromiseLike<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** The property of the field's name; a method is called, as graphql-js does. */
export function propertyOf(source: unknown, { name, info }: FieldPlan, args: object, context: unknown): unknown {
  if (typeof source !== 'object' || source === null) return undefined;
  const value = (source as Record<string, unknown>)[name];
  return typeof value === 'function' ? value.call(source, args, context, info) : value;
}

/** The type of a value of an interface or a union. @throws where it is none of them. */
export function concreteTypeOf(
  type: GraphQLAbstractType,
  value: unknown,
  { info }: FieldPlan,
  context: unknown,
): GraphQLObjectType {
  const { schema } = info;
  const resolveType = type.resolveType as NonNullable<typeof type.resolveType>;
  const name = resolveType(value, context, info, type);
  const concrete = typeof name === 'string' ? schema.getType(name) : undefined;
  if (!isObjectType(concrete) || !schema.isSubType(type, concrete))
    throw new GraphQLError(
      `Abstract type "${type.name}" was resolved to "${String(name)}", which is not one of its types.`,
    );
  return concrete;
}
