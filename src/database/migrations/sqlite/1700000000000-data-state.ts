import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The data version, the one counter of ids, and the mark by which the program knows its files ("Accr"). */
export class DataState1700000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('PRAGMA application_id = 0x41636372');
    await runner.query(
      'CREATE TABLE "data_state" ("id" integer PRIMARY KEY NOT NULL, "version" integer NOT NULL, "next_id" integer NOT NULL, CONSTRAINT "data_state_single" CHECK ("id" = 1))',
    );
    await runner.query('INSERT INTO "data_state" ("id", "version", "next_id") VALUES (1, 0, 1)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "data_state"');
    await runner.query('PRAGMA application_id = 0');
  }
}
