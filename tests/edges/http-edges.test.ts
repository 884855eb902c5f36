import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { type Running, run } from '../server/toy.js';
import { told } from './asking.js';

let server: Running | undefined;
afterEach(async () => {
  await server?.app.close();
  server = undefined;
});

const serve = async (environment: Record<string, string>) => {
  server = await run({ config: readConfig(environment) });
  return server;
};

const hello = async ({ origin }: Running, headers: Record<string, string> = {}, method = 'POST') =>
  told(
    await fetch(`${origin}/graphql`, {
      method,
      ...(method === 'POST'
        ? { headers: { 'content-type': 'application/json', ...headers }, body: '{"query":"{ hello }"}' }
        : { headers }),
    }),
  );

const handshake = ({ port }: Running, headers: Record<string, string> = {}) =>
  new Promise<number | undefined>((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', { headers });
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => {});
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
  });

describe('the rate of requests', () => {
  it('of one address is limited: 429 and Retry-After, over sockets as well; health checks go on', async () => {
    const running = await serve({ RATE_LIMIT: '3' });
    for (let request = 0; request < 3; request += 1) expect((await hello(running)).status).toBe(200);
    const { status, headers, json } = await hello(running);
    expect(status).toBe(429);
    const seconds = Number(headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect(json.errors[0].extensions).toEqual({ code: 'TOO_MANY_REQUESTS', limit: 3, retryAfter: seconds });
    expect(headers.get('cache-control')).toBe('no-store');
    expect(await handshake(running)).toBe(429);
    expect((await fetch(`${running.origin}/health/live`)).status).toBe(200);
  });

  it('is that of the client where a trusted proxy tells it, and of the proxy where it is not trusted', async () => {
    const trusting = await serve({ RATE_LIMIT: '1', TRUSTED_PROXIES: 'loopback' });
    const from = (address: string) => hello(trusting, { 'x-forwarded-for': address });
    expect((await from('203.0.113.1')).status).toBe(200);
    expect((await from('203.0.113.2')).status).toBe(200);
    expect((await from('203.0.113.1')).status).toBe(429);
    expect((await from('9.9.9.9, 203.0.113.1')).status).toBe(429);
    // one customer has a whole /64
    expect((await from('2001:db8:1:2::1')).status).toBe(200);
    expect((await from('2001:db8:1:2:ffff::2')).status).toBe(429);
    await trusting.app.close();
    const careful = await serve({ RATE_LIMIT: '1' });
    expect((await hello(careful, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(200);
    expect((await hello(careful, { 'x-forwarded-for': '203.0.113.2' })).status).toBe(429);
  });

  it('of programs of this machine has no limit unless one is set', async () => {
    const running = await serve({});
    for (let request = 0; request < 700; request += 100)
      for (const { status } of await Promise.all(Array.from({ length: 100 }, () => hello(running))))
        expect(status).toBe(200);
    expect((await hello(running, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(200);
  });

  it('has no limit where it is 0', async () => {
    const running = await serve({ RATE_LIMIT: '0', TRUSTED_PROXIES: 'loopback' });
    for (let request = 0; request < 20; request += 1)
      expect((await hello(running, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(200);
  });
});

describe('the host', () => {
  it('has to be one of those that are served, where these are named', async () => {
    const running = await serve({ ALLOWED_HOSTS: 'accord.example.org,localhost:4000' });
    const asking = (host: string) =>
      new Promise<string>((resolve, reject) => {
        const socket = connect(running.port, '127.0.0.1', () =>
          socket.write(`GET /graphql?query={hello} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`),
        );
        let text = '';
        socket.setEncoding('utf8').on('data', (part) => {
          text += part;
        });
        socket.on('error', reject).on('close', () => resolve(text));
      });
    for (const host of ['accord.example.org', 'Accord.Example.org:8443', 'localhost:4000'])
      expect(await asking(host)).toMatch(/^HTTP\/1.1 200 /);
    for (const host of [
      'evil.example',
      'localhost',
      'localhost:4001',
      'accord.example.org.evil.example',
      '127.0.0.1',
    ]) {
      const answer = await asking(host);
      expect(answer).toMatch(/^HTTP\/1.1 400 /);
      expect(answer).toContain('a host that is not served here');
    }
    expect((await fetch(`${running.origin}/health/live`)).status).toBe(200);
    expect(await handshake(running)).toBe(400);
    expect(await handshake(running, { host: 'accord.example.org' })).toBe(101);
  });
});

describe('pages of other origins', () => {
  const preflight = {
    origin: 'https://desk.example',
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type,authorization',
  };

  it('may ask, without credentials', async () => {
    const running = await serve({});
    const asked = await hello(running, preflight, 'OPTIONS');
    expect(asked.status).toBe(204);
    expect(asked.headers.get('access-control-allow-origin')).toBe('*');
    expect(asked.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(asked.headers.get('access-control-allow-headers')).toContain('Content-Type, Authorization');
    expect(asked.headers.get('access-control-allow-credentials')).toBeNull();
    const answered = await hello(running, { origin: 'https://desk.example' });
    expect([answered.status, answered.headers.get('access-control-allow-origin')]).toEqual([200, '*']);
    expect(answered.headers.get('access-control-expose-headers')).toContain('ETag');
    expect(answered.headers.get('access-control-allow-credentials')).toBeNull();
  });

  it('may not where others are named, and each is told only of itself', async () => {
    const running = await serve({ CORS_ORIGINS: 'https://desk.example,https://other.example' });
    for (const origin of ['https://desk.example', 'https://other.example']) {
      const { headers } = await hello(running, { origin });
      expect(headers.get('access-control-allow-origin')).toBe(origin);
      expect(headers.get('vary')).toContain('Origin');
    }
    for (const origin of ['https://evil.example', 'https://desk.example.evil.example', 'null', 'http://desk.example']) {
      expect((await hello(running, { origin })).headers.get('access-control-allow-origin')).toBeNull();
      const asked = await hello(running, { ...preflight, origin }, 'OPTIONS');
      expect([asked.status, asked.headers.get('access-control-allow-origin')]).toEqual([405, null]);
    }
  });

  it('see why they are refused', async () => {
    const running = await serve({ RATE_LIMIT: '1' });
    await hello(running);
    const { status, headers } = await hello(running, { origin: 'https://desk.example' });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([429, '*']);
  });

  it('may ask nothing but the endpoint', async () => {
    const running = await serve({});
    const { headers } = await fetch(`${running.origin}/metrics`, { headers: { origin: 'https://desk.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

it('every answer carries the headers that keep a browser from doing anything with it', async () => {
  const running = await serve({});
  for (const path of ['/graphql?query={hello}', '/graphql', '/nothing', '/health/live', '/']) {
    const { headers } = await fetch(`${running.origin}${path}`);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('set-cookie')).toBeNull();
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
  }
});

it('connections over the most that there may be are closed, and others go on', async () => {
  const running = await serve({ MAX_CONNECTIONS: '2' });
  const open = () => connect(running.port, '127.0.0.1').on('error', () => {});
  const first = open();
  const second = open();
  await Promise.all([once(first, 'connect'), once(second, 'connect')]);
  const third = open();
  await once(third, 'close');
  first.destroy();
  await once(first, 'close');
  second.write('GET /health/live HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  expect(String((await once(second, 'data'))[0])).toMatch(/^HTTP\/1.1 200 /);
});
