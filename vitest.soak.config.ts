import { defineConfig } from 'vitest/config';
import base from './vitest.config.js';

const onDatabase = (name: 'sqlite' | 'postgres') => ({
  extends: true as const,
  test: {
    name,
    include: ['tests/soak/**/*.soak.ts'],
    exclude: [`tests/**/*.${name === 'sqlite' ? 'postgres' : 'sqlite'}.soak.ts`],
    env: { TEST_DATABASE: name },
    globalSetup: [`tests/support/${name}-setup.ts`],
    runner: 'tests/support/postgres-runner.ts',
  },
});

/** What needs minutes instead of seconds; `npm run test:soak` runs it. */
export default defineConfig({
  ...base,
  test: {
    pool: 'forks',
    // Each of them wants the machine for itself.
    fileParallelism: false,
    maxWorkers: 1,
    disableConsoleIntercept: true,
    testTimeout: 86_400_000,
    hookTimeout: 60_000,
    reporters: ['default', './tests/support/count-reporter.ts'],
    projects: [onDatabase('sqlite'), onDatabase('postgres')],
  },
});
