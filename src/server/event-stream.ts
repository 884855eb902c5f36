import { once } from 'node:events';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type ExecutionArgs, type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql';
import type { Viewer } from '../auth/viewer.js';
import type { DocumentGuard } from '../graphql/bounds/guard.js';
import { executeOperation } from '../graphql/execution/execute.js';
import type { RequestContext } from './context.js';
import { refusal } from './http-error.js';
import { leavingOf } from './leaving.js';
import { type OperationRequest, prepareOperation } from './operation.js';
import { askedBy, codeOf, type Watch } from './operation-watch.js';
import { Places } from './places.js';
import type { PublishError } from './public-error.js';
import { askedIn } from './question.js';
import { type Result, subscribeOperation } from './subscribe.js';

/** A comment now and then keeps proxies from closing a silent stream. */
const EVERY_MS = 12_000;
/** Streams that one process serves at once: each costs a connection as long as it is open. */
export const MOST_STREAMS = 500;
/** Of one address, where a few tabs and a few clients behind one router may be. */
export const MOST_STREAMS_OF_ONE = 100;

export interface EventStreamOptions {
  readonly schema: ExecutionArgs['schema'];
  readonly guard: DocumentGuard;
  readonly publishError: PublishError;
  readonly watch: Watch;
  readonly context: (request: FastifyRequest, viewer: Viewer | null) => RequestContext;
  /** Where a request comes from. */
  readonly clientOf: (request: FastifyRequest) => string;
}

/** Whether an answer is wanted as events, as by `curl -H 'accept: text/event-stream'` and EventSource. */
export const wantsEvents = (accept: string | undefined): boolean => /\btext\/event-stream\b/i.test(accept ?? '');

/**
 * GraphQL over server-sent events, a connection an operation: `next` with each result and `complete` at the end. For
 * subscriptions where no WebSocket can be had; queries and mutations are answered by one `next`.
 */
export class EventStreams {
  readonly #options: EventStreamOptions;
  readonly #places = new Places(MOST_STREAMS, MOST_STREAMS_OF_ONE);
  readonly #open = new Set<AbortController>();
  #isClosed = false;

  constructor(options: EventStreamOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#places.taken;
  }

  /** Ends all streams, without saying that they are complete: clients come back, here or elsewhere. */
  close(): void {
    this.#isClosed = true;
    for (const stream of this.#open) stream.abort();
  }

  async serve(request: FastifyRequest, reply: FastifyReply, viewer: Viewer | null): Promise<FastifyReply> {
    void reply.header('cache-control', 'no-store');
    const address = this.#options.clientOf(request);
    if (this.#isClosed || !this.#places.has(address))
      return reply
        .code(503)
        .header('retry-after', '5')
        .send(refusal(503, 'There are too many open streams now: close some, or try again in a moment.'));
    const giveBack = this.#places.take(address);
    return await this.#answer(request, reply, viewer).finally(giveBack);
  }

  async #answer(request: FastifyRequest, reply: FastifyReply, viewer: Viewer | null): Promise<FastifyReply> {
    const { schema, guard, context } = this.#options;
    const asked = askedIn(request);
    if (!asked || typeof asked.query !== 'string')
      return reply.code(400).send(refusal(400, 'There is no query, or its variables are no JSON object.'));
    const args = prepareOperation(schema, guard, asked as OperationRequest, () => context(request, viewer));
    if ('length' in args) return this.#refuse(reply, 400, args, request.id);
    const operation = getOperationAST(args.document, args.operationName);
    if (request.method === 'GET' && operation?.operation === OperationTypeNode.MUTATION)
      return reply.code(405).header('allow', 'POST').send(refusal(405, 'A mutation is sent by POST.'));
    const { work } = args.contextValue as RequestContext;
    const leaving = leavingOf(reply);
    leaving.addEventListener('abort', work.leave);
    if (leaving.aborted) work.leave();
    const results =
      operation?.operation === OperationTypeNode.SUBSCRIPTION
        ? await subscribeOperation(args)
        : await executeOperation(args, work.signal);
    if (!(Symbol.asyncIterator in results)) work.done();
    this.#options.watch({
      ...askedBy(operation),
      code: Symbol.asyncIterator in results ? 'OK' : codeOf(results.errors?.map((each) => each.toJSON())),
      transport: 'sse',
      requestId: request.id,
      milliseconds: performance.now() - work.began,
      statements: work.statements,
    });
    await this.#send(request, reply, results, leaving);
    return reply;
  }

  #refuse(reply: FastifyReply, status: number, errors: Errors, requestId: string): FastifyReply {
    return reply.code(status).send({ errors: this.#published(errors, requestId) });
  }

  #published(errors: Errors, requestId: string) {
    return errors.map((error) => this.#options.publishError(error, error.toJSON(), requestId));
  }

  async #send(request: FastifyRequest, reply: FastifyReply, results: Result, leaving: AbortSignal): Promise<void> {
    const ending = new AbortController();
    this.#open.add(ending);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'x-accel-buffering': 'no',
    });
    raw.write(':\n\n');
    const ping = setInterval(() => raw.write(':\n\n'), EVERY_MS);
    const iterator = Symbol.asyncIterator in results ? results : undefined;
    const end = () => ending.abort();
    raw.on('error', end);
    ending.signal.addEventListener('abort', () => void iterator?.return?.());
    leaving.addEventListener('abort', end);
    if (leaving.aborted || (iterator && this.#isClosed)) end();
    const write = async (event: string, data = '') => {
      // A reader who does not keep up is waited for: its next events are read when it wants them.
      if (!raw.write(`event: ${event}\ndata: ${data}\n\n`))
        await once(raw, 'drain', { signal: ending.signal }).catch(() => {});
    };
    const next = ({ data, errors }: ExecutionResult) => {
      const published = errors && { errors: this.#published(errors, request.id) };
      return write('next', JSON.stringify({ ...(data !== undefined && { data }), ...published }));
    };
    try {
      if (!iterator) await next(results as ExecutionResult);
      else for await (const result of iterator) await next(result);
      if (!ending.signal.aborted) await write('complete');
    } finally {
      clearInterval(ping);
      this.#open.delete(ending);
      raw.end();
      if (ending.signal.aborted) raw.destroy();
    }
  }
}

type Errors = Extract<ReturnType<typeof prepareOperation>, readonly unknown[]>;
