import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';

interface Breach {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

/** A small tree in which every rule is broken; `bad` is the rule that the import of that line has to break. */
const TREE: readonly {
  readonly file: string;
  readonly imports: string;
  readonly bad?: string;
  readonly form?: string;
}[] = [
  // Honest code, as it should be: none of these may be reported.
  { file: 'src/main.ts', imports: './cli/serve.js' },
  { file: 'src/cli/serve.ts', imports: '../server/app.js', form: 'dynamic' },
  { file: 'src/cli/program.ts', imports: 'commander' },
  { file: 'src/server/app.ts', imports: 'fastify' },
  { file: 'src/server/schema-use.ts', imports: '../schema.js' },
  { file: 'src/exchange/import.ts', imports: '../domain/meeting/meeting.service.js' },
  { file: 'src/schema.ts', imports: './domain/index.js' },
  { file: 'src/domain/index.ts', imports: './meeting/meeting.resolver.js' },
  { file: 'src/domain/meeting/meeting.resolver.ts', imports: '../agreement/agreement.loaders.js' },
  { file: 'src/domain/meeting/meeting.entity.ts', imports: '../agreement/agreement.entity.js' },
  { file: 'src/domain/agreement/agreement.entity.ts', imports: '../meeting/meeting.entity.js' },
  { file: 'src/domain/delegation/delegation.entity.ts', imports: '../meeting/meeting.enums.js' },
  { file: 'src/domain/meeting/meeting.enums.ts', imports: '../../graphql/context.js' },
  { file: 'src/domain/agreement/agreement.loaders.ts', imports: '../date/edtf.js' },
  { file: 'src/domain/person/person.resolver.ts', imports: '../meeting/meeting.service.js' },
  { file: 'src/domain/delegation/delegation.resolver.ts', imports: '../meeting/meeting.input.js' },
  { file: 'src/domain/meeting/meeting.input.ts', imports: '../agreement/agreement.loaders.js' },
  { file: 'src/domain/agreement/agreement.input.ts', imports: 'type-graphql' },
  { file: 'src/domain/meeting/meeting.service.ts', imports: '../claim/claim.service.js' },
  { file: 'src/domain/write/write.service.ts', imports: '../delegation/delegation.writer.js' },
  { file: 'src/domain/delegation/delegation.writer.ts', imports: '../meeting/meeting.draft.js' },
  { file: 'src/domain/meeting/meeting.draft.ts', imports: 'class-validator' },
  { file: 'src/domain/claim/claim.service.ts', imports: 'typeorm' },
  { file: 'src/domain/date/edtf.ts', imports: '../../errors.js' },
  { file: 'src/graphql/context.ts', imports: '../auth/viewer.js' },
  { file: 'src/database/open.ts', imports: 'pg' },
  { file: 'src/auth/viewer.ts', imports: '../config.js' },
  { file: 'src/config.ts', imports: './errors.js' },
  { file: 'src/errors.ts', imports: 'node:path' },

  // One breach a line.
  { file: 'src/cli/a.ts', imports: '../main.js', bad: 'downward-only/cli' },
  { file: 'src/server/a.ts', imports: '../exchange/import.js', bad: 'downward-only/server' },
  { file: 'src/exchange/a.ts', imports: '../server/app.js', bad: 'downward-only/exchange' },
  { file: 'src/domain/date/a.ts', imports: '../../schema.js', bad: 'downward-only/domain', form: 'dynamic' },
  { file: 'src/graphql/a.ts', imports: '../database/open.js', bad: 'downward-only/graphql', form: 'type' },
  { file: 'src/database/a.ts', imports: '../graphql/context.js', bad: 'downward-only/database', form: 'export' },
  { file: 'src/database/b.ts', imports: '../domain/index.js', bad: 'downward-only/database', form: 'all' },
  { file: 'src/auth/a.ts', imports: '../database/open.js', bad: 'downward-only/auth' },
  { file: 'src/logger.ts', imports: './config.js', bad: 'downward-only/logger.ts' },
  { file: 'src/domain/place/b.ts', imports: '../../drawer/a.js', bad: 'known-layer' },
  { file: 'src/domain/person/a.ts', imports: '../meeting/meeting-time.js', bad: 'types-meet-at-the-door' },
  { file: 'src/domain/search/a.ts', imports: '../meeting/meeting-time.js', bad: 'types-meet-at-the-door' },
  { file: 'src/domain/place/place.enums.ts', imports: './place.entity.js', bad: 'roles-point-downward/enums' },
  { file: 'src/domain/place/place.entity.ts', imports: './place.loaders.js', bad: 'roles-point-downward/entity' },
  { file: 'src/domain/place/place.loaders.ts', imports: './place.service.js', bad: 'roles-point-downward/loaders' },
  { file: 'src/domain/place/place.writer.ts', imports: './place.service.js', bad: 'roles-point-downward/writer' },
  { file: 'src/domain/place/place.draft.ts', imports: './place.writer.js', bad: 'roles-point-downward/draft' },
  { file: 'src/domain/place/place.input.ts', imports: './place.service.js', bad: 'roles-point-downward/input' },
  { file: 'src/domain/search/b.ts', imports: './search.resolver.js', bad: 'resolvers-are-only-listed' },
  { file: 'src/domain/place/place.resolver.ts', imports: 'typeorm', bad: 'resolvers-know-no-orm', form: 'type' },
  {
    file: 'src/domain/place/place.service.ts',
    imports: 'type-graphql',
    bad: 'services-know-no-graphql-decorators',
  },
  { file: 'src/cli/b.ts', imports: 'fastify', bad: 'only-server-knows-the-web' },
  { file: 'src/cli/c.ts', imports: '@fastify/static', bad: 'only-server-knows-the-web' },
  { file: 'src/graphql/b.ts', imports: '@apollo/server', bad: 'only-server-knows-the-web', form: 'type' },
  { file: 'src/graphql/c.ts', imports: 'ws', bad: 'only-server-knows-the-web' },
  { file: 'src/graphql/d.ts', imports: 'graphql-ws', bad: 'only-server-knows-the-web' },
  { file: 'src/domain/place/a.ts', imports: 'pg', bad: 'only-database-knows-the-drivers' },
  { file: 'src/server/b.ts', imports: 'sqlite3', bad: 'only-database-knows-the-drivers' },
  { file: 'src/server/c.ts', imports: 'commander', bad: 'only-cli-knows-the-command-line' },
  { file: 'src/server/d.ts', imports: '../../tests/support/database.js', bad: 'src-stands-alone' },
  { file: 'src/server/e.ts', imports: '../../bench/generate.js', bad: 'src-stands-alone' },
  { file: 'src/server/f.ts', imports: '../../seeds/data.json', bad: 'src-stands-alone' },
  { file: 'src/server/g.ts', imports: '../../playground/main.js', bad: 'src-stands-alone' },
  { file: 'src/server/h.ts', imports: 'fast-check', bad: 'src-uses-what-is-installed-with-it' },
  { file: 'src/server/i.ts', imports: './nowhere.js', bad: 'resolvable' },
  // Where the breaches above lead.
  { file: 'src/domain/meeting/meeting-time.ts', imports: 'node:path' },
  { file: 'src/domain/search/search.resolver.ts', imports: 'type-graphql' },
  { file: 'src/drawer/a.ts', imports: 'node:path' },
  { file: 'tests/support/database.ts', imports: 'node:path' },
  { file: 'bench/generate.ts', imports: 'node:path' },
  { file: 'playground/main.ts', imports: 'node:path' },
];

const line = (form: string | undefined, from: string): string => {
  if (form === 'dynamic') return `export const load = () => import('${from}');\n`;
  if (form === 'type') return `import type { A } from '${from}';\nexport type B = A;\n`;
  if (form === 'export') return `export { a } from '${from}';\n`;
  if (form === 'all') return `export * from '${from}';\n`;
  return `import '${from}';\nexport class A { @field(() => String) name!: string; }\n`;
};

const project = path.resolve(import.meta.dirname, '../..');
const root = mkdtempSync(path.join(tmpdir(), 'import-rules-'));
let breaches: Breach[] = [];
let status: number | null = null;

const check = (...args: string[]) =>
  spawnSync(process.execPath, [path.join(project, 'scripts/check-imports.mjs'), ...args], { encoding: 'utf8' });

beforeAll(() => {
  for (const { file, imports, form } of TREE) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), line(form, imports));
  }
  mkdirSync(path.join(root, 'seeds'));
  writeFileSync(path.join(root, 'seeds/data.json'), '{}');
  cpSync(path.join(project, 'package.json'), path.join(root, 'package.json'));
  symlinkSync(path.join(project, 'node_modules'), path.join(root, 'node_modules'), 'dir');
  const result = check('--root', root, '--json');
  status = result.status;
  breaches = JSON.parse(result.stdout || '[]');
});

afterAll(() => rmSync(root, { recursive: true }));

it.each(TREE.filter((entry) => entry.bad))('refuses $imports in $file ($bad)', ({ file, bad }) => {
  expect(breaches.filter((breach) => breach.from === file).map((breach) => breach.rule)).toEqual([bad]);
});

it('reports nothing else', () => {
  const expected = new Set(TREE.filter((entry) => entry.bad).map((entry) => entry.file));
  expect(breaches.filter((breach) => !expected.has(breach.from))).toEqual([]);
  expect(status).toBe(1);
});

it('finds the project itself in order', () => {
  const result = check();
  expect(result.stderr).toBe('');
  expect(result.status).toBe(0);
});
