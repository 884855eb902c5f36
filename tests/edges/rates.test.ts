import { createClient } from 'graphql-ws';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { createToken } from '../../src/domain/token/token.service.js';
import { type Running, run } from '../server/toy.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let place: TestDatabase;
let server: Running;
beforeEach(async () => {
  place = await openTestDatabase();
});
afterEach(async () => {
  await server.app.close();
  await place.dispose();
});

const serve = async (environment: Record<string, string>) => {
  server = await run({ database: place.database, config: readConfig(environment) });
};
const token = async (name: string) =>
  `Bearer ${await createToken(place.database, { name, role: 'reader', expiresAt: null })}`;
const socketOf = (authorization?: string) =>
  createClient({
    url: `ws://127.0.0.1:${server.port}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    lazyCloseTimeout: 60_000,
    ...(authorization !== undefined && { connectionParams: { authorization } }),
  });
/** The data of one operation on a socket, or the codes of its errors. */
const over = async (client: ReturnType<typeof socketOf>, query = '{ hello }') => {
  try {
    return (await client.iterate({ query }).next()).value?.data;
  } catch (errors) {
    return (errors as { extensions: { code: string } }[]).map(({ extensions }) => extensions.code);
  }
};
const HELLO = { hello: 'Hello you' };

it('of one token is limited wherever it is sent: 429 and Retry-After, over sockets and as events too', async () => {
  await serve({ TOKEN_RATE_LIMIT: '4' });
  const [one, other] = [await token('one'), await token('other')];
  const ask = (authorization: string, more = {}) => server.ask('{ hello }', { headers: { authorization, ...more } });
  expect((await ask(one)).status).toBe(200);
  expect((await ask(one, { 'x-forwarded-for': '203.0.113.7' })).status).toBe(200);
  expect((await ask(one, { accept: 'text/event-stream' })).status).toBe(200);
  const socket = socketOf(one);
  expect(await over(socket)).toEqual(HELLO);
  expect(await over(socket)).toEqual(['TOO_MANY_REQUESTS']);
  const { status, headers, json } = await ask(one);
  const seconds = Number(headers.get('retry-after'));
  expect([status, json.errors[0].extensions]).toEqual([
    429,
    { code: 'TOO_MANY_REQUESTS', limit: 4, retryAfter: seconds },
  ]);
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect((await ask(one, { accept: 'text/event-stream' })).status).toBe(429);
  // nobody else is meant
  expect((await ask(other)).status).toBe(200);
  expect((await server.ask('{ hello }')).status).toBe(200);
  await socket.dispose();
});

it('of one address counts what is asked over its sockets, whatever becomes of it', async () => {
  await serve({ RATE_LIMIT: '4' });
  const socket = socketOf();
  expect(await over(socket)).toEqual(HELLO);
  expect(await over(socket, '{ nothing }')).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  expect(await over(socket)).toEqual(HELLO);
  expect(await over(socket)).toEqual(['TOO_MANY_REQUESTS']);
  expect(await over(socket, 'mutation { change }')).toEqual(['TOO_MANY_REQUESTS']);
  expect((await server.ask('{ hello }')).status).toBe(429);
  await socket.dispose();
});

it('of a socket behind a trusted proxy is that of the client whom the proxy names', async () => {
  await serve({ RATE_LIMIT: '2', TRUSTED_PROXIES: 'loopback' });
  const through = (address: string) => {
    class Proxied extends WebSocket {
      constructor(url: string, protocol: string) {
        super(url, protocol, { headers: { 'x-forwarded-for': address } });
      }
    }
    return createClient({
      url: `ws://127.0.0.1:${server.port}/graphql`,
      webSocketImpl: Proxied,
      retryAttempts: 0,
      lazyCloseTimeout: 60_000,
    });
  };
  const [one, other] = [through('203.0.113.1'), through('203.0.113.2')];
  expect(await over(one)).toEqual(HELLO);
  expect(await over(one)).toEqual(['TOO_MANY_REQUESTS']);
  expect(await over(other)).toEqual(HELLO);
  await Promise.all([one.dispose(), other.dispose()]);
});
