import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accord, accordServing, type Serving } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';

let place: TestPlace;
const serving: Serving[] = [];

const serve = async (command: 'start' | 'serve', environment: Record<string, string> = {}) => {
  const one = await accordServing([command], { DATABASE_URL: place.url, ...environment });
  serving.push(one);
  return one;
};
const ask = async ({ origin }: Serving, query: string) => {
  const body = JSON.stringify({ query });
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  });
  // biome-ignore lint/suspicious/noExplicitAny: what came over the wire
  return (await response.json()) as any;
};
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A request that never ends: a closing server waits for it. */
const holdOpen = async ({ origin }: Serving) => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  socket.on('error', () => {});
  socket.write('POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{');
  await sleep(100);
  return socket;
};

beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(async () => {
  for (const { child, ended } of serving.splice(0)) {
    child.kill('SIGKILL');
    await ended;
  }
  await place.remove();
});

test('start migrates and seeds an empty database, says where everything is, and answers', async () => {
  const one = await serve('start');
  const { stdout, stderr } = one.said();
  expect(stderr).toBe('');
  expect(stdout).toMatch(/^Migrated .+\nAccord \d+\.\d+\.\d+\n/);
  expect(stdout).toContain(`\n  page      ${one.origin}/\n  endpoint  ${one.origin}/graphql (HTTP and WebSocket)\n`);
  expect(stdout).toMatch(/\n {2}database {2}.+\n {2}records {3}\d+ agreements, .*\d+ countries, .*\d+ people/);
  expect(stdout).not.toContain('postgres:test@');
  expect(await ask(one, '{ agreements(first: 1) { totalCount } }')).toMatchObject({
    data: { agreements: { totalCount: expect.any(Number) } },
  });
  expect((await fetch(`${one.origin}/health/ready`)).status).toBe(200);

  one.child.kill('SIGTERM');
  expect(await one.ended).toMatchObject({ code: 0, stderr: '' });

  const again = await serve('start');
  expect(again.said().stdout).toMatch(/^Accord /);
  expect(again.said().stdout.split('records')[1]).toBe(stdout.split('records')[1]);
});

test('serve serves what is there and never seeds', async () => {
  await accord(['migrate'], { DATABASE_URL: place.url });
  const one = await serve('serve');
  expect(one.said().stdout).toContain('records   none yet: "npx accord seed" loads those that come with Accord\n');
  expect(await ask(one, '{ agreements { totalCount } }')).toEqual({ data: { agreements: { totalCount: 0 } } });
  one.child.kill('SIGINT');
  expect(await one.ended).toMatchObject({ code: 0, stderr: '' });
});

test('a signal that comes twice at once, as Ctrl-C through npm does, is one wish: what is in flight is finished', async () => {
  await accord(['migrate'], { DATABASE_URL: place.url });
  const one = await serve('serve');
  const socket = await holdOpen(one);
  one.child.kill('SIGINT');
  await sleep(50);
  one.child.kill('SIGINT');
  await sleep(300);
  expect(one.child.exitCode).toBeNull();
  socket.destroy();
  expect(await one.ended).toMatchObject({ code: 0 });
});

test('a second signal ends it at once', async () => {
  await accord(['migrate'], { DATABASE_URL: place.url });
  const one = await serve('serve');
  const socket = await holdOpen(one);
  one.child.kill('SIGTERM');
  await sleep(1_500);
  expect(one.child.exitCode).toBeNull();
  const before = performance.now();
  one.child.kill('SIGTERM');
  expect(await one.ended).toMatchObject({ code: 143 });
  expect(performance.now() - before).toBeLessThan(5_000);
  socket.destroy();
});

test('a closed stdout does not stop the server', async () => {
  await accord(['migrate'], { DATABASE_URL: place.url });
  const one = await serve('serve', { LOG_LEVEL: 'debug' });
  one.child.stdout?.destroy();
  one.child.stderr?.destroy();
  for (let n = 0; n < 3; n += 1) expect(await ask(one, '{ __typename }')).toEqual({ data: { __typename: 'Query' } });
  one.child.kill('SIGTERM');
  expect(await one.ended).toMatchObject({ code: 0 });
});

test.each([
  ['a port in use', /^accord: Port \d+ of 127\.0\.0\.1 is in use: set PORT to a free one, or to 0 for any\.\n$/],
  ['a host elsewhere', /^accord: HOST "192\.0\.2\.1" is no address of this machine: .*\n$/],
])('%s: one clear line, exit code 1', async (name, message) => {
  const one = await serve('serve');
  const taken = new URL(one.origin).port;
  const environment = name === 'a port in use' ? { PORT: taken } : { PORT: '0', HOST: '192.0.2.1' };
  const { code, stdout, stderr } = await accord(['serve'], { DATABASE_URL: place.url, ...environment });
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(message);
});
