import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { accord } from '../support/accord.js';
import { emptyPlace, type TestPlace } from '../support/database.js';

let place: TestPlace;
const migrate = (...args: string[]) => accord(['migrate', ...args], { DATABASE_URL: place.url });

beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(async () => {
  await place.remove();
});

test('migrate brings a database up to date, tells the state, and takes the newest step back', async () => {
  const before = await migrate('--status');
  expect(before).toMatchObject({ code: 0, stderr: '' });
  expect(before.stdout).toMatch(/^(pending {2}\w+\n)+The database is behind: run npx accord migrate.\n$/);

  const up = await migrate();
  expect(up).toMatchObject({ code: 0, stderr: '' });
  expect(up.stdout).toMatch(/^Migrated: \w+(, \w+)*\n$/);
  expect(await migrate()).toEqual({ code: 0, stdout: 'The database is up to date.\n', stderr: '' });

  const after = await migrate('--status');
  expect(after.stdout).toBe(
    before.stdout.replaceAll('pending', 'applied').replace(/The .*/, 'The database is up to date.'),
  );

  const down = await migrate('--down');
  expect(down.stdout).toMatch(/^Taken back: \w+\n$/);
  const newest = /Taken back: (\w+)/.exec(down.stdout)?.[1];
  expect((await migrate('--status')).stdout).toContain(`pending  ${newest}\n`);
});

test('verify refuses a database that is not migrated, and says what to do', async () => {
  const { code, stderr } = await accord(['verify', '--source', 'any', '--text', 'package.json'], {
    DATABASE_URL: place.url,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^accord: The database .* holds nothing yet: run `npx accord migrate`\.\n$/);
});

test("the ORM's own command line lists the same steps as migrate does", async () => {
  const orm = await promisify(execFile)(process.execPath, ['scripts/typeorm.mjs', 'migration:show'], {
    env: { PATH: process.env['PATH'], DATABASE_URL: place.url },
  });
  const steps = Array.from(orm.stdout.matchAll(/^\[ \] (\w+)$/gm), ([, step]) => step);
  const { stdout } = await migrate('--status');
  expect(steps).toEqual(Array.from(stdout.matchAll(/^pending {2}(\w+)$/gm), ([, step]) => step));
  expect(steps).not.toEqual([]);
});
