import type { MigrationInterface, QueryRunner } from 'typeorm';

// What is there already was entered once; of what happened to it since nothing is known.
const ENTRIES = [
  `INSERT INTO change (id, at, by, operation, record_id, record_type, slug)
    SELECT r.id, r.recorded_at, (SELECT MIN(c.recorded_by) FROM claim c WHERE c.subject_id = r.id), 'CREATED', r.id, r.type, r.slug FROM registry r`,
  'UPDATE registry SET changed = id',
];

export class History1795501877450 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "change" ("id" integer NOT NULL, "at" character varying COLLATE "C" NOT NULL, "by" character varying COLLATE "C", "operation" character varying COLLATE "C" NOT NULL, "record_id" integer NOT NULL, "record_type" character varying COLLATE "C" NOT NULL, "slug" character varying COLLATE "C" NOT NULL, "reason" text COLLATE "C", "claim_ids" text COLLATE "C", CONSTRAINT "PK_38168d337b66a2d98e059fe5820" PRIMARY KEY ("id"))',
    );
    await runner.query('CREATE INDEX "IDX_ac30b71198359b94cd5dcc24a7" ON "change" ("at", "id")');
    await runner.query('CREATE INDEX "IDX_d2a6936a00d655a7aa87a8c8e8" ON "change" ("record_id", "id")');
    await runner.query(
      'CREATE TABLE "was" ("part" character varying COLLATE "C" NOT NULL, "owner_id" integer NOT NULL, "row_id" integer NOT NULL, "until" integer NOT NULL, "since" integer NOT NULL, "holder_id" integer, "data" text COLLATE "C" NOT NULL, "first" double precision, "second" double precision, CONSTRAINT "PK_b3d417fc32d5219878da8b43983" PRIMARY KEY ("part", "owner_id", "row_id", "until"))',
    );
    await runner.query('CREATE INDEX "IDX_404b0d56d7732a5271c18f552c" ON "was" ("owner_id", "until")');
    await runner.query('CREATE INDEX "IDX_1025ac8de2b9536f3ca7b11320" ON "was" ("part", "holder_id")');
    await runner.query('CREATE INDEX "IDX_8ac6bbe2def8af3b81174edc03" ON "was" ("part", "row_id")');
    await runner.query(`ALTER TABLE "registry" ADD "changed" integer NOT NULL DEFAULT '0'`);
    for (const statement of ENTRIES) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "registry" DROP COLUMN "changed"');
    await runner.query('DROP INDEX "IDX_8ac6bbe2def8af3b81174edc03"');
    await runner.query('DROP INDEX "IDX_1025ac8de2b9536f3ca7b11320"');
    await runner.query('DROP INDEX "IDX_404b0d56d7732a5271c18f552c"');
    await runner.query('DROP TABLE "was"');
    await runner.query('DROP INDEX "IDX_d2a6936a00d655a7aa87a8c8e8"');
    await runner.query('DROP INDEX "IDX_ac30b71198359b94cd5dcc24a7"');
    await runner.query('DROP TABLE "change"');
  }
}
