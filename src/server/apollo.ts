import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { Logger } from '../logger.js';
import type { RequestContext } from './context.js';
import { executedBy } from './executor.js';
import { DRAIN_MS, MAX_TOKENS, MAX_VALIDATION_ERRORS } from './limits.js';
import { missingRootType } from './operation.js';
import type { PublishError } from './public-error.js';

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly logger: Logger;
  readonly httpServer: Server;
  readonly publishError: PublishError;
  /** Told the HTTP request whose document or variables are wrong, before its answer is sent. */
  readonly onClientMistake: (request: object) => void;
  /** Told the HTTP request of a query that is answered without any error, before its answer is sent. */
  readonly onWholeAnswer: (request: object) => void;
}

// What GraphQL over HTTP answers with 200 under application/json: the request itself was well-formed.
const CLIENT_MISTAKES: ReadonlySet<unknown> = new Set([
  'GRAPHQL_PARSE_FAILED',
  'GRAPHQL_VALIDATION_FAILED',
  'OPERATION_RESOLUTION_FAILURE',
  'BAD_USER_INPUT',
]);

/** Apollo Server, not yet started. It serves what the HTTP route hands it; sockets have their own way in. */
export function createApollo(options: ApolloOptions): ApolloServer<RequestContext> {
  const { schema, logger, httpServer, publishError, onClientMistake, onWholeAnswer } = options;
  // formatError knows no request: the id is noted for each error before it is called
  const requestIds = new WeakMap<object, string>();
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ operation }) {
      const missing = operation && missingRootType(schema, operation);
      if (missing) {
        // Apollo takes what is thrown here for a failure of the server
        missing.extensions['http'] = { status: 400 };
        throw missing;
      }
      if (operation?.operation === 'subscription') throw subscriptionOverHttp();
    },
    async didEncounterErrors({ errors, contextValue }) {
      for (const error of errors) requestIds.set(error, contextValue.requestId);
    },
    async willSendResponse({ request, operation, response: { http, body } }) {
      if (body.kind === 'single' && !body.singleResult.errors && operation?.operation === 'query' && request.http) {
        onWholeAnswer(request.http);
      }
      if (http.status !== 400 || body.kind !== 'single' || !request.http) return;
      if (CLIENT_MISTAKES.has(body.singleResult.errors?.[0]?.extensions?.['code'])) onClientMistake(request.http);
    },
  };
  const perRequest: ApolloServerPlugin<RequestContext> = { requestDidStart: async () => listener };
  return new ApolloServer<RequestContext>({
    gateway: executedBy(schema),
    logger,
    introspection: true,
    // Safe only because the route takes no body but application/json, which a page of another origin cannot send unasked;
    // because GET answers queries alone; and because there are no cookies.
    csrfPrevention: false,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => publishError(error, formatted, requestIds.get(error as object)),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: DRAIN_MS }),
      perRequest,
    ],
  });
}

const subscriptionOverHttp = () =>
  new GraphQLError('Subscriptions are answered over a WebSocket (graphql-transport-ws), on the same address.', {
    extensions: { code: 'BAD_REQUEST', http: { status: 400 } },
  });
