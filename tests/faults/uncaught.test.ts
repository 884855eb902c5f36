import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { post } from '../edges/asking.js';
import { accord, accordServing } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';

// Mistakes that nobody has made yet are put into the built program from outside: SIGUSR2 throws where nobody catches,
// SIGHUP rejects what nobody waits for.
const MISTAKES = `
  process.on('SIGUSR2', () => { setTimeout(() => { throw new TypeError('thrown at large'); }); });
  process.on('SIGHUP', () => { void Promise.reject(new TypeError('rejected at large')); });
`;

let place: TestPlace;
let folder: string;
beforeEach(async () => {
  [place, folder] = await Promise.all([emptyPlace(), mkdtemp(path.join(tmpdir(), 'accord-uncaught-'))]);
  await writeFile(path.join(folder, 'mistakes.mjs'), MISTAKES);
});
afterEach(async () => {
  await Promise.all([place.remove(), rm(folder, { recursive: true })]);
});

const settings = () => ({
  DATABASE_URL: place.url,
  NODE_ARGUMENTS: `--import ${path.join(folder, 'mistakes.mjs')}`,
});
const logged = (stderr: string, text: string) =>
  stderr
    .split('\n')
    .filter((line) => line.includes(text))
    .map((line) => JSON.parse(line));

it('a failure that nobody waited for is logged once, under an id, and the server goes on', async () => {
  const { child, origin, said, ended } = await accordServing(['serve'], settings());
  child.kill('SIGHUP');
  await vi.waitFor(() => expect(said().stderr).toContain('rejected at large'), { timeout: 20_000 });
  expect((await post(origin, '{ people { totalCount } }')).json).toEqual({ data: { people: { totalCount: 0 } } });
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect(code, stderr).toBe(0);
  expect(logged(stderr, 'rejected at large')).toEqual([
    expect.objectContaining({ level: 'error', errorId: expect.stringMatching(/^[\da-f]{12}$/) }),
  ]);
});

it('what is thrown where nobody catches is logged once, and the server ends in order with 1, and starts again', async () => {
  const { child, origin, ended } = await accordServing(['serve'], settings());
  expect((await post(origin, '{ people { totalCount } }')).status).toBe(200);
  child.kill('SIGUSR2');
  const { code, stderr } = await ended;
  expect(code, stderr).toBe(1);
  expect(logged(stderr, 'thrown at large')).toEqual([
    expect.objectContaining({ level: 'fatal', errorId: expect.stringMatching(/^[\da-f]{12}$/) }),
  ]);
  const { code: doctor, stdout } = await accord(['doctor'], { DATABASE_URL: place.url });
  expect(doctor, stdout).toBe(0);
});
