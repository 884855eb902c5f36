import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Writing1795503486860 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "record_alias" ("id" integer NOT NULL, "type" character varying COLLATE "C" NOT NULL, "slug" character varying COLLATE "C" NOT NULL, "record_id" integer NOT NULL, "change" integer NOT NULL, "moved" text COLLATE "C" NOT NULL, CONSTRAINT "PK_0b43334dc1af3fb2391c7ae8214" PRIMARY KEY ("id"))',
    );
    await runner.query('CREATE INDEX "IDX_028a33798fee71c64b7f81983d" ON "record_alias" ("record_id")');
    await runner.query('CREATE UNIQUE INDEX "IDX_d69f8b2d6083c786d6393682a8" ON "record_alias" ("type", "slug")');
    await runner.query(
      'CREATE TABLE "answered" ("who" character varying COLLATE "C" NOT NULL, "key" character varying COLLATE "C" NOT NULL, "hash" character varying COLLATE "C" NOT NULL, "answer" text COLLATE "C" NOT NULL, "at" character varying COLLATE "C" NOT NULL, CONSTRAINT "PK_8ae7ddd4e3768b66c7480f688f4" PRIMARY KEY ("who", "key"))',
    );
    await runner.query('CREATE INDEX "IDX_59450d0a7efcd938b10f00bf90" ON "answered" ("at")');
    await runner.query(
      'CREATE TABLE "token" ("id" integer NOT NULL, "name" character varying COLLATE "C" NOT NULL, "hash" character varying COLLATE "C" NOT NULL, "role" character varying COLLATE "C" NOT NULL, "created_at" character varying COLLATE "C" NOT NULL, "expires_at" character varying COLLATE "C", "revoked_at" character varying COLLATE "C", CONSTRAINT "PK_82fae97f905930df5d62a702fc9" PRIMARY KEY ("id"))',
    );
    await runner.query('CREATE UNIQUE INDEX "IDX_dc9680c2bbb75483a58b9c4fc5" ON "token" ("name")');
    await runner.query('ALTER TABLE "claim" ADD "data" text COLLATE "C"');
    await runner.query(
      'ALTER TABLE "record_alias" ADD CONSTRAINT "FK_028a33798fee71c64b7f81983d7" FOREIGN KEY ("record_id") REFERENCES "registry"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "record_alias" DROP CONSTRAINT "FK_028a33798fee71c64b7f81983d7"');
    await runner.query('ALTER TABLE "claim" DROP COLUMN "data"');
    await runner.query('DROP INDEX "IDX_dc9680c2bbb75483a58b9c4fc5"');
    await runner.query('DROP TABLE "token"');
    await runner.query('DROP INDEX "IDX_59450d0a7efcd938b10f00bf90"');
    await runner.query('DROP TABLE "answered"');
    await runner.query('DROP INDEX "IDX_d69f8b2d6083c786d6393682a8"');
    await runner.query('DROP INDEX "IDX_028a33798fee71c64b7f81983d"');
    await runner.query('DROP TABLE "record_alias"');
  }
}
