import { connect, createServer, type Server } from 'node:net';
import { createClient } from 'graphql-ws';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { StartupError } from '../../src/errors.js';
import { createLogger } from '../../src/logger.js';
import { createApp } from '../../src/server/app.js';
import { rawHttp } from './raw-http.js';
import { answerOf, database, type Running, run, toySchema } from './toy.js';

let server: Running | undefined;

afterEach(async () => {
  await server?.app.close();
  server = undefined;
});

const get = async (running: Running, path: string) => await answerOf(await fetch(`${running.origin}${path}`));

describe('health', () => {
  test('a server whose database answers is live and ready', async () => {
    server = await run();
    for (const path of ['/health/live', '/health/ready']) {
      const { status, json, headers } = await get(server, path);
      expect([status, json, headers.get('cache-control')]).toEqual([200, { status: 'ok' }, 'no-store']);
    }
  });

  test.each([
    ['refuses', async () => Promise.reject(new Error('secret'))],
    ['hangs', () => new Promise<void>(() => {})],
  ])('a server whose database %s is live, but not ready', async (_name, ping) => {
    server = await run({ database: database(ping) });
    expect((await get(server, '/health/live')).status).toBe(200);
    const { status, json, text } = await get(server, '/health/ready');
    expect([status, json.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
    expect(text).not.toContain('secret');
  });

  test('is told to a checker that speaks HTTP/1.0', async () => {
    server = await run();
    expect(await rawHttp(server.port, 'GET /health/ready HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.\d 200 /);
  });
});

describe('closing', () => {
  test('lets a request in flight finish, and takes no new one', async () => {
    server = await run();
    const { origin } = server;
    const inFlight = server.ask('{ slow(ms: 500) }');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    const closed = server.app.close();
    await expect(fetch(`${origin}/health/live`, { headers: { connection: 'close' } })).rejects.toThrow();
    expect((await inFlight).json).toEqual({ data: { slow: 'done' } });
    await closed;
    expect(performance.now() - start).toBeLessThan(8_000);
  });

  test('is told on a connection that is still open: live, but no longer ready', async () => {
    server = await run();
    const socket = connect(server.port, '127.0.0.1').setEncoding('utf8');
    let text = '';
    socket.on('data', (part) => {
      text += part;
    });
    const ended = new Promise((resolve) => socket.on('close', resolve));
    socket.write('GET /graphql?query={slow(ms:400)} HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => setTimeout(resolve, 100));
    const closed = server.app.close();
    socket.write('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\n');
    await closed;
    await ended;
    expect(text).toContain('"slow":"done"');
    expect(text).toContain('The server is shutting down.');
  });

  test('sends sockets away with 1001', async () => {
    server = await run();
    let code: number | undefined;
    const client = createClient({
      url: `ws://127.0.0.1:${server.port}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      on: { closed: (event) => (code = (event as { code: number }).code) },
    });
    const counting = client.iterate({ query: 'subscription { endless }' });
    await counting.next();
    await server.app.close();
    expect(code).toBe(1001);
    await Promise.resolve(client.dispose()).catch(() => {});
  });

  test('does not wait for a socket that never answers', async () => {
    server = await run();
    const upgrade =
      'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';
    const mute = rawHttp(server.port, upgrade);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const start = performance.now();
    await server.app.close();
    expect(performance.now() - start).toBeLessThan(8_000);
    expect(await mute).toMatch(/^HTTP\/1.1 101 /);
  });

  test('may be asked for twice', async () => {
    server = await run();
    await Promise.all([server.app.close(), server.app.close()]);
    await server.app.close();
  });
});

describe('listening', () => {
  const listening = async (config: { host: string; port: number }) => {
    const options = { database: database(), schema: toySchema, logger: createLogger('silent'), page: '/nowhere' };
    const app = await createApp({
      ...options,
      config: { ...readConfig({}), ...config },
    });
    try {
      return await app.listen();
    } finally {
      await app.close();
    }
  };

  test('on a port in use fails with one clear line', async () => {
    const other: Server = createServer();
    const port = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port));
    });
    const error = await listening({ host: '127.0.0.1', port }).catch((caught: unknown) => caught);
    other.close();
    expect(error).toBeInstanceOf(StartupError);
    expect((error as Error).message).toBe(
      `Port ${port} of 127.0.0.1 is in use: set PORT to a free one, or to 0 for any.`,
    );
  });

  test.each(['192.0.2.1', 'no-such-host.invalid'])(
    'on %s, which is not here, fails with one clear line',
    async (host) => {
      await expect(listening({ host, port: 0 })).rejects.toThrow(`HOST "${host}" is no address of this machine`);
    },
  );

  test.each([
    ['localhost', 'http://localhost:'],
    ['0.0.0.0', 'http://localhost:'],
    ['::1', 'http://[::1]:'],
  ])('on %s names an address to open', async (host, start) => {
    const url = await listening({ host, port: 0 }).catch((error: unknown) => error);
    // a machine may be without IPv6
    if (host === '::1' && url instanceof StartupError) return;
    expect(url).toMatch(new RegExp(`^${start.replaceAll(/[[\]]/g, '\\$&')}\\d+/$`));
  });
});
