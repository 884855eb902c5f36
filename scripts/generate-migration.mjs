// Writes the migration that brings a migrated database to what the entities say, once for each database.
// Usage: npm run build:server && node scripts/generate-migration.mjs NAME     (TEST_POSTGRES_URL: a server to use instead of an own one)
import 'reflect-metadata';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { driftOf } from '../build/database/drift.js';
import { migrateUp } from '../build/database/migrate.js';
import { entities } from '../build/domain/index.js';
import { startPostgres } from './postgres.mjs';

const name = process.argv[2];
if (name === undefined || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('Usage: node scripts/generate-migration.mjs name-in-kebab-case');
  process.exit(1);
}
const timestamp = Date.now();
const className = `${name.replace(/(?:^|-)([a-z0-9])/g, (_, c) => c.toUpperCase())}${timestamp}`;

const statement = (sql) => `    await runner.query(\n      ${quoted(sql.trim())},\n    );`;
const quoted = (sql) => (sql.includes("'") ? `\`${sql.replaceAll('`', '\\`')}\`` : `'${sql}'`);
const source = ({ up, down }) => `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
${up.map(statement).join('\n')}
  }

  async down(runner: QueryRunner): Promise<void> {
${[...down].reverse().map(statement).join('\n')}
  }
}
`;

async function writeIndex(dialect, folder) {
  const files = (await readdir(folder)).filter((file) => /^\d{13}-.*\.ts$/.test(file)).sort();
  const classes = files.map((file) => {
    const [, stamp, words] = /^(\d{13})-(.*)\.ts$/.exec(file);
    return `${words.replace(/(?:^|-)([a-z0-9])/g, (_, c) => c.toUpperCase())}${stamp}`;
  });
  const imports = files.map((file, i) => `import { ${classes[i]} } from './${file.replace(/\.ts$/, '.js')}';`);
  const list = `export const ${dialect}Migrations = [${classes.join(', ')}];`;
  await writeFile(path.join(folder, 'index.ts'), `${imports.join('\n')}\n\n${list}\n`);
}

const scratch = await mkdtemp(path.join(tmpdir(), 'accord-migration-'));
const postgres = await startPostgres();
try {
  for (const [dialect, url] of [
    ['sqlite', `sqlite:${path.join(scratch, 'scratch.db')}`],
    ['postgres', await postgres.createDatabase(`accord_migration_${timestamp}`)],
  ]) {
    await migrateUp(url);
    const drift = await driftOf(url, entities);
    if (drift.up.length === 0) {
      console.log(`${dialect}: the entities and the migrations agree, nothing written`);
      continue;
    }
    const folder = path.join('src', 'database', 'migrations', dialect);
    const file = path.join(folder, `${timestamp}-${name}.ts`);
    await writeFile(file, source(drift));
    await writeIndex(dialect, folder);
    console.log(`${file}: ${drift.up.length} statements; read it, it is a proposal`);
  }
} finally {
  await postgres.dropDatabase(`accord_migration_${timestamp}`);
  await postgres.stop();
  await rm(scratch, { recursive: true, force: true });
}
