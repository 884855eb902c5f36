import type { FastifyInstance } from 'fastify';
import { GRAPHQL_PATH } from './graphql-route.js';
import { REQUEST_ID } from './http-error.js';

/** What a page of another origin may send, and what it may see of an answer. */
const MAY_SEND = 'Content-Type, Authorization, If-None-Match';
const MAY_SEE = `ETag, Retry-After, ${REQUEST_ID}`;

/** How long a browser may remember the answer to its preflight, in seconds. */
const REMEMBERED = '7200';

/**
 * Lets pages of these origins, or of all (`*`), ask over HTTP. Without credentials: there are no cookies, and a page can send
 * a token only if it knows one.
 */
export function allowOrigins(app: FastifyInstance, origins: readonly string[]): void {
  app.addHook('onRequest', async ({ url, method, headers }, reply) => {
    const { origin } = headers;
    if (origin === undefined || url.split('?', 1)[0] !== GRAPHQL_PATH) return;
    const allowed = origins.includes('*') ? '*' : origins.find((each) => each === origin);
    if (allowed === undefined) return;
    void reply
      .header('access-control-allow-origin', allowed)
      .header('access-control-expose-headers', MAY_SEE)
      .header('vary', 'Origin');
    if (method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return;
    void reply
      .header('access-control-allow-methods', 'GET, POST')
      .header('access-control-allow-headers', MAY_SEND)
      .header('access-control-max-age', REMEMBERED);
    return reply.code(204).send();
  });
}
