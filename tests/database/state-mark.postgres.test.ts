import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.js';

let test: TestDatabase;
let admin: pg.Client;

beforeEach(async () => {
  test = await openTestDatabase();
  admin = new pg.Client(test.url);
  admin.on('error', () => undefined);
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await test.dispose();
});

it('is another one when the data are restored and happen to have the same version', async () => {
  const before = await test.database.stateMark();
  const version = await test.database.dataVersion();
  await admin.query('BEGIN; DELETE FROM data_state; INSERT INTO data_state VALUES (1, 0, 1); COMMIT');
  expect(await test.database.dataVersion()).toBe(version);
  expect(await test.database.stateMark()).not.toBe(before);
});

it('is asked again when the server has cut its session', async () => {
  const before = await test.database.stateMark();
  await admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
  expect(await test.database.stateMark()).toBe(before);
});
