import { readFile } from 'node:fs/promises';
import type { MigrationInterface } from 'typeorm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateDown, migrateUp, migrationStatus } from '../../src/database/migrate.js';
import { postgresMigrations } from '../../src/database/migrations/postgres/index.js';
import { sqliteMigrations } from '../../src/database/migrations/sqlite/index.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { StartupError } from '../../src/errors.js';
import { startChild } from '../support/child.js';
import { dialect, emptyPlace, type TestPlace } from '../support/database.js';
import { migration } from './migration.js';

const migrations: (new () => MigrationInterface)[] = dialect === 'sqlite' ? sqliteMigrations : postgresMigrations;
const shipped = [...migrations];
const names = shipped.map(({ name }) => name);

let place: TestPlace;

beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(async () => {
  migrations.splice(0, Infinity, ...shipped);
  await place.remove();
});

const statusOf = async () => {
  const { applied, pending, unknown } = await migrationStatus(place.url);
  return { applied, pending, unknown };
};

const tables = async () => {
  const database = await openDatabase({ url: place.url, migrate: true });
  const schema = sql.choose(
    sql`FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'`,
    sql`FROM (SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public') t WHERE true`,
  );
  const rows = await database.rows<{ name: string }>({ name: 'name' }, sql`${schema} ORDER BY name`);
  await database.close();
  return rows.map(({ name }) => name);
};

describe('migrating', () => {
  it('goes up from nothing, all the way down, and up again', async () => {
    expect(await statusOf()).toEqual({ applied: [], pending: names, unknown: [] });
    expect(await migrateUp(place.url)).toEqual(names);
    expect(await migrateUp(place.url)).toEqual([]);
    expect(await statusOf()).toEqual({ applied: names, pending: [], unknown: [] });
    const full = await tables();
    for (const name of [...names].reverse()) expect(await migrateDown(place.url)).toBe(name);
    expect(await migrateDown(place.url)).toBeUndefined();
    expect(await statusOf()).toEqual({ applied: [], pending: names, unknown: [] });
    await migrateUp(place.url);
    expect(await tables()).toEqual(full);
  });

  it('goes one step down and up again with rows in the tables', async () => {
    migrations.push(
      migration('Parent9000000000001', [
        'CREATE TABLE parent (id integer PRIMARY KEY, name varchar)',
        'CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent (id) ON DELETE CASCADE)',
      ]),
      migration(
        'Nick9000000000002',
        ['ALTER TABLE parent ADD COLUMN nick varchar'],
        ['ALTER TABLE parent DROP COLUMN nick'],
      ),
    );
    const database = await openDatabase({ url: place.url, migrate: true });
    await database.write((tx) => tx.run(sql`INSERT INTO parent (id, name, nick) VALUES (1, 'a', 'b')`));
    await database.close();
    expect(await migrateDown(place.url)).toBe('Nick9000000000002');
    await expect(openDatabase({ url: place.url, migrate: false })).rejects.toThrow(/lacks 1 migration.*accord migrate/);
    const again = await openDatabase({ url: place.url, migrate: true });
    expect(await again.rows({ name: 'name', nick: 'nick' }, sql`FROM parent`)).toEqual([{ name: 'a', nick: null }]);
    await again.close();
  });

  it('goes down with proposals that wait, which were not known before, and up again', async () => {
    const database = await openDatabase({ url: place.url, migrate: true });
    await database.write(async (tx) => {
      await tx.run(sql`INSERT INTO proposal (id, type, slug, root_id, root_type, claim_id, subject_id, status, at, "by")
        VALUES (1, 'PERSON', 'ada', 1, 'PERSON', 2, 1, 'PROPOSED', '2025-01-01T00:00:00.000Z', 'test')`);
      await tx.run(
        sql`INSERT INTO proposed (part, owner_id, row_id, proposal_id, data) VALUES ('claim', 1, 2, 1, '{}')`,
      );
    });
    await database.close();
    for (let gone: string | undefined; !gone?.startsWith('Proposals'); ) gone = await migrateDown(place.url);
    const again = await openDatabase({ url: place.url, migrate: true });
    expect(await again.rows({ id: 'id' }, sql`FROM proposal`)).toEqual([]);
    await again.close();
  });

  it('changes nothing when one of several migrations fails', async () => {
    migrations.push(
      migration('Good9000000000001', ['CREATE TABLE good (id integer)']),
      migration('Bad9000000000002', ['CREATE TABLE half (id integer)', 'CREATE TABLE half (id integer)']),
    );
    const refused = openDatabase({ url: place.url, migrate: true });
    await expect(refused).rejects.toBeInstanceOf(StartupError);
    await expect(refused).rejects.toThrow(/A migration of .* failed, nothing was changed: .*half/);
    expect(await statusOf()).toMatchObject({ applied: [] });
    migrations.splice(-2);
    expect(await tables()).not.toContain('good');
  });
});

describe('a database', () => {
  it('that is behind is refused unless it may be migrated', async () => {
    const refused = openDatabase({ url: place.url, migrate: false });
    await expect(refused).rejects.toThrow(/holds nothing yet: run `npx accord migrate`/);
    await expect(refused).rejects.toBeInstanceOf(StartupError);
  });

  it('of a newer program is refused, and nothing in it is touched', async () => {
    migrations.push(migration('Future9000000000001', ['CREATE TABLE future (id integer)'], ['DROP TABLE future']));
    await migrateUp(place.url);
    migrations.pop();
    const before = place.file && (await readFile(place.file));
    const message = /was made by a newer Accord \(it has the migration Future9000000000001\); use that version/;
    for (const migrate of [true, false])
      await expect(openDatabase({ url: place.url, migrate })).rejects.toThrow(message);
    await expect(migrateUp(place.url)).rejects.toThrow(message);
    await expect(migrateDown(place.url)).rejects.toThrow(message);
    expect(await statusOf()).toEqual({
      applied: [...names, 'Future9000000000001'],
      pending: [],
      unknown: ['Future9000000000001'],
    });
    if (place.file && before) expect(before.equals(await readFile(place.file))).toBe(true);
  });

  it('is migrated once when several processes start at the same time', async () => {
    // The first child of a run has to wait for the compiler.
    await (await startChild('migrate', 'sqlite:')).ended.catch(() => undefined);
    const moment = Date.now() + 1500;
    const starting = await Promise.all(
      Array.from({ length: 4 }, () => startChild('migrate', place.url, String(moment))),
    );
    const outputs = await Promise.all(starting.map(({ ended }) => ended));
    expect(outputs.filter((output) => output.includes('Migrated'))).toHaveLength(1);
    expect(await statusOf()).toEqual({ applied: names, pending: [], unknown: [] });
  });

  it('starts again after a process was killed during a migration', async () => {
    for (let round = 0; round < 2; round++) {
      const child = await startChild('migrate-slowly', place.url);
      await child.said('halfway');
      await child.kill();
    }
    expect(await tables()).not.toContain('half_done');
    expect(await statusOf()).toEqual({ applied: names, pending: [], unknown: [] });
  });
});
