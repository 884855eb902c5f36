import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { accord } from '../support/accord.js';
import { type Answer, dataFrom, isUnavailable, post } from './client.js';
import { served } from './served.js';
import { expectSound } from './soundness.js';
import { storyOf } from './story.js';

const BYTES = 12_000_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'accord-disk-'));
});
afterEach(() => {
  spawnSync('umount', [folder]);
  rmSync(folder, { recursive: true, force: true });
});

/** Whether this machine lets us mount a small disk, and change the limits of a process. */
const canMount = (() => {
  const probe = mkdtempSync(path.join(tmpdir(), 'accord-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', probe]).status === 0;
  if (mounted) spawnSync('umount', [probe]);
  rmSync(probe, { recursive: true, force: true });
  return mounted;
})();
const canLimit = spawnSync('prlimit', ['--pid', String(process.pid)]).status === 0;
if (!canMount) console.warn('A full disk and a read-only one are not tried: no disk can be mounted here.');
if (!canLimit) console.warn('A disk that refuses writes is not tried: there is no prlimit here.');

const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);

/** Writes stories until one is refused. */
async function writeUntilRefused(write: (key: string) => Promise<Answer>): Promise<Answer & { readonly key: string }> {
  for (let n = 0; n < 500; n++) {
    const answer = await write(`k${n}`);
    if (answer.errors) return { ...answer, key: `k${n}` };
  }
  throw new Error('The disk was never full.');
}

it.skipIf(!canMount)(
  'on a full disk refuses writes, answers questions, and writes again once there is room',
  async () => {
    mount(`size=${BYTES}`);
    const server = await served(`sqlite:${path.join(folder, 'accord.db')}`);
    await server.start();
    const origin = await server.origin();
    const write = (key: string) => {
      const [report] = storyOf(key);
      return post(origin, report?.document ?? '', { input: report?.input }, server.token);
    };
    const filler = path.join(folder, 'filler');
    // dd stops where the disk is full
    spawnSync('dd', ['if=/dev/zero', `of=${filler}`, 'bs=4096']);
    const refused = await writeUntilRefused(write);
    expect(refused.errors?.[0]).toMatchObject({
      message: 'The disk of the database is full; nothing was written.',
      extensions: { code: 'UNAVAILABLE' },
    });
    const before = await dataFrom(origin, '{ agreements { totalCount } }');
    expect(await write('another')).toSatisfy(isUnavailable);
    expect(await dataFrom(origin, '{ agreements { totalCount } }')).toEqual(before);
    rmSync(filler);
    expect((await write(refused.key)).errors).toBeUndefined();
    expect(await dataFrom(origin, '{ agreements { totalCount } }')).toEqual({
      agreements: { totalCount: before['agreements'].totalCount + 1 },
    });
    expect((await server.stop()).code).toBe(0);
    await expectSound(server.url);
  },
  120_000,
);

it.skipIf(!canLimit)(
  'on a disk that takes no more refuses writes, and writes again once it does',
  async () => {
    const server = await served(`sqlite:${path.join(folder, 'accord.db')}`);
    await server.start();
    const origin = await server.origin();
    const write = async (key: string) => {
      const [report] = storyOf(key);
      return post(origin, report?.document ?? '', { input: report?.input }, server.token);
    };
    const limit = (bytes: string) =>
      execFileSync('prlimit', ['--pid', String(server.process.child.pid), `--fsize=${bytes}:`]);
    limit('4096');
    expect((await write('refused')).errors?.[0]).toMatchObject({
      message: 'The disk of the database does not answer as it should.',
      extensions: { code: 'UNAVAILABLE' },
    });
    expect(await dataFrom(origin, '{ agreements { totalCount } }')).toEqual({ agreements: { totalCount: 0 } });
    limit('unlimited');
    expect((await write('refused')).errors).toBeUndefined();
    await server.stop();
    await expectSound(server.url);
  },
  120_000,
);

it.skipIf(!canMount)(
  'on a read-only disk does not start, says so, and changes nothing',
  async () => {
    mount(`size=${BYTES}`);
    const file = path.join(folder, 'accord.db');
    await (await openDatabase({ url: `sqlite:${file}`, migrate: true })).close();
    const before = readFileSync(file);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const { code, stderr } = await accord(['serve'], { DATABASE_URL: `sqlite:${file}`, PORT: '0' });
    expect([code, stderr]).toEqual([
      1,
      `accord: The folder ${folder} of the database is not writable; SQLite keeps its log beside the file.\n`,
    ]);
    expect(readFileSync(file).equals(before)).toBe(true);
  },
  120_000,
);

it('tells that a file is damaged whose pages are, and leaves it as it is', async () => {
  const file = path.join(folder, 'accord.db');
  await served(`sqlite:${file}`);
  const page = await rootPageOf('registry', `sqlite:${file}`);
  const bytes = readFileSync(file);
  bytes.fill('x', (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
  const damaged = await openDatabase({ url: `sqlite:${file}`, migrate: false });
  const wrong = {
    message: 'The file of the database is damaged: it has to be restored from a backup.',
    extensions: { code: 'UNAVAILABLE' },
  };
  await expect(damaged.rows({ version: 'version' }, sql`FROM registry`)).rejects.toMatchObject(wrong);
  await damaged.close();
  expect(readFileSync(file).equals(bytes)).toBe(true);
});

async function rootPageOf(table: string, url: string): Promise<number> {
  const database = await openDatabase({ url, migrate: false });
  const [found] = await database.rows<{ page: number }>(
    { page: 'rootpage' },
    sql`FROM sqlite_schema WHERE name = ${table}`,
  );
  await database.close();
  if (!found) throw new Error(`There is no table ${table}.`);
  return found.page;
}
