import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const QUICK = ['--sizes', '20', '--rounds', '1', '--seconds', '0.05'];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'accord-bench-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const bench = (script: string, ...args: string[]) =>
  run(process.execPath, [script, ...QUICK, '--dir', path.join(folder, 'databases'), ...args], { timeout: 60_000 });

/** The benchmark with another text in one of its files. */
async function changed(name: string, change: (text: string) => string): Promise<string> {
  const copy = await mkdtemp(path.join(folder, 'changed-'));
  await cp('bench', path.join(copy, 'bench'), { recursive: true });
  for (const each of ['dist', 'src', 'seeds', 'node_modules', 'package.json'])
    await symlink(path.resolve(each), path.join(copy, each));
  const file = path.join(copy, 'bench', name);
  const text = await readFile(file, 'utf8');
  const other = change(text);
  if (other === text) throw new Error(`${name} has changed: this test has to follow`);
  await writeFile(file, other);
  return path.join(copy, 'bench/run.mjs');
}

describe('npm run bench', { timeout: 120_000 }, () => {
  test('measures every question at a size, beside the limit', async () => {
    const { stdout } = await bench('bench/run.mjs');
    const rows = stdout.split('\n').filter((line) => /^\| `[\w-]+` .*\|$/.test(line));
    const named = rows.map((line) => /`([\w-]+)`/.exec(line)?.[1]);
    for (const question of ['q1', 'q2', 'q3', 'page', 'rare', 'search-rare', 'flows', 'encounters'])
      expect(named, stdout).toContain(question);
    // requests a second, p50, p99 and CPU of a question in the limit, and its share
    expect(stdout).toMatch(/\| `q1` [^|]+(\| [\d.]+ ){4}\| \d+ % \|/);
  });

  test('refuses a question and a size that do not exist', async () => {
    await expect(bench('bench/run.mjs', '--only', 'q9')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('There is no question q9'),
    });
    await expect(bench('bench/run.mjs', '--sizes', '1T')).rejects.toMatchObject({
      stderr: expect.stringContaining('"1T" is no size'),
    });
  });

  test('measures nothing where the limit answers another thing', async () => {
    const script = await changed('limit-sql.mjs', (text) => text.replace('BY p.position, p.id', 'BY p.position DESC'));
    await expect(bench(script, '--only', 'q1')).rejects.toMatchObject({
      stderr: expect.stringContaining('the limit answers another thing than the server'),
    });
  });

  test('says of a question that fails why, and goes on with the others', async () => {
    const script = await changed('questions.mjs', (text) => text.replace("to: 'Mali'", "to: 'Nowhere at all'"));
    const { stdout } = await bench(script, '--only', 'q3,flows');
    expect(stdout).toMatch(/\| `flows` [^|]+\| [^|]*Nowhere at all/);
    expect(stdout).toMatch(/\| `q3` [^|]+(\| [\d.]+ ){4}\| \d+ % \|/);
  });

  test('notices an answer that is not the same each time', async () => {
    const script = await changed('limit.mjs', (text) =>
      text.replace('rows[0].answer)', "rows[0].answer + (turn ? ' ' : ''))"),
    );
    const { stdout } = await bench(script, '--only', 'q2');
    expect(stdout).toContain('another answer than before');
  });
});
