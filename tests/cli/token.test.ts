import { afterEach, beforeEach, expect, test } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { accord, accordServing, type Serving } from '../support/accord.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let place: TestDatabase;
const serving: Serving[] = [];
const token = (...args: string[]) => accord(['token', ...args], { DATABASE_URL: place.url });

beforeEach(async () => {
  place = await openTestDatabase();
});
afterEach(async () => {
  for (const { child, ended } of serving.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  await place.dispose();
});

async function serve() {
  const started = await accordServing(['serve'], { DATABASE_URL: place.url });
  serving.push(started);
  return started;
}

async function viewer({ origin }: Serving, secret: string) {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
    body: JSON.stringify({ query: '{ viewer { name role } }' }),
  });
  return [response.status, ((await response.json()) as { data?: { viewer: unknown } }).data?.viewer];
}

test('a token is shown once, counts at once in every process, and is over at once in every process', async () => {
  const servers = [await serve(), await serve()];
  const made = await token('create', '--name', 'the desk', '--role', 'editor');
  expect(made.code).toBe(0);
  expect(made.stdout).toMatch(/^accord_[1-9]\d*_[\w-]{43}\n$/);
  expect(made.stderr).toMatch(/it is not shown again/);
  const secret = made.stdout.trim();
  for (const each of servers) expect(await viewer(each, secret)).toEqual([200, { name: 'the desk', role: 'editor' }]);

  const listed = await token('list');
  expect(listed.stdout).toBe('the desk\teditor\tnever expires\n');
  const secretPart = secret.split('_').slice(2).join('_');
  const rows = await place.database.rows<{ hash: string }>({ hash: 't.hash' }, sql`FROM token t`);
  expect(JSON.stringify(rows)).not.toContain(secretPart);
  expect(rows).toEqual([{ hash: expect.stringMatching(/^[0-9a-f]{64}$/) }]);

  const ended = await token('revoke', 'the desk');
  expect(ended).toMatchObject({ code: 0, stdout: 'The token the desk has no effect any more.\n' });
  for (const each of servers) expect(await viewer(each, secret)).toEqual([401, undefined]);
  expect((await token('list')).stdout).toMatch(/^the desk\teditor\trevoked \d{4}-\d\d-\d\dT\S+Z\n$/);
  expect((await token('revoke', 'the desk')).stdout).toBe('The token the desk was revoked before.\n');
}, 180_000);

test.each([
  ['90d', /expires \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/],
  ['2999-01-31', /expires 2999-01-31T23:59:59\.999Z/],
  ['2999-01-31T12:00:00+02:00', /expires 2999-01-31T10:00:00\.000Z/],
])('a token can end: --expires %s', async (when, shown) => {
  expect(await token('create', '--name', 'short', '--role', 'reader', '--expires', when)).toMatchObject({ code: 0 });
  expect((await token('list')).stdout).toMatch(shown);
});

test.each(['soon', '2020-01-01', '0d', '2999-02-30', '2999-02-30T00:00Z', '2999-01-31T12:00', '12'])(
  'refuses --expires %s',
  async (when) => {
    const { code, stderr, stdout } = await token('create', '--name', 'x', '--role', 'reader', '--expires', when);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('--expires');
  },
);

test('says what is wrong with a role, a name that was taken, and one that there is not', async () => {
  expect(await token('create', '--name', 'x', '--role', 'owner')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('It must be one of reader, contributor, editor, admin.'),
  });
  await token('create', '--name', 'x', '--role', 'admin');
  expect(await token('create', '--name', 'x', '--role', 'reader')).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('There was a token "x" before'),
  });
  expect(await token('revoke', 'y')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no token "y"'),
  });
});
