import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const project = path.resolve(import.meta.dirname, '../..');
const root = mkdtempSync(path.join(tmpdir(), 'checks-'));
afterAll(() => rmSync(root, { recursive: true }));

const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8', cwd: project });

let trees = 0;
const tree = (files: Readonly<Record<string, string>>) => {
  trees += 1;
  const top = path.join(root, String(trees));
  mkdirSync(top);
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(top, file)), { recursive: true });
    writeFileSync(path.join(top, file), text);
  }
  return top;
};

const checkFiles = (files: Readonly<Record<string, string>>) => node('scripts/check-files.mjs', '--root', tree(files));

it('lets short files with plain names pass', () => {
  const result = checkFiles({ 'src/domain/meeting/meeting.service.ts': '\n', 'tests/unit/edtf.test.ts': '\n' });
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
});

it('warns of a file over 300 lines', () => {
  const result = checkFiles({ 'src/long.ts': '\n'.repeat(301) });
  expect(result.stderr).toContain('src/long.ts has 301 lines');
  expect(result.status).toBe(0);
});

it.each([
  ['src/longer.ts', '\n'.repeat(401), '401 lines'],
  ['src/domain/MeetingService.ts', '', 'kebab-case'],
  ['src/domain/utils/text.ts', '', 'drawer'],
  ['src/common/text.ts', '', 'drawer'],
  ['tests/helpers/text.ts', '', 'drawer'],
  ['src/shared/text.ts', '', 'drawer'],
])('refuses %s', (file, text, reason) => {
  const result = checkFiles({ [file]: text });
  expect(result.stderr).toContain(reason);
  expect(result.status).toBe(1);
});

it('has no such file in the project', () => {
  expect(node('scripts/check-files.mjs').status).toBe(0);
});

describe('the lock file', () => {
  const check = (packages: object) =>
    node('scripts/check-lock.mjs', path.join(tree({ 'lock.json': JSON.stringify({ packages }) }), 'lock.json'));
  const a = { version: '1.0.0', optionalDependencies: { 'a-mac': '1.0.0' } };

  it('passes when it is complete', () => {
    const mac = { version: '1.0.0', optional: true };
    expect(check({ '': { dependencies: { a: '1' } }, 'node_modules/a': a, 'node_modules/a-mac': mac }).stderr).toBe('');
    const nested = { 'node_modules/b': a, 'node_modules/b/node_modules/a-mac': mac };
    expect(check({ '': { dependencies: { b: '1' } }, ...nested }).status).toBe(0);
    expect(node('scripts/check-lock.mjs').stderr).toBe('');
  });

  it('is refused when an entry has no version', () => {
    const result = check({ '': {}, 'node_modules/a': a, 'node_modules/a-mac': { optional: true } });
    expect(result.stderr).toContain('node_modules/a-mac has no version');
    expect(result.status).toBe(1);
  });

  it('is refused when a platform package is missing', () => {
    const result = check({ '': { dependencies: { a: '1' } }, 'node_modules/a': a });
    expect(result.stderr).toContain('node_modules/a needs a-mac');
    expect(result.status).toBe(1);
  });
});

it('lets only src/config.ts read the environment', () => {
  const text = "export const port = process.env['PORT'];\n";
  const files = ['src/server/app.ts', 'src/main.ts', 'src/config.ts', 'playground/main.ts'];
  const settings = readFileSync(path.join(project, 'biome.json'), 'utf8');
  const cwd = tree({ 'biome.json': settings, ...Object.fromEntries(files.map((file) => [file, text])) });
  const bin = path.join(project, 'node_modules/@biomejs/biome/bin/biome');
  const { stdout } = spawnSync(process.execPath, [bin, 'lint', '--reporter=json'], { encoding: 'utf8', cwd });
  const found: { category: string; location: { path: string } }[] = JSON.parse(stdout).diagnostics;
  expect(found.map(({ category, location }) => `${category} ${location.path}`).sort()).toEqual([
    'lint/style/noProcessEnv playground/main.ts',
    'lint/style/noProcessEnv src/main.ts',
    'lint/style/noProcessEnv src/server/app.ts',
  ]);
});

const checkCycles = (files: Readonly<Record<string, string>>) => {
  const root = tree({
    ...Object.fromEntries(
      ['package.json', 'knip.json', 'tsconfig.json'].map((file) => [
        file,
        readFileSync(path.join(project, file), 'utf8'),
      ]),
    ),
    'src/main.ts': "import './domain/a.js';\nimport './domain/a.entity.js';\n",
    'src/domain/a.entity.ts': "import './b.entity.js';\n",
    'src/domain/b.entity.ts': "import './a.entity.js';\n",
    ...files,
  });
  return node('scripts/check-cycles.mjs', '--root', root);
};

it('lets entities and types name each other', () => {
  const result = checkCycles({
    'src/domain/a.ts': "import type { B } from './b.js';\nexport type A = B;\n",
    'src/domain/b.ts': "import type { A } from './a.js';\nexport type B = A;\n",
  });
  expect(result.stderr).toBe('');
  expect(result.stdout).toContain('1 cycles between entities, 0 others');
  expect(result.status).toBe(0);
});

it('refuses other import cycles', () => {
  const result = checkCycles({
    'src/domain/a.ts': "import { b } from './b.js';\nexport const a = () => b;\n",
    'src/domain/b.ts': "import { a } from './a.js';\nexport const b = () => a;\n",
  });
  expect(result.stderr).toContain('src/domain/a.ts -> src/domain/b.ts -> src/domain/a.ts');
  expect(result.status).toBe(1);
});

it('has no such cycle in the project, and sees those of its entities', () => {
  const result = node('scripts/check-cycles.mjs');
  expect(result.stderr).toBe('');
  expect(result.stdout).toMatch(/^[1-9]\d* cycles between entities, 0 others/);
});

describe('an audit', () => {
  /** Runs it with an npm that says this. */
  const audit = (said: string) => {
    const folder = tree({ 'bin/npm': `#!/bin/sh\ncat <<'END'\n${said}\nEND\nexit 1\n` });
    chmodSync(path.join(folder, 'bin/npm'), 0o755);
    const PATH = `${folder}/bin:${process.env['PATH']}`;
    return spawnSync(process.execPath, ['scripts/audit.mjs'], { encoding: 'utf8', cwd: project, env: { PATH } });
  };

  it('is skipped with a message where the registry does not say', () => {
    const { status, stdout } = audit('{"message":"405 Method Not Allowed","statusCode":405}');
    expect([status, stdout]).toEqual([0, 'audit: skipped, the registry does not say: 405 Method Not Allowed\n']);
    expect(audit('<html>').stdout).toContain('skipped');
  });

  it('fails for a weakness that is known, and names it', () => {
    const via = ['ws', { title: 'Answers too much', url: 'https://example.org/1' }];
    const vulnerabilities = { pg: { name: 'pg', severity: 'high', range: '<9', via } };
    const { status, stderr } = audit(JSON.stringify({ vulnerabilities, metadata: { dependencies: { prod: 2 } } }));
    expect(status).toBe(1);
    expect(stderr).toBe('audit: pg <9, high: by ws; Answers too much (https://example.org/1)\n');
  });

  it('says that there is none', () => {
    const { status, stdout } = audit('{"vulnerabilities":{},"metadata":{"dependencies":{"prod":120}}}');
    expect([status, stdout]).toEqual([0, 'audit: no known weakness in 120 packages.\n']);
  });
});
