import { setTimeout as sleep } from 'node:timers/promises';
import type { QueryRunner } from 'typeorm';
import { migrateUp } from '../../../src/database/migrate.js';
import { postgresMigrations } from '../../../src/database/migrations/postgres/index.js';
import { sqliteMigrations } from '../../../src/database/migrations/sqlite/index.js';

class Slow9999999999998 {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE half_done (id integer)');
    await runner.query('INSERT INTO half_done (id) VALUES (1)');
    console.log('halfway');
    await sleep(60_000);
  }

  async down(): Promise<void> {}
}

// A migration during which there is time to kill this process.
const [url = ''] = process.argv.slice(2);
for (const migrations of [sqliteMigrations, postgresMigrations]) migrations.push(Slow9999999999998);
await migrateUp(url);
