import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const run = promisify(execFile);
const bench = (args: readonly string[], env = process.env) =>
  run(process.execPath, ['bench/import/run.mjs', '--rounds', '1', ...args], { env, timeout: 120_000 });

const there = await run('sqlite3', ['--version']).then(
  () => true,
  () => false,
);

test('measures an import, and counts every row that came to be', { timeout: 150_000 }, async () => {
  const { stdout } = await bench(['--rows', '60']);
  // three parties, and a name and a text for each agreement and each company
  expect(stdout).toMatch(/^60 rows of a file became \d+ rows: claim \d+, evidence \d+, agreement_party 180, /);
  expect(stdout).toMatch(/, agreement 60, commodity_term 60, money_amount 60, /);
  for (const counted of ['registry', 'record_name', 'search_text', 'search_name', 'search_word', 'change', 'imported'])
    expect(stdout).toMatch(new RegExp(`, ${counted} \\d+`));
  expect(stdout).toMatch(/^\| `accord import` \| [\d.]+ \| \d+ \|$/m);
  expect(stdout).toMatch(/^Memory at most \d+ MB\.$/m);
});

test.skipIf(!there)('measures the command line beside it, in the same run', { timeout: 150_000 }, async () => {
  const { stdout } = await bench(['--rows', '60']);
  expect(stdout).toMatch(/^\| `\.import`, tables without indexes \| [\d.]+ \| /m);
  expect(stdout).toMatch(/^Of `\.import` without indexes [\d.]+ %, with indexes [\d.]+ %\.$/m);
  expect(stdout).toMatch(/^At least 22 %: without indexes (yes|no), with indexes (yes|no)\.$/m);
});

test('says where there is no command line', { timeout: 150_000 }, async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-path-'));
  try {
    await symlink('/bin/sh', path.join(folder, 'sh'));
    const { stdout } = await bench(['--rows', '5'], { ...process.env, PATH: folder });
    expect(stdout).toContain('There is no sqlite3 command line here');
    expect(stdout).not.toContain('.import');
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('refuses no number of rows', async () => {
  await expect(bench(['--rows', '0'])).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--rows, --seed and --rounds are whole numbers from 1.'),
  });
});

test('tells the memory that reading takes, for a tenth of a size and for all of it', { timeout: 150_000 }, async () => {
  const args = ['bench/import/memory.mjs', '--mb', '1', '--keep', '100', '--formats', 'json'];
  const { stdout } = await run(process.execPath, args, { timeout: 120_000 });
  expect(stdout).toMatch(
    /^json: 0 MB read, at most \d+ MB of memory, \d+ s of CPU\njson: 1 MB read, at most \d+ MB of memory/,
  );
});
