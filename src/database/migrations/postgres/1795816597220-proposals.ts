import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'CREATE TABLE "proposal" ("id" integer NOT NULL, "type" character varying COLLATE "C" NOT NULL, "slug" character varying COLLATE "C", "root_id" integer NOT NULL, "root_type" character varying COLLATE "C" NOT NULL, "claim_id" integer NOT NULL, "subject_id" integer NOT NULL, "status" character varying COLLATE "C" NOT NULL, "at" character varying COLLATE "C" NOT NULL, "by" character varying COLLATE "C" NOT NULL, "reason" text COLLATE "C", "decided_at" character varying COLLATE "C", "decided_by" character varying COLLATE "C", "decision" text COLLATE "C", CONSTRAINT "PK_ca872ecfe4fef5720d2d39e4275" PRIMARY KEY ("id"))',
  `CREATE INDEX "waiting_proposals" ON "proposal" ("claim_id") WHERE status = 'PROPOSED'`,
  'CREATE INDEX "IDX_b829d40dab43f2c877170f6089" ON "proposal" ("type", "slug")',
  'CREATE INDEX "IDX_d2aee0c6b569ccc9b9b65efddc" ON "proposal" ("claim_id")',
  'CREATE TABLE "proposed" ("part" character varying COLLATE "C" NOT NULL, "owner_id" integer NOT NULL, "row_id" integer NOT NULL, "proposal_id" integer NOT NULL, "holder_id" integer, "data" text COLLATE "C" NOT NULL, "first" double precision, "second" double precision, CONSTRAINT "PK_cbdd85eecb83f14610bc9d32a97" PRIMARY KEY ("part", "owner_id", "row_id"))',
  'CREATE INDEX "IDX_992bd0dacdc24e8202dfff2763" ON "proposed" ("proposal_id")',
  'CREATE INDEX "IDX_46dd35ab91732d3ddd08d0ee59" ON "proposed" ("row_id")',
  `CREATE INDEX "proposed_claims" ON "claim" ("id") WHERE status = 'PROPOSED'`,
  'ALTER TABLE "proposed" ADD CONSTRAINT "FK_992bd0dacdc24e8202dfff27635" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
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
