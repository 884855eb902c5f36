import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sqlite3 from 'sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { startChild } from '../support/child.js';
import { refusal } from './refusal.js';

describe('an SQLite file', () => {
  let folder: string;
  const at = (name: string) => path.join(folder, name);

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'accord-refusals-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const make = (name: string, ...statements: readonly string[]) =>
    new Promise<void>((resolve, reject) => {
      const file = new sqlite3.Database(at(name));
      file.exec(statements.join(';'), (error) => file.close(() => (error ? reject(error) : resolve())));
    });

  it('is opened by every form of its path', async () => {
    for (const url of [
      `sqlite:${at('a.db')}`,
      `sqlite://${at('b.db')}`,
      `sqlite:${path.relative('.', at('ü %41.db'))}`,
    ]) {
      await (await openDatabase({ url, migrate: true })).close();
    }
    expect((await readdir(folder)).sort()).toEqual(['a.db', 'b.db', 'ü %41.db']);
  });

  it('carries the mark by which the command "file" and others know it', async () => {
    await (await openDatabase({ url: `sqlite:${at('a.db')}`, migrate: true })).close();
    expect((await readFile(at('a.db'))).subarray(68, 72).toString()).toBe('Accr');
  });

  it('may be empty', async () => {
    await writeFile(at('empty.db'), '');
    await (await openDatabase({ url: `sqlite:${at('empty.db')}`, migrate: true })).close();
  });

  it('in a folder that does not exist is refused, and the folder not made', async () => {
    expect(await refusal(`sqlite:${at('no/such/a.db')}`)).toBe(
      `The folder ${at('no/such')} for the database does not exist; create it or give another path.`,
    );
    expect(await readdir(folder)).toEqual([]);
  });

  it('under a file instead of a folder is refused', async () => {
    await writeFile(at('file'), '');
    expect(await refusal(`sqlite:${at('file/a.db')}`)).toContain('cannot be reached (ENOTDIR)');
  });

  it('that is a folder is refused', async () => {
    await mkdir(at('folder'));
    expect(await refusal(`sqlite:${at('folder')}`)).toBe(
      `${at('folder')} is a folder; give the path of a database file.`,
    );
  });

  it('that is no database is refused and left as it is', async () => {
    await writeFile(at('notes.txt'), 'remember the milk');
    expect(await refusal(`sqlite:${at('notes.txt')}`)).toBe(`${at('notes.txt')} is not an SQLite database.`);
    expect(await readFile(at('notes.txt'), 'utf8')).toBe('remember the milk');
  });

  it('that is damaged is refused', async () => {
    await writeFile(at('broken.db'), `SQLite format 3\0${'x'.repeat(5000)}`);
    expect(await refusal(`sqlite:${at('broken.db')}`)).toBe(
      `The database ${at('broken.db')} is damaged (SQLITE_NOTADB): restore it from a backup.`,
    );
  });

  it.each([
    ['has tables of another program', ['CREATE TABLE cookies (id integer)']],
    ['has a mark of another program', ['PRAGMA application_id = 7']],
    [
      'has our table and the mark of another program',
      ['CREATE TABLE accord_migration (id, name)', 'PRAGMA application_id = 7'],
    ],
  ])('that %s is refused and left as it is', async (_, statements) => {
    await make('other.db', ...statements);
    const before = await readFile(at('other.db'));
    expect(await refusal(`sqlite:${at('other.db')}`)).toBe(
      `${at('other.db')} is not an Accord database but one of another program; nothing was changed.`,
    );
    expect(before.equals(await readFile(at('other.db')))).toBe(true);
    expect(await readdir(folder)).toEqual(['other.db']);
  });

  // Root may write everywhere, so these run as somebody else.
  describe.runIf(process.getuid?.() === 0)('for an unprivileged user', () => {
    const asNobody = async (url: string) => {
      await chmod(folder, 0o755);
      const child = await startChild('migrate', url);
      await child.kill();
      const [, script = ''] = child.process.spawnargs;
      const run = spawn(process.execPath, [script, url], { uid: 65534, gid: 65534 });
      let errors = '';
      run.stderr.setEncoding('utf8').on('data', (text: string) => {
        errors += text;
      });
      await once(run, 'close');
      return /StartupError: (.*)/.exec(errors)?.[1] ?? errors;
    };

    it('is refused in a folder that is not writable', async () => {
      expect(await asNobody(`sqlite:${at('new.db')}`)).toContain(
        `The folder ${folder} of the database is not writable`,
      );
    });

    it('is refused when the file is not readable or not writable', async () => {
      await make('a.db', 'SELECT 1');
      await mkdir(at('open'));
      await chmod(at('open'), 0o777);
      await make('open/a.db', 'CREATE TABLE x (id)');
      await chmod(at('open/a.db'), 0o600);
      expect(await asNobody(`sqlite:${at('open/a.db')}`)).toBe(
        `The database ${at('open/a.db')} is not readable for this user.`,
      );
      await chmod(at('open/a.db'), 0o644);
      expect(await asNobody(`sqlite:${at('open/a.db')}`)).toBe(
        `The database ${at('open/a.db')} is read-only for this user.`,
      );
    });
  });
});
