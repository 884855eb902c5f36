import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { accordServing, type Serving } from '../support/accord.js';
import { emptyPlace, openTestDatabase, type TestDatabase, type TestPlace } from '../support/database.js';
import { codeBlocksOf } from '../support/markdown.js';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 120_000 });

const PAGE = 'docs/exporting.md';
const shell = promisify(execFile);
const blocks = codeBlocksOf(PAGE);
const commands = blocks.filter(({ info }) => info === 'sh').map(({ text }) => text.trim().split('\n'));

const folder = mkdtempSync(path.join(tmpdir(), 'accord-exporting-'));
let source: TestDatabase;
let target: TestPlace;
let serving: Serving;

beforeAll(async () => {
  source = await openTestDatabase({ seeded: true });
  target = await emptyPlace();
  serving = await accordServing(['serve'], { DATABASE_URL: source.url });
});
afterAll(async () => {
  serving.child.kill('SIGTERM');
  await serving.ended;
  await source.dispose();
  await target.remove();
  rmSync(folder, { recursive: true });
});

/** Runs a line of the page as a reader would, in an empty folder of his. */
async function run(line: string, url: string): Promise<string> {
  const command = line
    .replaceAll('npx accord', `"${process.execPath}" "${path.resolve('dist/main.js')}"`)
    .replaceAll('http://127.0.0.1:4000', serving.origin);
  const { stdout } = await shell('bash', ['-e', '-c', command], {
    cwd: folder,
    env: { PATH: process.env['PATH'], DATABASE_URL: url },
    maxBuffer: 2 ** 26,
  });
  return stdout;
}
const written = (name: string) => readFile(path.join(folder, name), 'utf8');

describe(PAGE, () => {
  const [exports = [], imports = []] = commands;

  test('shows commands of both sorts', () => {
    expect([exports.length, imports.length, commands.length]).toEqual([5, 1, 2]);
  });

  test('exports what it says, where it says', async () => {
    const printed: string[] = [];
    for (const line of exports) printed.push(await run(line, source.url));
    expect((await written('facts.jsonl')).split('\n')[0]).toBe('{"format":"accord-records","version":1}');
    expect(printed[2]).toMatch(/^agreement,position,commodity,kind,.*\r\n.+\r\n/);
    expect(await written('mali.gexf')).toContain('<gexf ');
    expect(await written('accord-agreements.csv')).toMatch(/^slug,label,.*\r\n.+\r\n/);
    // Nothing but what the commands name.
    expect((await readdir(folder)).sort()).toEqual(['accord-agreements.csv', 'facts.jsonl', 'mali.gexf', 'tables']);
  });

  test('names every table with its columns', async () => {
    const rows = [...readFileSync(PAGE, 'utf8').matchAll(/^\| `([a-z-]+)` \| ([\w ]+) \|$/gm)];
    const columns = new Map(rows.map(([, table = '', names = '']) => [table, names.trim().split(' ')]));
    const tables = (await readdir(path.join(folder, 'tables'))).map((name) => name.replace(/\.csv$/, ''));
    expect(tables.sort()).toEqual([...columns.keys(), 'evidence'].sort());
    for (const [table, names] of columns)
      expect([table, (await written(`tables/${table}.csv`)).split('\r\n')[0]]).toEqual([table, names.join(',')]);
  });

  test('reads back what was exported, byte for byte', async () => {
    for (const line of imports) expect(await run(line, target.url)).toMatch(/Imported: \d+ created, 0 unchanged\.\n$/);
    expect(await run('npx accord export', target.url)).toBe(await written('facts.jsonl'));
  });

  test('shows a line of records as it is written', async () => {
    const shown = JSON.parse(blocks.find(({ info }) => info === 'json')?.text ?? '{}') as Record<string, unknown>;
    const lines = (await written('facts.jsonl')).split('\n').filter((line) => line.startsWith('{"type":"PLACE"'));
    const known = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const key of Object.keys(shown)) expect(known.some((place) => key in place)).toBe(true);
  });
});
