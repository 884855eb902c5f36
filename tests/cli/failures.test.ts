import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accord } from '../support/accord.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accord-failures-'));
  await writeFile(path.join(folder, 'letter.db'), 'Dear Sir or Madam, this is no database at all. '.repeat(100));
  await mkdir(path.join(folder, 'folder.db'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('a database that cannot be had: one clear line, exit code 1', () => {
  test.each([
    ['a file of another kind', 'sqlite:FOLDER/letter.db'],
    ['a folder', 'sqlite:FOLDER/folder.db'],
    ['in a folder that is not there', 'sqlite:FOLDER/nowhere/x.db'],
    ['below a file', 'sqlite:FOLDER/letter.db/x.db'],
    ['a server that is not there', 'postgres://accord:s3cret@127.0.0.1:1/accord'],
    ['a host that is not there', 'postgres://accord:s3cret@no-such-host.invalid/accord'],
  ])('%s', async (_name, url) => {
    for (const command of ['start', 'migrate']) {
      const { code, stdout, stderr } = await accord([command], {
        DATABASE_URL: url.replace('FOLDER', folder),
        PORT: '0',
      });
      expect([command, code, stdout]).toEqual([command, 1, '']);
      expect(stderr).toMatch(/^accord: .+\n$/);
      expect(stderr).not.toMatch(/s3cret|internal error/);
    }
  });

  test('LOG_LEVEL=debug shows where, still without the password', async () => {
    const { code, stderr } = await accord(['serve'], {
      DATABASE_URL: 'postgres://accord:s3cret@127.0.0.1:1/accord',
      LOG_LEVEL: 'debug',
    });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: .+\n.*StartupError.*\n +at /);
    expect(stderr).not.toContain('s3cret');
  });
});
