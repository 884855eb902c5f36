import type { GraphQLFormattedError } from 'graphql';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { changes, type Running, run, running } from './toy.js';

let server: Running;
let url: string;

beforeAll(async () => {
  server = await run({ level: 'info' });
  url = `ws://127.0.0.1:${server.port}/graphql`;
});
afterAll(async () => {
  await server.app.close();
});

/** All that one operation gives: its results, or the errors that it ended with. */
async function operate(query: string, variables: Record<string, unknown> = {}, address = url) {
  const client = createClient({ url: address, webSocketImpl: WebSocket, retryAttempts: 0 });
  const results: { data?: unknown; errors?: readonly GraphQLFormattedError[] | undefined }[] = [];
  try {
    for await (const result of client.iterate({ query, variables })) results.push(result);
    return { results };
  } catch (errors) {
    return { results, errors: errors as { message: string; extensions: Record<string, unknown> }[] };
  } finally {
    await client.dispose();
  }
}

/** How a handshake ends: the HTTP status that refuses it, or 101 or the code with which an open socket is closed. */
function handshake(headers: Record<string, string>, { path = '/graphql', protocol = 'graphql-transport-ws' } = {}) {
  return new Promise<number | undefined>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}${path}`, protocol, { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => {});
    socket.on('open', () => {
      socket.close();
      resolve(101);
    });
  });
}

/** Opens a socket, says hello, sends one more message and waits to be closed. */
function closeCode(message: string | Buffer, hello = '{"type":"connection_init"}'): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    socket.on('open', () => socket.send(hello));
    socket.once('message', () => socket.send(message));
    socket.on('error', () => {});
    socket.on('close', resolve);
  });
}

describe('over a socket', () => {
  test('queries, mutations and subscriptions are answered', async () => {
    expect(await operate('{ hello }')).toEqual({ results: [{ data: { hello: 'Hello you' } }] });
    expect(await operate('mutation { change }')).toEqual({ results: [{ data: { change: true } }] });
    expect(await operate('subscription { count(to: 3) }')).toEqual({
      results: [1, 2, 3].map((count) => ({ data: { count } })),
    });
  });

  test('every operation has a context of its own', async () => {
    const client = createClient({ url, webSocketImpl: WebSocket });
    const ids = [];
    for (let n = 0; n < 2; n += 1) {
      for await (const { data } of client.iterate({ query: '{ requestId }' })) ids.push(data?.['requestId']);
    }
    await client.dispose();
    expect(new Set(ids).size).toBe(2);
  });

  test('errors are masked as over HTTP', async () => {
    for (const query of [
      '{ bug }',
      '{ uncodedBug }',
      '{ startup }',
      '{ strict(value: "bug") }',
      'subscription { breaks }',
    ]) {
      const answer = await operate(query);
      const [error] = answer.errors ?? answer.results.at(-1)?.errors ?? [];
      expect(error).toMatchObject({ message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } });
      expect(JSON.stringify(answer)).not.toContain('secret');
    }
    const logged = server.log.at(-1) as { requestId: string };
    expect(logged.requestId).toEqual(expect.any(String));
  });

  test('errors for the caller keep message and code', async () => {
    const { results } = await operate('{ wrong }');
    expect(results[0]?.errors?.[0]).toMatchObject({
      message: 'first must be at most 100, not 1000.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
    const variable = await operate('query ($n: Int!) { double(n: $n) }', { n: 'two' });
    expect(variable.results[0]?.errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test.each([
    ['does not parse', '{ hello', 'GRAPHQL_PARSE_FAILED'],
    ['does not fit the schema', '{ helo }', 'GRAPHQL_VALIDATION_FAILED'],
    ['has too many tokens', `{${' hello'.repeat(1000)} }`, 'TOO_MANY_TOKENS'],
    ['names no operation', 'query A { hello } query B { hello }', 'OPERATION_RESOLUTION_FAILURE'],
  ])('a document that %s is refused, the socket stays', async (_name, query, code) => {
    const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
    await expect(client.iterate({ query }).next()).rejects.toMatchObject([{ extensions: { code } }]);
    expect(await client.iterate({ query: '{ hello }' }).next()).toMatchObject({
      value: { data: { hello: 'Hello you' } },
    });
    await client.dispose();
  });
});

describe('a handshake', () => {
  test.each<[string, Record<string, string>, number]>([
    ['of no page', {}, 101],
    ['of our own page', { origin: 'http://127.0.0.1:PORT' }, 101],
    ['of a page elsewhere', { origin: 'https://evil.example' }, 403],
    ['of a page on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['of a sandboxed page', { origin: 'null' }, 403],
    ['with a hostile Host', { host: '[' }, 400],
  ])('%s', async (_name, headers, status) => {
    const filled = Object.fromEntries(
      Object.entries(headers).map(([k, v]) => [k, v.replace('PORT', String(server.port))]),
    );
    expect(await handshake(filled)).toBe(status);
  });

  test('on another path: 404', async () => {
    expect(await handshake({}, { path: '/other' })).toBe(404);
  });

  test('without the protocol is closed with 4406', async () => {
    const socket = new WebSocket(url);
    expect(await new Promise((resolve) => socket.on('error', () => {}).on('close', resolve))).toBe(4406);
  });
});

describe('a message that is wrong closes the socket', () => {
  test.each<[string, string | Buffer, number]>([
    ['no JSON', 'hello', 4400],
    ['of no known type', '{"type":"hello"}', 4400],
    ['larger than the limit', JSON.stringify({ type: 'ping', payload: { x: 'x'.repeat(20_000) } }), 1009],
    ['a second hello', '{"type":"connection_init"}', 4429],
    ['of a type that is for servers to send', '{"type":"next","id":"a","payload":{}}', 4400],
    ['nested deeper than a body may be', `{"type":"ping","payload":{"x":${'['.repeat(64)}${']'.repeat(64)}}}`, 4400],
    [
      'nested so deep that it cannot be sent back',
      `{"type":"ping","payload":{"x":${'['.repeat(7e3)}${']'.repeat(7e3)}}}`,
      4400,
    ],
    ['with a key that is for a prototype', '{"type":"ping","payload":{"__proto__":{"x":1}}}', 4400],
    ['of bytes that are no UTF-8', Buffer.from('{"type":"ping","payload":{"x":"\xff"}}', 'latin1'), 4400],
  ])('%s', async (_name, message, code) => {
    expect(await closeCode(message)).toBe(code);
  });

  test('a token that is no text is not valid', async () => {
    for (const authorization of [{ toString: 1 }, ['Bearer'], 5, true])
      expect(await closeCode('', JSON.stringify({ type: 'connection_init', payload: { authorization } }))).toBe(4403);
  });

  test('a socket that never says hello is closed with 4408', async () => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    expect(await new Promise((resolve) => socket.on('close', resolve))).toBe(4408);
  });
});

describe('a socket that asks too much', () => {
  const open = () =>
    new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(url, 'graphql-transport-ws');
      socket.on('error', reject);
      socket.on('open', () => socket.send('{"type":"connection_init"}'));
      socket.once('message', () => resolve(socket));
    });
  const closing = (socket: WebSocket) => new Promise<number>((resolve) => socket.on('close', resolve));

  test('with an id that is in use is closed with 4409', async () => {
    const socket = await open();
    const closed = closing(socket);
    const waits = JSON.stringify({ id: 'a', type: 'subscribe', payload: { query: 'subscription { endless }' } });
    socket.send(waits);
    socket.send(waits);
    expect(await closed).toBe(4409);
  });

  test('before it was welcome is closed with 4401', async () => {
    const socket = new WebSocket(url, 'graphql-transport-ws');
    const closed = closing(socket);
    socket.on('open', () => socket.send('{"id":"a","type":"subscribe","payload":{"query":"{ hello }"}}'));
    expect(await closed).toBe(4401);
  });

  test('in more than 100 messages a second is closed with 4429', async () => {
    const socket = await open();
    const closed = closing(socket);
    for (let n = 0; n < 400; n += 1) socket.send('{"type":"ping"}');
    expect(await closed).toBe(4429);
  });

  test.each([
    ['we have closed', (socket: WebSocket) => socket.send('no JSON')],
    // biome-ignore lint/suspicious/noExplicitAny: a client that says that it goes, and does not
    ['its client has', (socket: WebSocket) => (socket as any)._sender.close(1000, '', true, () => {})],
  ])(
    'which %s: what comes later is not looked at, and what runs ends, though it stays connected',
    async (_name, close) => {
      changes.length = 0;
      const socket = await open();
      socket.send(JSON.stringify({ id: 'e', type: 'subscribe', payload: { query: 'subscription { endless }' } }));
      while (running.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      // biome-ignore lint/suspicious/noExplicitAny: a client that does not answer the close frame
      (socket as any)._receiver.removeAllListeners('conclude');
      close(socket);
      const change = JSON.stringify({ id: 'm', type: 'subscribe', payload: { query: 'mutation { change }' } });
      socket.send(change);
      while (running.size > 0) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.ask('{ hello }');
      expect(changes).toEqual([]);
      socket.terminate();
    },
  );

  test('with more than 20 operations at once is refused the next one, and goes on', async () => {
    const socket = await open();
    const errors: string[] = [];
    socket.on('message', (message) => {
      const { type, id, payload } = JSON.parse(String(message));
      if (type === 'error') errors.push(`${id} ${payload[0].extensions.code}`);
    });
    for (let n = 1; n <= 21; n += 1)
      socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query: 'subscription { endless }' } }));
    while (errors.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(errors).toEqual(['21 WORK_LIMIT']);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.terminate();
  });

  test('and does not read its answers is ended', async () => {
    const socket = await open();
    const closed = closing(socket);
    // biome-ignore lint/suspicious/noExplicitAny: a client that reads no more
    const wire = (socket as any)._socket;
    wire.pause();
    for (let n = 0; n < 60; n += 1)
      socket.send(JSON.stringify({ id: String(n), type: 'subscribe', payload: { query: '{ large }' } }));
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    wire.resume();
    expect(await closed).toBe(1006);
  });
});
