import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  type OperationDefinitionNode,
  OperationTypeNode,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { DocumentGuard } from '../graphql/bounds/guard.js';
import { MAX_VALIDATION_ERRORS } from '../graphql/bounds/limits.js';
import type { RequestContext } from './context.js';

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * What graphql-js needs to run an operation that came over a socket, or what is wrong with it: as Apollo does it for HTTP,
 * with the same guard.
 */
export function prepareOperation(
  schema: GraphQLSchema,
  guard: DocumentGuard,
  request: OperationRequest,
  context: () => RequestContext,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(request.query, guard.parseOptions);
  } catch (error) {
    return [guard.unparsed(error) ?? withCode(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)];
  }
  const mistakes = validate(schema, document, [...specifiedRules, guard.rule], { maxErrors: MAX_VALIDATION_ERRORS });
  if (mistakes.length > 0) {
    return mistakes.map((mistake) => withCode(mistake, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  }
  const operation = getOperationAST(document, request.operationName);
  if (!operation) {
    const message = request.operationName
      ? `Unknown operation named "${request.operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
    return [withCode(new GraphQLError(message), ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE)];
  }
  const missing = missingRootType(schema, operation);
  const refused = missing ?? guard.tooCostly(document, operation, request.variables);
  if (refused) return [refused];
  return {
    schema,
    document,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: context(),
  };
}

/**
 * What is wrong with an operation of a kind that the schema has none of: graphql-js validates nothing in it, and finds out
 * while executing, as if it were our mistake.
 */
export function missingRootType(schema: GraphQLSchema, operation: OperationDefinitionNode): GraphQLError | undefined {
  if (schema.getRootType(operation.operation)) return undefined;
  const kinds = Object.values(OperationTypeNode).filter((kind) => schema.getRootType(kind));
  const message = `The schema has no ${operation.operation} yet: what can be sent is a ${kinds.join(' or a ')}.`;
  const extensions = { code: ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED };
  return new GraphQLError(message, { nodes: operation, extensions });
}

function withCode(error: unknown, code: string): GraphQLError {
  if (!(error instanceof GraphQLError)) return new GraphQLError(String(error), { originalError: error as Error });
  const { message, nodes, source, positions, extensions } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    originalError: error,
    extensions: { ...extensions, code },
  });
}
