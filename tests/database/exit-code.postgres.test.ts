import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { expect, it } from 'vitest';

it('does not let the test server turn the exit code of failed tests into 0', () => {
  const program = `
    process.exitCode = 3;
    const { startPostgres } = await import('./scripts/postgres.mjs');
    await (await startPostgres()).stop();
  `;
  const { TEST_POSTGRES_URL: _, ...env } = process.env;
  const cwd = path.resolve(import.meta.dirname, '../..');
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { cwd, env });
  expect(status).toBe(3);
});
