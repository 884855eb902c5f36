import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imports1795798232182 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      'CREATE TABLE "imported" ("source_id" integer NOT NULL, "name" character varying COLLATE "C" NOT NULL, "key" character varying COLLATE "C" NOT NULL, "record_id" integer, "version" integer, "hash" character varying COLLATE "C" NOT NULL, "file" character varying COLLATE "C" NOT NULL, CONSTRAINT "PK_c715954e95cfc0651dd3828fed3" PRIMARY KEY ("source_id", "name", "key"))',
    );
    await runner.query('CREATE INDEX "IDX_006128bd0ddca72587232a3f5a" ON "imported" ("record_id")');
    await runner.query('ALTER TABLE "evidence" ADD "file_hash" character varying COLLATE "C"');
    await runner.query('ALTER TABLE "evidence" ADD "locator" text COLLATE "C"');
    await runner.query(
      'ALTER TABLE "imported" ADD CONSTRAINT "FK_da6ab1e9493c93ce9367d051a33" FOREIGN KEY ("source_id") REFERENCES "registry"("id") ON DELETE CASCADE ON UPDATE NO ACTION',
    );
    await runner.query(
      'ALTER TABLE "imported" ADD CONSTRAINT "FK_006128bd0ddca72587232a3f5af" FOREIGN KEY ("record_id") REFERENCES "registry"("id") ON DELETE SET NULL ON UPDATE NO ACTION',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "imported" DROP CONSTRAINT "FK_006128bd0ddca72587232a3f5af"');
    await runner.query('ALTER TABLE "imported" DROP CONSTRAINT "FK_da6ab1e9493c93ce9367d051a33"');
    await runner.query('ALTER TABLE "evidence" DROP COLUMN "locator"');
    await runner.query('ALTER TABLE "evidence" DROP COLUMN "file_hash"');
    await runner.query('DROP INDEX "public"."IDX_006128bd0ddca72587232a3f5a"');
    await runner.query('DROP TABLE "imported"');
  }
}
