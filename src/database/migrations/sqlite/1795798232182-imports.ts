import type { MigrationInterface, QueryRunner } from 'typeorm';

const STATEMENTS = [
  'CREATE TABLE "imported" ("source_id" integer NOT NULL, "name" varchar NOT NULL, "key" varchar NOT NULL, "record_id" integer, "version" integer, "hash" varchar NOT NULL, "file" varchar NOT NULL, CONSTRAINT "FK_da6ab1e9493c93ce9367d051a33" FOREIGN KEY ("source_id") REFERENCES "registry" ("id") ON DELETE CASCADE ON UPDATE NO ACTION, CONSTRAINT "FK_006128bd0ddca72587232a3f5af" FOREIGN KEY ("record_id") REFERENCES "registry" ("id") ON DELETE SET NULL ON UPDATE NO ACTION, PRIMARY KEY ("source_id", "name", "key"))',
  'CREATE INDEX "IDX_006128bd0ddca72587232a3f5a" ON "imported" ("record_id")',
  'ALTER TABLE "evidence" ADD COLUMN "file_hash" varchar',
  'ALTER TABLE "evidence" ADD COLUMN "locator" text',
];

export class Imports1795798232182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of STATEMENTS) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of ['locator', 'file_hash']) await runner.query(`ALTER TABLE "evidence" DROP COLUMN "${column}"`);
    await runner.query('DROP TABLE "imported"');
  }
}
