import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rules made the keys and words that names are kept with; the program makes those of older rules anew. */
export class NamesVersion1795797900000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "data_state" ADD COLUMN "names_version" integer NOT NULL DEFAULT 0');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "data_state" DROP COLUMN "names_version"');
  }
}
