import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { rawHttp } from './raw-http.js';
import { answerOf, type Running, run } from './toy.js';

let server: Running | undefined;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accord-page-'));
  await mkdir(path.join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(path.join(folder, 'page', 'index.html'), '<!doctype html><title>Accord</title>');
  await writeFile(path.join(folder, 'page', 'assets', 'index-0a1b2c3d.js'), 'export {};');
  await writeFile(path.join(folder, 'secret.txt'), 'secret');
});
afterEach(async () => {
  await server?.app.close();
  server = undefined;
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

const get = async (running: Running, where: string) => await answerOf(await fetch(`${running.origin}${where}`));

test('the page comes with a policy that keeps it to this server, and is asked for anew', async () => {
  server = await run({ page: path.join(folder, 'page') });
  const { status, headers, text } = await get(server, '/');
  expect(status).toBe(200);
  expect(text).toContain('<title>Accord</title>');
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('cache-control')).toBe('no-cache');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('content-security-policy')).toBe(
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
      "font-src 'self' data:; worker-src 'self' blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; " +
      "object-src 'none'",
  );
});

test('assets, whose names change with their content, are kept for a year', async () => {
  server = await run({ page: path.join(folder, 'page') });
  const { status, headers } = await get(server, '/assets/index-0a1b2c3d.js');
  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
});

test('a missing asset is 404 in the one shape of errors, without a path of this machine', async () => {
  server = await run({ page: path.join(folder, 'page') });
  const { status, json, text } = await get(server, '/assets/gone.js');
  expect([status, json.errors[0].extensions.code]).toEqual([404, 'NOT_FOUND']);
  expect(text).not.toContain(folder);
});

test.each(['/../secret.txt', '/assets/../../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets'])(
  '%s leads nowhere',
  async (where) => {
    server = await run({ page: path.join(folder, 'page') });
    const text = await rawHttp(server.port, `GET ${where} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(text).toMatch(/^HTTP\/1.1 404 /);
    expect(text).toContain('The GraphQL endpoint is /graphql, the page is /.');
    expect(text).not.toContain('secret\n');
    expect(text.split('\r\n\r\n')[1]).toMatch(/^\{"errors":/);
    expect(text).not.toContain(folder);
  },
);

test('a page that is not built says how to build it', async () => {
  server = await run({ page: path.join(folder, 'nowhere') });
  const { status, text, headers } = await get(server, '/');
  expect(status).toBe(503);
  expect(headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(text).toContain('npm run build');
});
