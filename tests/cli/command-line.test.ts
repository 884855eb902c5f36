import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { accord } from '../support/accord.js';

const COMMANDS = ['start', 'serve', 'seed', 'import', 'export', 'migrate', 'schema', 'verify'];

describe('the command line', () => {
  test('tells its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(await accord(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  test('lists its commands when it is asked for help', async () => {
    const { code, stdout, stderr } = await accord(['--help']);
    expect([code, stderr]).toEqual([0, '']);
    for (const command of COMMANDS) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  });

  test('lists them on stderr when there is nothing to do', async () => {
    const { code, stdout, stderr } = await accord([]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: accord');
  });

  test.each(COMMANDS)('helps with %s, and needs no right settings for that', async (command) => {
    const { code, stdout, stderr } = await accord([command, '--help'], { PORT: 'wrong' });
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain(`Usage: accord ${command}`);
  });

  test.each([
    [['nope'], "accord: unknown command 'nope'"],
    [['sead'], "accord: unknown command 'sead'\n(Did you mean seed?)"],
    [['seed', '--nope'], "accord: unknown option '--nope'"],
    [['seed', 'extra'], "accord: too many arguments for 'seed'. Expected 0 arguments but got 1."],
    [['migrate', '--status', '--down'], "accord: option '--status' cannot be used with option '--down'"],
    [['verify', '--text', 'x'], "accord: required option '--source <slug>' not specified"],
    [['schema', '--out'], "accord: option '--out <file>' argument missing"],
  ])('%j is a usage error: exit code 2', async (args, message) => {
    const { code, stdout, stderr } = await accord(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr.startsWith(`${message}\n`)).toBe(true);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  test('says everything that is wrong with the settings, one line each', async () => {
    const { code, stdout, stderr } = await accord(['serve'], { PORT: 'wrong', LOG_LEVEL: 'loud' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^accord: PORT is "wrong", but must be /),
      expect.stringMatching(/^accord: LOG_LEVEL is "loud", but must be /),
      '',
    ]);
  });

  test('loads nothing heavy before it knows what is wanted', async () => {
    const script = `
      const { createRequire } = await import('node:module');
      const { run } = await import(${JSON.stringify(path.resolve('build/cli/run.js'))});
      await run(['node', 'accord', 'schema', '--help']);
      console.log(Object.keys(createRequire(${JSON.stringify(path.resolve('x.js'))}).cache).join('\\n'));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let loaded = '';
    child.stdout.on('data', (part) => {
      loaded += String(part);
    });
    await once(child, 'close');
    expect(loaded).toContain('node_modules/commander/');
    expect(loaded).not.toMatch(/node_modules\/(zod|graphql|type-graphql|typeorm|fastify|@apollo|pino|sqlite3|pg)\//);
  });
});
