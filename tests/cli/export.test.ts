import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accord } from '../support/accord.js';
import { emptyPlace, openTestDatabase, type TestDatabase, type TestPlace } from '../support/database.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const folder = mkdtempSync(path.join(tmpdir(), 'accord-export-'));
const file = path.join(folder, 'records.jsonl');
let source: TestDatabase;
let target: TestPlace;

beforeAll(async () => {
  source = await openTestDatabase();
  target = await emptyPlace();
  await write(source.database, richFacts(3));
});
afterAll(async () => {
  await source.dispose();
  await target.remove();
  rmSync(folder, { recursive: true });
});

const run = (args: readonly string[], url = source.url) => accord(args, { DATABASE_URL: url });

describe('accord export', () => {
  test('writes lines of the published schema, the same each time, and leaves nothing unfinished', async () => {
    expect(await run(['export', '--out', file])).toEqual({ code: 0, stdout: '', stderr: '' });
    const text = readFileSync(file, 'utf8');
    expect((await run(['export'])).stdout).toBe(text);
    const validate = new Ajv2020({ strict: true }).compile(
      JSON.parse(readFileSync('schema/records.schema.json', 'utf8')) as object,
    );
    const lines = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    expect(lines.filter((line) => !validate(line))).toEqual([]);
    expect(lines.length).toBeGreaterThan(25);
    expect(readdirSync(folder)).toEqual(['records.jsonl']);
  });

  test('says in one line where it cannot write', async () => {
    const { code, stderr } = await run(['export', '--out', '/nowhere/records.jsonl']);
    expect([code, stderr]).toEqual([1, 'accord: /nowhere/records.jsonl cannot be written: there is no such folder.\n']);
  });

  test('ends without complaint when its reader leaves early', async () => {
    const child = spawn(process.execPath, ['dist/main.js', 'export'], {
      env: { PATH: process.env['PATH'], DATABASE_URL: source.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let complaint = '';
    child.stderr.on('data', (part) => {
      complaint += String(part);
    });
    const [code] = await once(child, 'close');
    expect([code, complaint]).toEqual([0, '']);
  });
});

describe('accord export in other forms', () => {
  test('writes every table into a folder that it makes', async () => {
    const tables = path.join(folder, 'tables');
    expect(await run(['export', '--format', 'csv', '--out', tables])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(tables)).toContain('agreements.csv');
    expect(readdirSync(tables).filter((name) => !name.endsWith('.csv'))).toEqual([]);
    expect(readFileSync(path.join(tables, 'tenures.csv'), 'utf8')).toContain(
      'person-1,0,organization-1,Head,2020,2021,,\r\n',
    );
  });

  test('writes one table, of what a filter selects', async () => {
    const { stdout } = await run([
      'export',
      '--table',
      'agreements',
      '--filter',
      '{"party":"organization-1"}',
      '--lang',
      'fr',
    ]);
    expect(stdout.split('\r\n').map((line) => line.split(',').slice(0, 2).join())).toEqual([
      'slug,label',
      'agreement-1,agreement 1 en français',
      '',
    ]);
  });

  test.each([
    [['--filter', '{'], 2, "It must be JSON, as '{"],
    [['--filter', '{"party":"nobody"}'], 1, 'accord: Nothing of type Organization or Person is called "nobody".'],
    [['--types', 'ships'], 1, 'accord: --types: ships is not among countries, organizations,'],
    [
      ['--format', 'csv'],
      1,
      'accord: CSV is one file for each type: give a folder with --out, or one table with --table.',
    ],
    [['--table', 'ships'], 1, 'accord: There is no ships.csv; there are records.jsonl,'],
  ])('refuses %j', async (args, code, message) => {
    const ran = await run(['export', ...args]);
    expect([ran.code, ran.stdout]).toEqual([code, '']);
    expect(ran.stderr).toContain(message);
  });
});

describe('accord import', () => {
  test('enters what was exported, into a database that it makes, and once', async () => {
    await run(['export', '--out', file]);
    expect((await run(['import', file], target.url)).stdout).toMatch(/\nImported: 32 created, 0 unchanged\.\n$/);
    const again = await run(['import', file, '--dry-run'], target.url);
    expect(again.stdout).toBe('Would import: 0 created, 32 unchanged.\n');
    expect((await run(['export'], target.url)).stdout).toBe(readFileSync(file, 'utf8'));
  });

  test('names the lines that are wrong', async () => {
    const wrong = path.join(folder, 'wrong.jsonl');
    writeFileSync(wrong, '{"format":"accord-records","version":1}\n?\n{"type":"PERSON"}\n');
    const { code, stderr } = await run(['import', wrong], target.url);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^accord: line 2: is not JSON: .*\naccord: line 3: slug: is missing\n/);
  });
});
