import pg from 'pg';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { openDoor } from '../support/postgres-door.js';
import { createEntries } from './entries.js';

let test: TestDatabase;
let admin: pg.Client;

beforeEach(async () => {
  test = await openTestDatabase();
  await createEntries(test.database);
  admin = new pg.Client(test.url);
  admin.on('error', () => undefined);
  await admin.connect();
});
afterEach(async () => {
  await admin.end();
  await test.dispose();
});

const count = () => test.database.rows({ n: 'count(*)' }, sql`FROM entry`);
const add = (id: number) =>
  test.database.write((tx) => tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (${id}, 'w', 0)`));
const cutAll = () =>
  admin.query(
    'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
  );
const unavailable = { extensions: { code: 'UNAVAILABLE' } };

it('goes on as if nothing had been when the server has cut all idle sessions', async () => {
  for (let i = 0; i < 3; i++) {
    await Promise.all([add(i), count(), count(), count()]);
    await cutAll();
  }
  await add(3);
  expect(await count()).toEqual([{ n: 4 }]);
});

it('undoes a transaction whose session is cut, says so, and writes the next one', async () => {
  const cut = test.database.write(async (tx) => {
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (1, 'cut', 0)`);
    await cutAll();
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (2, 'cut', 0)`);
  });
  await expect(cut).rejects.toMatchObject(unavailable);
  await add(3);
  expect(await test.database.rows({ id: 'id' }, sql`FROM entry`)).toEqual([{ id: 3 }]);
});

it('says that a server which is gone cannot answer now, at once and on every way in, and finds it again', async () => {
  const door = await openDoor(test.url);
  const database = await openDatabase({ url: door.url, migrate: false });
  await database.ping();
  await door.shut();
  const started = performance.now();
  await expect(database.rows({ n: 'count(*)' }, sql`FROM entry`)).rejects.toMatchObject(unavailable);
  await expect(database.write(async () => undefined)).rejects.toMatchObject(unavailable);
  await expect(database.ping()).rejects.toMatchObject(unavailable);
  expect(performance.now() - started).toBeLessThan(2000);
  await door.open();
  await database.write((tx) => tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (1, 'w', 0)`));
  await database.close();
  await door.shut();
  expect(await count()).toEqual([{ n: 1 }]);
});

it('writes again as soon as a server that had become read-only is no longer so', async () => {
  await add(1);
  const name = pg.escapeIdentifier(new URL(test.url).pathname.slice(1));
  await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`);
  await cutAll();
  await expect(add(2)).rejects.toMatchObject({
    ...unavailable,
    message: 'The database is read-only now; nothing was written.',
  });
  expect(await count()).toEqual([{ n: 1 }]);
  await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = off`);
  // The session of the failed write would stay read-only for ever.
  await add(2);
});

it('reads in sessions that cannot write, and speaks of time in UTC', async () => {
  const settings = { readOnly: "current_setting('transaction_read_only')", zone: "current_setting('timezone')" };
  expect(await test.database.rows(settings, sql``)).toEqual([{ readOnly: 'on', zone: 'UTC' }]);
  const written = await test.database.write((tx) => tx.rows(settings, sql``));
  expect(written).toEqual([{ readOnly: 'off', zone: 'UTC' }]);
});

it('does not acknowledge a commit that the server has turned into a rollback', async () => {
  const work = test.database.write(async (tx) => {
    await tx.run(sql`INSERT INTO entry (id, writer, seen) VALUES (1, 'w', 0)`);
    const client = await tx.manager.queryRunner?.connect();
    // Behind the back of the transaction, which therefore does not know that it has failed.
    await client.query('SELECT 1 / 0').catch(() => undefined);
  });
  await expect(work).rejects.toThrow('ROLLBACK');
  expect(await count()).toEqual([{ n: 0 }]);
});
