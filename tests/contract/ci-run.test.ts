import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

const project = path.resolve(import.meta.dirname, '../..');
const clone = mkdtempSync(path.join(tmpdir(), 'ci-run-'));

beforeAll(() => {
  cpSync(path.join(project, '.ci'), path.join(clone, '.ci'), { recursive: true });
  mkdirSync(path.join(clone, 'scripts'));
  cpSync(path.join(project, 'scripts/check-lock.mjs'), path.join(clone, 'scripts/check-lock.mjs'));
  writeFileSync(path.join(clone, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1.0.0"}}}');
  mkdirSync(path.join(clone, 'bin'));
});

afterAll(() => rmSync(clone, { recursive: true }));

/** Runs .ci/run with an npm that does what the script says instead of the real one. */
const run = (npm: string) => {
  const bin = path.join(clone, 'bin/npm');
  writeFileSync(bin, `#!/bin/sh\n${npm}\n`);
  chmodSync(bin, 0o755);
  const env = { ...process.env, PATH: `${path.dirname(bin)}:${process.env['PATH']}` };
  const { status, stdout } = spawnSync(path.join(clone, '.ci/run'), { encoding: 'utf8', env });
  return { status, last: stdout.trimEnd().split('\n').at(-1) };
};

const tests = (output: string, code: number) => run(`[ "$1" = test ] && { printf '${output}'; exit ${code}; }; exit 0`);

it('ends with the count of the tests', () => {
  expect(tests('7 passed, 0 failed, 1 skipped\\n', 0)).toEqual({ status: 0, last: '7 passed, 0 failed, 1 skipped' });
});

it('repeats the count after what npm adds, without its colours', () => {
  expect(tests('\\033[32m6 passed, 1 failed, 0 skipped\\033[0m\\nnpm error\\n', 1)).toEqual({
    status: 1,
    last: '6 passed, 1 failed, 0 skipped',
  });
});

it('fails where a test failed, whatever the exit code says', () => {
  expect(tests('6 passed, 1 failed, 0 skipped\\n', 0).status).toBe(1);
});

it('fails where the exit code says so, whatever the count says', () => {
  expect(tests('7 passed, 0 failed, 0 skipped\\n', 2).status).toBe(2);
});

it('fails where no test ran', () => {
  expect(tests('0 passed, 0 failed, 9 skipped\\n', 0).status).toBe(1);
});

it('fails where the tests say nothing', () => {
  expect(tests('all fine\\n', 0)).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' });
});

it.each(['ci', 'check', 'build'])('stops where npm fails in %s', (word) => {
  const result = run(`case "$*" in *${word}*) exit 3;; esac; printf '7 passed, 0 failed, 0 skipped\\n'`);
  expect(result).toEqual({ status: 1, last: '0 passed, 1 failed, 0 skipped' });
});

it('tells the tests that a skipped database is a failure', () => {
  expect(run(`[ -n "$CI" ] || exit 1; printf '1 passed, 0 failed, 0 skipped\\n'`).status).toBe(0);
});
