import { once } from 'node:events';
import { Agent, request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rawHttp } from './raw-http.js';
import { type Running, run } from './toy.js';

let server: Running;
beforeAll(async () => {
  server = await run();
});
afterAll(() => server.app.close());

const OFFER = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAARAAAAAAAIAAAAA' };

it('a request that offers another version of HTTP is answered in the one that it came in, each time', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ports = new Set<number | undefined>();
  const hello = async (name: string) => {
    const headers = { 'content-type': 'application/json', ...OFFER };
    const options = { port: server.port, path: '/graphql', method: 'POST', headers, agent };
    const request = httpRequest({ host: '127.0.0.1', ...options });
    request.end(JSON.stringify({ query: 'query ($name: String) { hello(name: $name) }', variables: { name } }));
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    ports.add(response.socket.localPort);
    return JSON.parse(Buffer.concat(await response.toArray()).toString()).data.hello;
  };
  for (const name of ['Java', 'é'.repeat(5_000), 'curl']) expect(await hello(name)).toBe(`Hello ${name}`);
  expect(ports.size).toBe(1);
  agent.destroy();
});

it('what such a request may be is looked at as ever', async () => {
  const offer = Object.entries(OFFER).map(([name, value]) => `${name}: ${value}\r\n`);
  const end = 'GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
  const text = await rawHttp(server.port, `GET /nothing HTTP/1.1\r\nHost: [\r\n${offer.join('')}\r\n${end}`);
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(text).toContain('The Host header names no host.');
  expect(text).toContain('HTTP/1.1 404 ');
});

it.each([
  ['no key', 'Sec-WebSocket-Version: 13\r\n'],
  ['another version', 'Sec-WebSocket-Version: 1\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n'],
])('a handshake with %s is refused in the shape of all errors', async (_name, headers) => {
  const request = `GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: WebSocket\r\n${headers}\r\n`;
  const text = await rawHttp(server.port, request);
  expect(text).toMatch(/^HTTP\/1\.1 400 /);
  expect(JSON.parse(text.split('\r\n\r\n')[1] ?? '')).toMatchObject({
    errors: [{ extensions: { code: 'BAD_REQUEST' } }],
  });
});
