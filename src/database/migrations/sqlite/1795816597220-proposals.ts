import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'CREATE TABLE "proposal" ("id" integer PRIMARY KEY NOT NULL, "type" varchar NOT NULL, "slug" varchar, "root_id" integer NOT NULL, "root_type" varchar NOT NULL, "claim_id" integer NOT NULL, "subject_id" integer NOT NULL, "status" varchar NOT NULL, "at" varchar NOT NULL, "by" varchar NOT NULL, "reason" text, "decided_at" varchar, "decided_by" varchar, "decision" text)',
  `CREATE INDEX "waiting_proposals" ON "proposal" ("claim_id") WHERE status = 'PROPOSED'`,
  'CREATE INDEX "IDX_b829d40dab43f2c877170f6089" ON "proposal" ("type", "slug")',
  'CREATE INDEX "IDX_d2aee0c6b569ccc9b9b65efddc" ON "proposal" ("claim_id")',
  'CREATE TABLE "proposed" ("part" varchar NOT NULL, "owner_id" integer NOT NULL, "row_id" integer NOT NULL, "proposal_id" integer NOT NULL, "holder_id" integer, "data" text NOT NULL, "first" double precision, "second" double precision, CONSTRAINT "FK_992bd0dacdc24e8202dfff27635" FOREIGN KEY ("proposal_id") REFERENCES "proposal" ("id") ON DELETE CASCADE ON UPDATE NO ACTION, PRIMARY KEY ("part", "owner_id", "row_id"))',
  'CREATE INDEX "IDX_992bd0dacdc24e8202dfff2763" ON "proposed" ("proposal_id")',
  'CREATE INDEX "IDX_46dd35ab91732d3ddd08d0ee59" ON "proposed" ("row_id")',
  `CREATE INDEX "proposed_claims" ON "claim" ("id") WHERE status = 'PROPOSED'`,
];

export class Proposals1795816597220 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  /** What waits has no place in the tables of before. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "proposed_claims"');
    for (const table of ['proposed', 'proposal']) await runner.query(`DROP TABLE "${table}"`);
  }
}
