import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
import { expect, test } from 'vitest';
import { accord } from '../support/accord.js';

test('schema prints the schema, sorted, without a database', async () => {
  const { code, stdout, stderr } = await accord(['schema'], { DATABASE_URL: 'sqlite:/nowhere/at/all.db' });
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toBe(`${printSchema(lexicographicSortSchema(buildSchema(stdout)))}\n`);
  expect(stdout).toMatch(/^type Query \{$/m);
});

test('schema --out writes the same into a file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'accord-schema-'));
  const file = path.join(folder, 'schema.graphql');
  expect(await accord(['schema', '--out', file])).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await readFile(file, 'utf8')).toBe((await accord(['schema'])).stdout);
  await rm(folder, { recursive: true });
});

test('a file that cannot be written is one clear line', async () => {
  const { code, stderr } = await accord(['schema', '--out', '/nowhere/schema.graphql']);
  expect([code, stderr]).toEqual([1, 'accord: /nowhere/schema.graphql cannot be written: there is no such folder.\n']);
});

test('a reader that leaves early is no failure', async () => {
  const child = spawn(process.execPath, ['dist/main.js', 'schema'], { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let complaint = '';
  child.stderr.on('data', (part) => {
    complaint += String(part);
  });
  const [code] = await once(child, 'close');
  expect([code, complaint]).toEqual([0, '']);
});
