import type { Server } from 'node:http';
import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled';
import { ApolloServerPluginDrainHttpServer } from '@apollo/server/plugin/drainHttpServer';
import { GraphQLError, type GraphQLSchema } from 'graphql';
import type { DocumentGuard } from '../graphql/bounds/guard.js';
import { MAX_VALIDATION_ERRORS } from '../graphql/bounds/limits.js';
import type { Logger } from '../logger.js';
import type { RequestContext } from './context.js';
import { createDocumentStore } from './document-store.js';
import { executedBy } from './executor.js';
import { DRAIN_MS } from './limits.js';
import { missingRootType } from './operation.js';
import { type Asked, askedBy, codeOf } from './operation-watch.js';
import { type PublishError, rootOf } from './public-error.js';

/** What an HTTP request turned out to be; told before its answer is sent. */
export interface Outcome {
  readonly asked: Asked;
  /** OK, or the code of the first error. */
  readonly code: string;
  /** The document or the variables are wrong. */
  readonly isClientMistake: boolean;
  /** A query that is answered without any error. */
  readonly isWhole: boolean;
}

export interface ApolloOptions {
  readonly schema: GraphQLSchema;
  readonly guard: DocumentGuard;
  readonly logger: Logger;
  readonly httpServer: Server;
  readonly publishError: PublishError;
  readonly onOutcome: (request: object, outcome: Outcome) => void;
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
  const { schema, guard, logger, httpServer, publishError, onOutcome } = options;
  // formatError knows no request: the id is noted for each error before it is called
  const requestIds = new WeakMap<object, string>();
  const listener: GraphQLRequestListener<RequestContext> = {
    async didResolveOperation({ document, operation, request }) {
      if (!operation) return;
      const refused =
        missingRootType(schema, operation) ??
        (operation.operation === 'subscription' ? subscriptionOverHttp() : undefined) ??
        guard.tooCostly(document, operation, request.variables);
      if (!refused) return;
      // Apollo takes what is thrown here for a failure of the server
      refused.extensions['http'] = { status: 400 };
      throw refused;
    },
    async didEncounterErrors({ errors, contextValue }) {
      for (const error of errors) requestIds.set(error, contextValue.requestId);
    },
    async willSendResponse({ request, operation, response: { http, body } }) {
      if (body.kind !== 'single' || !request.http) return;
      const code = codeOf(body.singleResult.errors);
      onOutcome(request.http, {
        asked: askedBy(operation),
        code,
        isClientMistake: http.status === 400 && CLIENT_MISTAKES.has(code),
        isWhole: code === 'OK' && operation?.operation === 'query',
      });
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
    documentStore: createDocumentStore(),
    parseOptions: guard.parseOptions,
    validationRules: [guard.rule],
    validationOptions: { maxErrors: MAX_VALIDATION_ERRORS },
    stringifyResult: (result) => JSON.stringify(result),
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => {
      const own =
        formatted.extensions?.['code'] === 'GRAPHQL_PARSE_FAILED'
          ? guard.unparsed(rootOf(error))
          : SUBSCRIPTION_BY_GET.test(formatted.message)
            ? subscriptionOverHttp()
            : undefined;
      return publishError(own ?? error, own?.toJSON() ?? formatted, requestIds.get(error as object));
    },
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer, stopGracePeriodMillis: DRAIN_MS }),
      perRequest,
    ],
  });
}

// Apollo refuses it before anybody is asked, and in these words only
const SUBSCRIPTION_BY_GET = /^GET requests only support query operations, not subscription/;

const subscriptionOverHttp = () =>
  new GraphQLError(
    'Subscriptions are answered over a WebSocket (graphql-transport-ws), or as events to who accepts text/event-stream, on the same address.',
    { extensions: { code: 'BAD_REQUEST' } },
  );
