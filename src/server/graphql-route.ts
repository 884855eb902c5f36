import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RequestContext } from './context.js';
import { refusal } from './http-error.js';

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly context: (request: FastifyRequest) => RequestContext;
  /** Whether the document or the variables of a request were wrong; asked when its answer is ready. */
  readonly isClientMistake: (request: object) => boolean;
}

const HOW_TO_ASK =
  'This is a GraphQL endpoint. Ask it with POST and a JSON body such as {"query": "{ __typename }"}, ' +
  'with GET and ?query=…, or open / in a browser for a page to try questions in.';

/**
 * GraphQL over HTTP. Apollo is called directly and not through its fastify integration, which builds a URL of the Host
 * header (a hostile one gives 500) and hides the answer's media type, on which the status depends.
 */
export function serveGraphql(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const { apollo, context, isClientMistake } = options;
  app.route({
    url: GRAPHQL_PATH,
    method: ['GET', 'POST'],
    handler: async (request, reply) => {
      const search = searchOf(request.url);
      if (request.method === 'GET' && !/[?&]query=./.test(search))
        return reply.code(400).send(refusal(400, HOW_TO_ASK));
      const httpGraphQLRequest = { method: request.method, headers: headersOf(request), search, body: request.body };
      const { headers, body, status } = await apollo.executeHTTPGraphQLRequest({
        httpGraphQLRequest,
        context: async () => context(request),
      });
      if (body.kind !== 'complete') throw new Error('incremental delivery is not offered');
      for (const [name, value] of headers) void reply.header(name, value);
      void reply.header('vary', 'Accept, Accept-Language');
      const isLenient = status === 400 && headers.get('content-type')?.startsWith('application/json');
      return reply.code(isLenient && isClientMistake(httpGraphQLRequest) ? 200 : (status ?? 200)).send(body.string);
    },
  });
}

const searchOf = (url: string): string => {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start);
};

function headersOf({ headers }: FastifyRequest): HTTPGraphQLRequest['headers'] {
  const map = new HeaderMap();
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) map.set(name, Array.isArray(value) ? value.join(', ') : value);
  }
  return map;
}
