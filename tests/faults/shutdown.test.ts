import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { startChild } from '../support/child.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { examine, recordControl } from './examination.js';
import { followFeed } from './feed.js';
import { served } from './served.js';
import { expectSound } from './soundness.js';
import { startWriters, writeWith } from './writers.js';

let place: TestPlace;
beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(() => place.remove());

const UPGRADE =
  'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n' +
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: graphql-transport-ws\r\n\r\n';

/** Connections that do nothing more: one that has had its answer, and a WebSocket. */
function idlers(origin: string) {
  return ['GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n', UPGRADE].map((request) => {
    const socket = connect(Number(new URL(origin).port), '127.0.0.1');
    socket.on('error', () => undefined).write(request);
    return socket;
  });
}

it('answers what is under way when it is told to end, cuts nothing, loses nothing, and ends with 0', async () => {
  const server = await served(place.url);
  await server.start();
  const control = await recordControl(server, writeWith(server));
  const follower = followFeed(server);
  const writers = startWriters(server, { clients: 2, named: 'w' });
  await writers.more(6);
  const sockets = idlers(await server.origin());

  // Nobody's write can end before the lock is given back, so that both are under way when the signal comes.
  const holder = await startChild('hold-lock', place.url, '60000');
  await holder.said('locked');
  await sleep(1500);
  const before = { ...writers.count };
  const started = performance.now();
  const stopped = server.stop();
  await sleep(300);
  await holder.kill();
  const { code, stderr } = await stopped;
  expect(code, stderr).toBe(0);
  expect(performance.now() - started).toBeLessThan(20_000);
  expect(writers.count.lostAnswers).toBe(before.lostAnswers);
  expect(writers.count.acknowledged).toBeGreaterThanOrEqual(before.acknowledged + 2);

  await server.start();
  await writers.more(2);
  await writers.stop();
  const evidence = { acknowledged: writers.acknowledged, control, followed: await follower.finish() };
  expect(await examine(server, evidence)).toEqual({ lost: [], half: [], doubled: [], feed: [] });
  for (const socket of sockets) socket.destroy();
  await server.stop();
  await expectSound(place.url);
}, 240_000);
