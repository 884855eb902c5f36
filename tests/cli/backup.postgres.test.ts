import { expect, test } from 'vitest';
import { accord } from '../support/accord.js';

test.each(['backup', 'restore'])('%s of a PostgreSQL database says which tools do it', async (command) => {
  const { code, stderr } = await accord([command, '/nowhere/accord.dump'], {
    DATABASE_URL: 'postgres://accord:secret@127.0.0.1:1/accord',
  });
  expect(code).toBe(1);
  expect(stderr).toContain('pg_dump --format=custom');
  expect(stderr).toContain('pg_restore --clean');
  expect(stderr).not.toContain('secret');
});
