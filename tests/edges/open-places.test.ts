import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterEach, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { readConfig } from '../../src/config.js';
import { UnavailableError } from '../../src/errors.js';
import { MOST_STREAMS_OF_ONE } from '../../src/server/event-stream.js';
import { Places } from '../../src/server/places.js';
import { MOST_SOCKETS_OF_ONE } from '../../src/server/socket-limits.js';
import { database, type Running, run } from '../server/toy.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let server: Running | undefined;
let place: TestDatabase | undefined;
afterEach(async () => {
  await server?.app.close();
  await place?.dispose();
  [server, place] = [undefined, undefined];
});

const config = readConfig({ TRUSTED_PROXIES: 'loopback', RATE_LIMIT: '0' });
const serve = async () => {
  place = await openTestDatabase();
  server = await run({ database: place.database, config, metrics: 'public' });
  return server;
};
const from = (address: string) => ({ 'x-forwarded-for': address });
const each = <Value>(count: number, make: () => Promise<Value>) => Promise.all(Array.from({ length: count }, make));
const metric = async (name: string) =>
  Number(new RegExp(`^${name} (.*)$`, 'm').exec(await (await fetch(`${server?.origin}/metrics`)).text())?.[1]);

it('there are so many places in all, and so many for one address', () => {
  const places = new Places(3, 2);
  const back = places.take('a');
  places.take('a');
  expect([places.has('a'), places.has('b')]).toEqual([false, true]);
  places.take('b');
  expect([places.has('c'), places.taken]).toEqual([false, 3]);
  back();
  expect([places.has('a'), places.has('c'), places.taken]).toEqual([true, true, 2]);
});

it('an address opens so many sockets and no more, others go on, and a closed one makes room', async () => {
  const { port } = await serve();
  const open = (address: string) =>
    new Promise<WebSocket | number | undefined>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws', {
        headers: from(address),
      });
      socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode));
      socket.on('error', () => {});
      socket.on('open', () => resolve(socket));
    });
  const sockets = (await each(MOST_SOCKETS_OF_ONE, () => open('203.0.113.1'))) as WebSocket[];
  expect(sockets.every((socket) => socket instanceof WebSocket)).toBe(true);
  expect(await open('203.0.113.1')).toBe(503);
  expect(await open('203.0.113.2')).toBeInstanceOf(WebSocket);
  expect(await metric('accord_sockets_open')).toBe(MOST_SOCKETS_OF_ONE + 1);
  sockets[0]?.terminate();
  await vi.waitFor(async () => expect(await open('203.0.113.1')).toBeInstanceOf(WebSocket), 10_000);
  for (const socket of sockets) socket.terminate();
});

it('an address opens so many streams of events and no more, others go on, and a closed one makes room', async () => {
  const { port } = await serve();
  const open = (address: string) =>
    new Promise<IncomingMessage>((resolve, reject) => {
      const path = `/graphql?query=${encodeURIComponent('subscription { endless }')}`;
      const headers = { accept: 'text/event-stream', ...from(address) };
      const request = httpRequest({ port, host: '127.0.0.1', path, headers, agent: false }, resolve);
      request.on('error', reject).end();
    });
  const streams = await each(MOST_STREAMS_OF_ONE, () => open('203.0.113.1'));
  for (const stream of streams) stream.on('error', () => {}).resume();
  expect(streams.every(({ statusCode }) => statusCode === 200)).toBe(true);
  const { statusCode, headers } = await open('203.0.113.1');
  expect([statusCode, headers['retry-after']]).toEqual([503, '5']);
  const other = await open('203.0.113.2');
  expect(other.statusCode).toBe(200);
  expect(await metric('accord_event_streams_open')).toBe(MOST_STREAMS_OF_ONE + 1);
  for (const stream of [...streams, other]) stream.destroy();
  await vi.waitFor(async () => expect(await metric('accord_event_streams_open')).toBe(0), 10_000);
  const again = await open('203.0.113.1');
  expect(again.statusCode).toBe(200);
  again.destroy();
});

it('a socket that is opened while the database is away is told to come back, and is not forbidden', async () => {
  const away = () => Promise.reject(new UnavailableError('The database does not answer now; try again later.'));
  server = await run({ database: { ...database(), rows: away } });
  const { port } = server;
  const closed = (authorization: string) =>
    new Promise<[number, string]>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${port}/graphql`, 'graphql-transport-ws');
      socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
      socket.on('close', (code, reason) => resolve([code, String(reason)]));
    });
  expect(await closed(`Bearer accord_1_${'x'.repeat(43)}`)).toEqual([1013, 'Try again later']);
  expect(await closed('Bearer nonsense')).toEqual([4403, 'Forbidden']);
});
