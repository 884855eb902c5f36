import {
  GraphQLError,
  type GraphQLSchema,
  isInputObjectType,
  Kind,
  type OperationDefinitionNode,
  type TypeNode,
} from 'graphql';
import { InputError } from '../errors.js';
import { asInputError } from './input.js';

/** Databases limit the size and depth of a condition; these keep well below. */
export const MOST_FILTERS = 100;
export const DEEPEST = 20;

const PARTS = ['and', 'or', 'not'] as const;

/** What a filter is combined of, one level below; of what is no filter, nothing. */
const below = (filter: unknown): unknown[] =>
  typeof filter !== 'object' || filter === null
    ? []
    : PARTS.flatMap((part) => (filter as Readonly<Record<string, unknown>>)[part] ?? []);

/**
 * Looks at nothing but how filters are combined, and no further than to the limit: whatever else is done with filters comes
 * after. `value` is a filter or a list of them, as it was sent or as it was made of that.
 * @throws InputError when they are too many or too deep
 */
export function requireMeasure(value: unknown, argument: string): void {
  const wrong = (what: string) => asInputError([{ path: argument, message: `${what}; ask for less at once` }]);
  let filters = 0;
  let level = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  for (let depth = 1; level.length > 0; depth++) {
    filters += level.length;
    if (filters > MOST_FILTERS) throw wrong(`at most ${MOST_FILTERS} filters can be combined`);
    if (depth > DEEPEST) throw wrong(`filters can be nested ${DEEPEST} deep at most`);
    level = level.flatMap(below);
  }
}

/** The name of the type of a variable, whatever lists and requirements are around it. */
export const namedTypeOf = (type: TypeNode): string =>
  type.kind === Kind.NAMED_TYPE ? type.name.value : namedTypeOf(type.type);

/** The first variable of an operation that holds too many filters, before graphql-js looks at each of them. */
export function immeasurableFilter(
  schema: GraphQLSchema,
  { variableDefinitions = [] }: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): GraphQLError | undefined {
  for (const definition of variableDefinitions) {
    const type = schema.getType(namedTypeOf(definition.type));
    if (!isInputObjectType(type) || !PARTS.every((part) => type.getFields()[part])) continue;
    const { value } = definition.variable.name;
    try {
      requireMeasure(variables[value], `$${value}`);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return new GraphQLError(error.message, { nodes: definition, extensions: { ...error.extensions } });
    }
  }
  return undefined;
}
