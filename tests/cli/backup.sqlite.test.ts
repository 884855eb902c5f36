import { randomBytes } from 'node:crypto';
import { copyFile, mkdtemp, open, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { accord, accordServing, spawnAccord } from '../support/accord.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { dump } from '../support/dump.js';
import { write } from '../support/facts.js';

let folder: string;
let place: TestDatabase;
let backup: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accord-backup-'));
  backup = path.join(folder, 'backup.db');
  place = await openTestDatabase();
});
afterEach(async () => {
  await place.dispose();
  await rm(folder, { recursive: true });
});

const fileOf = ({ url }: { url: string }) => url.slice('sqlite:'.length);
const run = (...args: string[]) => accord(args, { DATABASE_URL: place.url });
const opened = async <T>(url: string, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase({ url, migrate: false });
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};
const slugsIn = (url: string) =>
  opened(url, async (database) =>
    (await database.rows<{ slug: string }>({ slug: 'slug' }, sql`FROM registry WHERE type = 'PERSON' ORDER BY id`)).map(
      ({ slug }) => slug,
    ),
  );

describe('a backup', () => {
  test('is the database as it was at one moment, while others write', async () => {
    let isOver = false;
    const writing = (async () => {
      // two in one transaction: half of it would be an odd number
      for (let n = 0; !isOver; n += 2) await write(place.database, { people: [`p${n}`, `p${n + 1}`] });
    })();
    const { code, stdout, stderr } = await run('backup', backup);
    isOver = true;
    await writing;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const version = Number(/data version (\d+), checked\.\n$/.exec(stdout)?.[1]);
    await opened(`sqlite:${backup}`, async (copy) => {
      expect(await copy.dataVersion()).toBe(version);
      const [people] = await copy.rows<{ n: number }>({ n: 'COUNT(*)' }, sql`FROM person`);
      expect(people?.n).toBeGreaterThan(0);
      expect((people?.n ?? 1) % 2).toBe(0);
      expect(version).toBeLessThan(await place.database.dataVersion());
    });
  });

  test('holds every row and can be searched', async () => {
    await write(place.database, { people: [{ slug: 'anna', names: [{ text: 'Anna Pavlova' }] }] });
    await run('backup', backup);
    const before = await dump(place.database);
    await opened(`sqlite:${backup}`, async (copy) => {
      expect(await dump(copy)).toEqual(before);
      const found = await copy.rows({ id: 'rowid' }, sql`FROM search_text WHERE search_text MATCH 'pavlova'`);
      expect(found).toHaveLength(1);
    });
  });

  test('replaces no file unless it is told to, and leaves nothing behind', async () => {
    await writeFile(backup, 'mine');
    expect(await run('backup', backup)).toMatchObject({
      code: 1,
      stderr: `accord: ${backup} exists already; --force replaces it.\n`,
    });
    expect(await readFile(backup, 'utf8')).toBe('mine');
    expect((await run('backup', '--force', backup)).code).toBe(0);
    expect(await readdir(folder)).toEqual(['backup.db']);
  });

  test('goes nowhere where there is no folder, and never over the database itself', async () => {
    const nowhere = path.join(folder, 'none', 'backup.db');
    expect((await run('backup', nowhere)).stderr).toContain('there is no such folder');
    expect((await run('backup', '--force', fileOf(place))).stderr).toContain('is the database itself');
  });

  test('of a damaged database is none', async () => {
    await write(place.database, { people: Array.from({ length: 300 }, (_, n) => `person-${n}`) });
    await place.database.close();
    await damage(fileOf(place));
    const { code, stderr } = await run('backup', backup);
    expect(code).toBe(1);
    expect(stderr).toContain('damaged');
    expect(await readdir(folder)).toEqual([]);
    place = { ...place, dispose: async () => undefined };
  });
});

/** The database and what lies beside it. */
const filesOf = async (file: string) =>
  (await readdir(path.dirname(file))).filter((name) => name.startsWith(path.basename(file)));

/** Overwrites pages in the middle of the file. */
async function damage(file: string): Promise<void> {
  const { size } = await stat(file);
  const handle = await open(file, 'r+');
  for (let at = 40_960; at < size; at += 16_384) await handle.write(randomBytes(4_096), 0, 4_096, at);
  await handle.close();
}

describe('a restored backup', () => {
  beforeEach(async () => {
    await write(place.database, { people: ['anna'] });
    expect((await run('backup', backup)).code).toBe(0);
    await write(place.database, { people: ['boris'] });
    await place.database.close();
    place = { ...place, dispose: async () => rm(fileOf(place), { force: true }) };
  });

  test('takes the place of the database, with its log, and leaves nothing behind', async () => {
    const file = fileOf(place);
    const { code, stdout, stderr } = await run('restore', backup);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(`${file} is now what ${backup} holds.\n`);
    expect(await filesOf(file)).toEqual([path.basename(file)]);
    expect(await slugsIn(place.url)).toEqual(['anna']);
  });

  test('is there also where there was no database', async () => {
    await rm(fileOf(place));
    expect((await run('restore', backup)).code).toBe(0);
    expect(await slugsIn(place.url)).toEqual(['anna']);
  });

  test('does not take the place of a database that a server has open', async () => {
    const server = await accordServing(['serve'], { DATABASE_URL: place.url });
    const refused = await run('restore', backup);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toContain('open: stop the server first');
    server.child.kill('SIGTERM');
    await server.ended;
    expect(await slugsIn(place.url)).toEqual(['anna', 'boris']);
    expect((await run('restore', backup)).code).toBe(0);
    expect(await slugsIn(place.url)).toEqual(['anna']);
  });

  test('takes the place of one in use, or damaged, by force', async () => {
    const server = await accordServing(['serve'], { DATABASE_URL: place.url });
    expect((await run('restore', '--force', backup)).code).toBe(0);
    server.child.kill('SIGKILL');
    await server.ended;
    expect(await slugsIn(place.url)).toEqual(['anna']);
    await writeFile(fileOf(place), 'no database at all');
    expect((await run('restore', backup)).stderr).toContain('--force replaces it all the same');
    expect((await run('restore', '--force', backup)).code).toBe(0);
    expect(await slugsIn(place.url)).toEqual(['anna']);
  });

  const refused: [string, (file: string) => Promise<unknown>, RegExp][] = [
    ['is missing', (file) => rm(file), /cannot be read: there is no such file/],
    ['is no database', (file) => writeFile(file, 'text'.repeat(1000)), /is not an SQLite database/],
    ['is empty', (file) => writeFile(file, ''), /is empty: it is no backup/],
    ['is damaged', damage, /is damaged/],
    ['has a log beside it', (file) => writeFile(`${file}-wal`, 'log'), /is not whole: backup.db-wal beside it/],
    [
      'is of a newer program',
      (file) =>
        opened(`sqlite:${file}`, (database) =>
          database.write(({ manager }) =>
            manager.query(`INSERT INTO accord_migration (timestamp, name) VALUES (9, 'FromTheFuture9')`),
          ),
        ),
      /was made by a newer Accord/,
    ],
  ];
  test.each(refused)('that %s changes nothing', async (_name, spoil, reason) => {
    await spoil(backup);
    const { code, stderr } = await run('restore', backup);
    expect(code).toBe(1);
    expect(stderr).toMatch(reason);
    expect(await slugsIn(place.url)).toEqual(['anna', 'boris']);
  });

  test('that is killed on its way leaves the old database or the new one, and can be done again', async () => {
    const ends: string[] = [];
    const before = path.join(folder, 'before.db');
    await copyFile(fileOf(place), before);
    for (const wait of [100, 250, 400, 550, 700, 850]) {
      await copyFile(before, fileOf(place));
      const { child, ended } = spawnAccord(['restore', backup], { DATABASE_URL: place.url });
      await sleep(wait);
      child.kill('SIGKILL');
      await ended;
      ends.push((await slugsIn(place.url)).join(' '));
    }
    for (const end of ends) expect(['anna boris', 'anna']).toContain(end);
    expect((await run('restore', backup)).code).toBe(0);
    expect(await filesOf(fileOf(place))).toEqual([path.basename(fileOf(place))]);
  });
});
