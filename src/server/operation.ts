import { ApolloServerErrorCode } from '@apollo/server/errors';
import {
  type DocumentNode,
  type ExecutionArgs,
  GraphQLError,
  type GraphQLSchema,
  getOperationAST,
  parse,
  specifiedRules,
  validate,
} from 'graphql';
import type { RequestContext } from './context.js';
import { MAX_TOKENS, MAX_VALIDATION_ERRORS } from './limits.js';

export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/** What graphql-js needs to run an operation that came over a socket, or what is wrong with it: as Apollo does it for HTTP. */
export function prepareOperation(
  schema: GraphQLSchema,
  request: OperationRequest,
  context: () => RequestContext,
): ExecutionArgs | readonly GraphQLError[] {
  let document: DocumentNode;
  try {
    document = parse(request.query, { maxTokens: MAX_TOKENS });
  } catch (error) {
    return [withCode(error, ApolloServerErrorCode.GRAPHQL_PARSE_FAILED)];
  }
  const mistakes = validate(schema, document, specifiedRules, { maxErrors: MAX_VALIDATION_ERRORS });
  if (mistakes.length > 0) {
    return mistakes.map((mistake) => withCode(mistake, ApolloServerErrorCode.GRAPHQL_VALIDATION_FAILED));
  }
  if (!getOperationAST(document, request.operationName)) {
    const message = request.operationName
      ? `Unknown operation named "${request.operationName}".`
      : 'Must provide operation name if query contains multiple operations.';
    return [withCode(new GraphQLError(message), ApolloServerErrorCode.OPERATION_RESOLUTION_FAILURE)];
  }
  return {
    schema,
    document,
    operationName: request.operationName,
    variableValues: request.variables,
    contextValue: context(),
  };
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
