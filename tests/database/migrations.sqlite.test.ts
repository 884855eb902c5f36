import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrateUp } from '../../src/database/migrate.js';
import { sqliteMigrations } from '../../src/database/migrations/sqlite/index.js';
import { openDatabase } from '../../src/database/open.js';
import { sql } from '../../src/database/sql.js';
import { emptyPlace, type TestPlace } from '../support/database.js';
import { migration } from './migration.js';

const shipped = [...sqliteMigrations];
let place: TestPlace;

beforeEach(async () => {
  place = await emptyPlace();
});
afterEach(async () => {
  sqliteMigrations.splice(0, Infinity, ...shipped);
  await place.remove();
});

describe('a migration of an SQLite file', () => {
  it('keeps the rows that refer to a table which a migration builds anew', async () => {
    sqliteMigrations.push(
      migration('Parent9000000000001', [
        'CREATE TABLE parent (id integer PRIMARY KEY, name varchar)',
        'CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent (id) ON DELETE CASCADE)',
        "INSERT INTO parent (id, name) VALUES (1, 'a')",
        'INSERT INTO child (id, parent_id) VALUES (7, 1)',
      ]),
    );
    await migrateUp(place.url);
    sqliteMigrations.push(
      migration('Rebuild9000000000002', [
        'CREATE TABLE parent_new (id integer PRIMARY KEY, name text NOT NULL)',
        'INSERT INTO parent_new SELECT id, name FROM parent',
        'DROP TABLE parent',
        'ALTER TABLE parent_new RENAME TO parent',
      ]),
    );
    const database = await openDatabase({ url: place.url, migrate: true });
    expect(
      await database.rows({ id: 'child.id', name: 'name' }, sql`FROM child JOIN parent ON parent.id = parent_id`),
    ).toEqual([{ id: 7, name: 'a' }]);
    await expect(database.write((tx) => tx.run(sql`INSERT INTO child (id, parent_id) VALUES (8, 2)`))).rejects.toThrow(
      /FOREIGN KEY/,
    );
    await database.close();
  });

  it('refuses to leave rows that refer to nothing', async () => {
    sqliteMigrations.push(
      migration('Broken9000000000001', [
        'CREATE TABLE parent (id integer PRIMARY KEY)',
        'CREATE TABLE child (id integer PRIMARY KEY, parent_id integer NOT NULL REFERENCES parent (id))',
        'INSERT INTO child (id, parent_id) VALUES (7, 1)',
      ]),
    );
    await expect(migrateUp(place.url)).rejects.toThrow(/1 row\(s\) of child would refer to nothing in parent/);
    sqliteMigrations.pop();
    const database = await openDatabase({ url: place.url, migrate: true });
    expect(await database.rows({ name: 'name' }, sql`FROM sqlite_schema WHERE name IN ('parent', 'child')`)).toEqual(
      [],
    );
    await database.close();
  });
});
