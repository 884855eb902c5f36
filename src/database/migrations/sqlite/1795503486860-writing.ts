import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'CREATE TABLE "record_alias" ("id" integer PRIMARY KEY NOT NULL, "type" varchar NOT NULL, "slug" varchar NOT NULL, "record_id" integer NOT NULL, "change" integer NOT NULL, "moved" text NOT NULL, CONSTRAINT "FK_028a33798fee71c64b7f81983d7" FOREIGN KEY ("record_id") REFERENCES "registry" ("id") ON DELETE CASCADE ON UPDATE NO ACTION)',
  'CREATE INDEX "IDX_028a33798fee71c64b7f81983d" ON "record_alias" ("record_id")',
  'CREATE UNIQUE INDEX "IDX_d69f8b2d6083c786d6393682a8" ON "record_alias" ("type", "slug")',
  'CREATE TABLE "answered" ("who" varchar NOT NULL, "key" varchar NOT NULL, "hash" varchar NOT NULL, "answer" text NOT NULL, "at" varchar NOT NULL, PRIMARY KEY ("who", "key"))',
  'CREATE INDEX "IDX_59450d0a7efcd938b10f00bf90" ON "answered" ("at")',
  'CREATE TABLE "token" ("id" integer PRIMARY KEY NOT NULL, "name" varchar NOT NULL, "hash" varchar NOT NULL, "role" varchar NOT NULL, "created_at" varchar NOT NULL, "expires_at" varchar, "revoked_at" varchar)',
  'CREATE UNIQUE INDEX "IDX_dc9680c2bbb75483a58b9c4fc5" ON "token" ("name")',
  'ALTER TABLE "claim" ADD COLUMN "data" text',
];

export class Writing1795503486860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "claim" DROP COLUMN "data"');
    for (const table of ['token', 'answered', 'record_alias']) await runner.query(`DROP TABLE "${table}"`);
  }
}
