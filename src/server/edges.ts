import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../config.js';
import type { AddressOf } from './client-address.js';
import { allowOrigins } from './cors.js';
import { isHost, isServedHost } from './hosts.js';
import { REQUEST_ID, type Refusal, refusal } from './http-error.js';
import type { Rates } from './rates.js';

/** Why a request may not pass, over HTTP or as the beginning of a socket; undefined where it may. */
export type EdgeGuard = (request: IncomingMessage) => EdgeRefusal | undefined;

export interface EdgeRefusal {
  readonly status: number;
  readonly body: Refusal;
  /** In seconds. */
  readonly retryAfter?: number;
}

// Node takes the first of several, a proxy may have gone by the last.
const hasTwoHosts = ({ rawHeaders }: IncomingMessage): boolean =>
  rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length > 1;

/** What every request has to pass before anything else is done for it. */
export function createEdgeGuard({
  allowedHosts,
  addressOf,
  rates,
}: Pick<Config, 'allowedHosts'> & { readonly addressOf: AddressOf; readonly rates: Rates }): EdgeGuard {
  return (request) => {
    const { url = '', headers } = request;
    if (!isHost(headers.host) || hasTwoHosts(request))
      return { status: 400, body: refusal(400, 'The Host header names no host.') };
    // load balancers ask often, and by address
    if (url.startsWith('/health/')) return undefined;
    if (!isServedHost(headers.host, allowedHosts))
      return { status: 400, body: refusal(400, 'The Host header names a host that is not served here.') };
    const tooMany = rates.takeOfAddress(addressOf(request));
    return tooMany && { status: 429, ...tooMany };
  };
}

const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
};

// An answer that a browser shows by itself must do nothing; the page has a policy of its own.
const NOTHING_ALLOWED = "default-src 'none'; frame-ancestors 'none'";

/** Puts the guard in front of every route, and on each answer the headers that all have. */
export function guardEdges(app: FastifyInstance, guard: EdgeGuard, corsOrigins: readonly string[]): void {
  app.addHook('onRequest', async (request, reply) => {
    void reply.header(REQUEST_ID, request.id).headers(SECURITY_HEADERS);
    // on the response itself, where the page puts its own in its place
    reply.raw.setHeader('content-security-policy', NOTHING_ALLOWED);
  });
  // before what refuses, so that a page may see why it is refused
  allowOrigins(app, corsOrigins);
  app.addHook('onRequest', async (request, reply) => {
    const refused = guard(request.raw);
    if (!refused) return;
    if (refused.retryAfter !== undefined) void reply.header('retry-after', refused.retryAfter);
    return reply.code(refused.status).header('cache-control', 'no-store').send(refused.body);
  });
}
