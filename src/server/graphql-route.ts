import { type ApolloServer, HeaderMap, type HTTPGraphQLRequest } from '@apollo/server';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Viewer } from '../auth/viewer.js';
import { AccordError } from '../errors.js';
import type { Answer } from './answer.js';
import type { AnswerCache } from './answer-cache.js';
import type { Outcome } from './apollo.js';
import type { RequestContext } from './context.js';
import { entityTag, isNamedBy } from './etag.js';
import { type EventStreams, wantsEvents } from './event-stream.js';
import { refusal } from './http-error.js';
import { leavingOf } from './leaving.js';
import { askedBy, type Watch } from './operation-watch.js';
import { asksBeyondBodies, questionOf } from './question.js';
import type { Rates } from './rates.js';
import type { Viewers } from './viewers.js';
import { Work } from './work.js';

export const GRAPHQL_PATH = '/graphql';

export interface GraphqlRouteOptions {
  readonly apollo: ApolloServer<RequestContext>;
  readonly context: (request: FastifyRequest, asking: Asking) => Promise<RequestContext>;
  readonly viewers: Viewers;
  /** What became of a request; asked when its answer is ready. Undefined for what is no GraphQL request at all. */
  readonly outcomeOf: (request: object) => Outcome | undefined;
  readonly watch: Watch;
  readonly rates: Rates;
  /** How long one operation may take, in milliseconds; 0 for as long as it takes. */
  readonly operationTimeLimit: number;
  readonly events: EventStreams;
  /** Without it every request is answered anew. */
  readonly cache: AnswerCache | undefined;
}

const HOW_TO_ASK =
  'This is a GraphQL endpoint. Ask it with POST and a JSON body such as {"query": "{ __typename }"}, ' +
  'with GET and ?query=…, or open / in a browser for a page to try questions in.';

const WHAT_TO_SEND = 'The request body must be a JSON object with a query, such as {"query": "{ __typename }"}.';

const TOO_ODD =
  'variables and extensions may be nested 64 levels deep, and have no key that leads to a prototype, such as __proto__.';

/** Lists stand for batches, which have a refusal of their own. */
const saysSomething = (body: unknown): boolean =>
  typeof body === 'object' && body !== null && (Array.isArray(body) || Object.keys(body).length > 0);

/**
 * GraphQL over HTTP. Apollo is called directly and not through its fastify integration, which builds a URL of the Host
 * header (a hostile one gives 500) and hides the answer's media type, on which the status depends.
 */
export function serveGraphql(app: FastifyInstance, options: GraphqlRouteOptions): void {
  const { cache, viewers, watch, events, rates, operationTimeLimit } = options;
  app.route({
    url: GRAPHQL_PATH,
    method: ['GET', 'POST'],
    handler: async (request, reply) => {
      const search = searchOf(request.url);
      if (request.method === 'GET' && !/[?&]query=./.test(search))
        return reply.code(400).send(refusal(400, HOW_TO_ASK));
      if (request.method === 'GET' && asksBeyondBodies(search)) return reply.code(400).send(refusal(400, TOO_ODD));
      const began = performance.now();
      const { method, headers, body } = request;
      if (method === 'POST' && !saysSomething(body)) return reply.code(400).send(refusal(400, WHAT_TO_SEND));
      let viewer: Viewer | null;
      try {
        viewer = await viewers(headers.authorization);
      } catch (error) {
        return refuseViewer(reply, error);
      }
      const tooMany = rates.takeOfToken(viewer);
      if (tooMany) {
        void reply.header('retry-after', tooMany.retryAfter).header('cache-control', 'no-store');
        return reply.code(429).send(tooMany.body);
      }
      if (wantsEvents(headers.accept)) return events.serve(request, reply, viewer);
      const question = cache && questionOf({ method, headers, search, body }, viewer ? String(viewer.tokenId) : '');
      let statements = 0;
      const compute = async (state: string | undefined, leaving: AbortSignal) => {
        const work = new Work({ limit: operationTimeLimit, leaving });
        try {
          return await answerAnew(request, { search, viewer, state, work }, options);
        } finally {
          work.done();
          ({ statements } = work);
        }
      };
      const leaving = leavingOf(reply);
      const answer = await (cache && question !== undefined
        ? cache.answer(question, compute, leaving)
        : compute(undefined, leaving));
      const { asked, code } = answer;
      const milliseconds = performance.now() - began;
      watch({ ...asked, code, transport: 'http', requestId: request.id, milliseconds, statements });
      return send(request, reply, answer, viewer);
    },
  });
}

/** Says how to show who one is. @throws what is about something else. */
function refuseViewer(reply: FastifyReply, error: unknown): FastifyReply {
  if (!(error instanceof AccordError) || error.extensions.code !== 'UNAUTHENTICATED') throw error;
  void reply.header('www-authenticate', 'Bearer').header('cache-control', 'no-store');
  return reply.code(401).send({ errors: [{ message: error.message, extensions: error.extensions }] });
}

interface Asking {
  readonly search: string;
  readonly viewer: Viewer | null;
  /** Of the data when the request came, where it is known already. */
  readonly state: string | undefined;
  readonly work: Work;
}

async function answerAnew(request: FastifyRequest, asking: Asking, options: GraphqlRouteOptions): Promise<Answer> {
  const { apollo, context, outcomeOf } = options;
  const httpGraphQLRequest = {
    method: request.method,
    headers: headersOf(request),
    search: asking.search,
    body: request.body,
  };
  const {
    headers,
    body,
    status = 200,
  } = await apollo.executeHTTPGraphQLRequest({
    httpGraphQLRequest,
    context: () => context(request, asking),
  });
  if (body.kind !== 'complete') throw new Error('incremental delivery is not offered');
  const outcome = outcomeOf(httpGraphQLRequest);
  const isLenient = status === 400 && headers.get('content-type')?.startsWith('application/json');
  return {
    status: isLenient && outcome?.isClientMistake ? 200 : status,
    headers: [...headers],
    body: lineOf(body.string),
    isWhole: status === 200 && outcome?.isWhole === true,
    asked: outcome?.asked ?? askedBy(null),
    code: outcome?.code ?? 'BAD_REQUEST',
  };
}

function send(request: FastifyRequest, reply: FastifyReply, answer: Answer, viewer: Viewer | null): FastifyReply {
  void reply.header('vary', 'Accept, Accept-Language, Authorization, Origin');
  if (request.method === 'GET') {
    void reply.header('cache-control', answer.isWhole ? `${viewer ? 'private, ' : ''}no-cache` : 'no-store');
    if (answer.isWhole) {
      const tag = entityTag(answer);
      void reply.header('etag', tag);
      if (isNamedBy(request.headers['if-none-match'], tag)) return reply.code(304).send();
    }
  }
  for (const [name, value] of answer.headers) void reply.header(name, value);
  return reply.code(answer.status).send(answer.body);
}

/**
 * The text as a line, because people read answers in terminals. Of its own memory: a small Buffer would keep its whole
 * neighbourhood in Node's pool for as long as it is kept itself.
 */
function lineOf(text: string): Buffer {
  const bytes = Buffer.allocUnsafeSlow(Buffer.byteLength(text) + 1);
  bytes.write(text);
  bytes.write('\n', bytes.length - 1);
  return bytes;
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
