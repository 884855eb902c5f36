import { type Client, createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { MOST_STANDING_OF_ONE } from '../../src/server/pulse.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { serveDatabase } from '../support/serving.js';

const OF_A_SOCKET = 20;

let test: TestDatabase;
let server: Awaited<ReturnType<typeof serveDatabase>>;
const open: Client[] = [];
beforeAll(async () => {
  test = await openTestDatabase();
  server = await serveDatabase(test.database, {
    trustedProxies: ['loopback'],
    rateLimit: { perMinute: 0, isForLoopback: false },
  });
});
afterAll(async () => {
  for (const client of open) await client.dispose();
  await server.close();
  await test.dispose();
});

function socketFrom(address: string): Client {
  class From extends WebSocket {
    constructor(url: string, protocol: string) {
      super(url, protocol, { headers: { 'x-forwarded-for': address } });
    }
  }
  const url = `${server.origin.replace('http', 'ws')}/graphql`;
  const client = createClient({ url, webSocketImpl: From, retryAttempts: 0, lazyCloseTimeout: 60_000 });
  open.push(client);
  return client;
}

/** Puts a standing question; the codes with which it is refused, if it is. */
function stand(client: Client) {
  const codes: unknown[] = [];
  const stop = client.subscribe<unknown>(
    { query: 'subscription { agreementsChanged { slug } }' },
    {
      next: ({ errors = [] }) => codes.push(...errors.map(({ extensions }) => extensions?.['code'])),
      error: () => codes.push('closed'),
      complete: () => {},
    },
  );
  return { codes, stop };
}

const standing = async () =>
  Number(/^accord_subscriptions_open (\d+)/m.exec(await (await fetch(`${server.origin}/metrics`)).text())?.[1]);

it('one address puts so many standing questions and no more, others go on, and one that ends makes room', async () => {
  const sockets = Array.from({ length: MOST_STANDING_OF_ONE / OF_A_SOCKET }, () => socketFrom('203.0.113.1'));
  const many = sockets.flatMap((socket) => Array.from({ length: OF_A_SOCKET }, () => stand(socket)));
  await vi.waitFor(async () => expect(await standing()).toBe(MOST_STANDING_OF_ONE), 30_000);
  expect(many.flatMap(({ codes }) => codes)).toEqual([]);

  const late = socketFrom('203.0.113.1');
  const refused = stand(late);
  await vi.waitFor(() => expect(refused.codes).toEqual(['UNAVAILABLE']), 10_000);
  const other = stand(socketFrom('203.0.113.2'));
  await vi.waitFor(async () => expect(await standing()).toBe(MOST_STANDING_OF_ONE + 1), 10_000);
  expect(other.codes).toEqual([]);

  many[0]?.stop();
  await vi.waitFor(async () => expect(await standing()).toBe(MOST_STANDING_OF_ONE), 10_000);
  const again = stand(late);
  await vi.waitFor(async () => expect(await standing()).toBe(MOST_STANDING_OF_ONE + 1), 10_000);
  expect(again.codes).toEqual([]);
});
