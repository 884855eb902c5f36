import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The data version and the one counter of ids. */
export class DataState1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "data_state" ("id" integer PRIMARY KEY, "version" integer NOT NULL, "next_id" integer NOT NULL, CONSTRAINT "data_state_single" CHECK ("id" = 1))',
    );
    await runner.query('INSERT INTO "data_state" ("id", "version", "next_id") VALUES (1, 0, 1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "data_state"');
  }
}
