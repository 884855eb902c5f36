import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { UnavailableError } from '../errors.js';
import type { Logger } from '../logger.js';

/** The codes of answers that never reached GraphQL, by HTTP status. */
const CODES: Readonly<Record<number, string>> = {
  400: 'BAD_REQUEST',
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  408: 'REQUEST_TIMEOUT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  431: 'HEADERS_TOO_LARGE',
  503: 'UNAVAILABLE',
};

/** The header that names a request as the log does. What a client sends under this name is not taken over: it could be anybody's. */
export const REQUEST_ID = 'x-request-id';

/** A request that is refused before GraphQL sees it; the message is for the client. */
export class HttpError extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string) {
    super(message);
    this.statusCode = statusCode;
  }
}

export interface Refusal {
  readonly errors: readonly [{ readonly message: string; readonly extensions: Readonly<Record<string, unknown>> }];
}

/** The one shape of all errors: GraphQL's. */
export function refusal(status: number, message: string, details: Readonly<Record<string, unknown>> = {}): Refusal {
  const code = CODES[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR');
  return { errors: [{ message, extensions: { code, ...details } }] };
}

export const NOTHING_HERE = 'Nothing is here. The GraphQL endpoint is /graphql, the page is /.';

/** Gives what fastify refuses, and what goes wrong in a handler, the shape of a GraphQL answer. */
export function shapeErrors(app: FastifyInstance, logger: Logger, bodyLimit: number): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof UnavailableError) {
      logger.warn({ requestId: request.id, err: error }, 'not available now');
      return reply.code(503).header('cache-control', 'no-store').send(refusal(503, error.message));
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) {
      logger.error({ requestId: request.id, url: request.url, err: error }, 'internal error');
      return reply.code(500).send(refusal(500, 'Internal server error', { requestId: request.id }));
    }
    // what serves the page forbids paths that leave its folder: for readers there is nothing either
    if (status === 403) return reply.code(404).send(refusal(404, NOTHING_HERE));
    return reply.code(status).send(refusal(status, messageOf(error, bodyLimit)));
  });
}

/** What a client is told that asks too often: how often it may, and after how many seconds again. */
export const tooMany = (whose: 'address' | 'token', perMinute: number, seconds: number): Refusal =>
  refusal(429, `More than ${perMinute} requests a minute came from this ${whose}: wait ${seconds} s.`, {
    limit: perMinute,
    retryAfter: seconds,
  });

/** The answer of fastify to a request that it cannot route, such as a malformed URL. */
export function refuseUnroutable(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  const status = error.statusCode ?? 400;
  void reply.header(REQUEST_ID, request.id);
  void reply.code(status).send(refusal(status, error.message));
}

/** The answer to bytes that are no HTTP request, or to one that takes too long to arrive. */
export function refuseUnreadable(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = { HPE_HEADER_OVERFLOW: 431, ERR_HTTP_REQUEST_TIMEOUT: 408 }[error.code ?? ''] ?? 400;
  socket.end(rawAnswer(status, refusal(status, `${STATUS_CODES[status]}.`)));
}

/** A whole HTTP answer for a socket that has no reply object. */
export function rawAnswer(status: number, body: Refusal): string {
  const text = JSON.stringify(body);
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Content-Type: application/json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(text)}`,
    'Connection: close',
    '',
    text,
  ].join('\r\n');
}

function messageOf({ code, message }: FastifyError, bodyLimit: number): string {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return `The request body is larger than ${bodyLimit} bytes.`;
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
      return 'The request body must be JSON, sent with the header "Content-Type: application/json".';
    default:
      return message;
  }
}
