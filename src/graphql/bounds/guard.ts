import {
  type DocumentNode,
  GraphQLBoolean,
  GraphQLError,
  GraphQLInt,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  type ValidationRule,
} from 'graphql';
import type { DocumentLimits } from '../../config.js';
import { immeasurableFilter, namedTypeOf } from '../filter-measure.js';
import { costOf } from './cost.js';
import { overLimit } from './refuse.js';
import { exceeded, shapeOf } from './shape.js';

/** What stands between a document and its execution, the same whichever way it came. */
export interface DocumentGuard {
  readonly parseOptions: { readonly maxTokens: number };
  /** The shape of the whole document: what does not depend on variables. */
  readonly rule: ValidationRule;
  /** What is too much in an operation with these variables: what it would cost, or filters in them. Never throws. */
  tooCostly(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | null | undefined,
  ): GraphQLError | undefined;
  /** What a document that cannot be parsed is told: one with too many tokens which limit that is. */
  unparsed(error: unknown): GraphQLError | undefined;
}

export function createDocumentGuard(schema: GraphQLSchema, limits: DocumentLimits): DocumentGuard {
  const fixed = new WeakMap<OperationDefinitionNode, number>();
  return {
    parseOptions: { maxTokens: limits.tokens },
    rule: (context) => ({
      Document(document) {
        const refused = misshapen(document, limits);
        if (refused) context.reportError(refused);
      },
    }),
    tooCostly(document, operation, variables) {
      const immeasurable = immeasurableFilter(schema, operation, variables ?? {});
      if (immeasurable) return immeasurable;
      let cost = fixed.get(operation);
      if (cost === undefined) {
        try {
          cost = costOf({ schema, operation, fragments: fragmentsOf(document), variables: variables ?? {} });
        } catch {
          cost = Infinity;
        }
        if (!operation.variableDefinitions?.some(({ type }) => MULTIPLIES.has(namedTypeOf(type))))
          fixed.set(operation, cost);
      }
      return cost <= limits.cost ? undefined : overLimit('cost', limits.cost, cost, operation);
    },
    unparsed(error) {
      const isTooLong =
        error instanceof RangeError || (error instanceof GraphQLError && TOO_MANY_TOKENS.test(error.message));
      return isTooLong ? overLimit('tokens', limits.tokens, limits.tokens + 1) : undefined;
    },
  };
}

/** Page sizes and the conditions of skip and include are of these types: without variables of them an operation costs the same always. */
const MULTIPLIES: ReadonlySet<string> = new Set([GraphQLInt.name, GraphQLBoolean.name]);

// graphql-js stops there, and says so in these words only
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more that \d+ tokens/;

// what is thrown inside a rule would count as a mistake of ours
function misshapen(document: DocumentNode, limits: DocumentLimits): GraphQLError | undefined {
  try {
    const shape = shapeOf(document);
    const name = exceeded(shape, limits);
    return name && overLimit(name, limits[name], shape[name]);
  } catch {
    return overLimit('depth', limits.depth, Infinity);
  }
}

const fragmentsOf = (document: DocumentNode) =>
  new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map(({ name, typeCondition, selectionSet }) => [name.value, { on: typeCondition.name.value, selectionSet }]),
  );
