import { defineConfig } from 'vitest/config';

// These need no database, or choose their own: they run once. Everything else runs on both databases.
const ONCE = [
  'tests/unit/**/*.test.ts',
  'tests/page/**/*.test.ts',
  'tests/contract/{checks,ci-run,errors-doc,import-rules,model,package,schema}.test.ts',
];
// What stands in front of the database does not depend on which one it is.
const SQLITE_ONLY = 'tests/edges/**/*.test.ts';
const BOTH = 'tests/{domain,exchange,database,server,cli,contract,faults}/**/*.test.ts';

const onDatabase = (name: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name,
    include: name === 'sqlite' ? [BOTH, SQLITE_ONLY] : [BOTH],
    // What is about one engine only says so in its name.
    exclude: [...ONCE, `tests/**/*.${name === 'sqlite' ? 'postgres' : 'sqlite'}.test.ts`],
    env: { TEST_DATABASE: name },
    globalSetup: [`tests/support/${name}-setup.ts`],
    runner: 'tests/support/postgres-runner.ts',
  },
});

export default defineConfig({
  // Vite reads these two from tsconfig.json only for the files that it includes, and tests hold decorated classes too.
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: {
    // graphql has both index.js and index.mjs. Vite picks the second, Node the first: "another module or realm".
    alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }],
  },
  test: {
    pool: 'forks',
    testTimeout: 60_000,
    hookTimeout: 180_000,
    reporters: ['default', './tests/support/count-reporter.ts'],
    projects: [{ extends: true, test: { name: 'unit', include: ONCE } }, onDatabase('sqlite'), onDatabase('postgres')],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['text-summary', 'json-summary'],
    },
  },
});
