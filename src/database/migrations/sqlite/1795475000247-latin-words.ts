import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LatinWords1795475000247 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "record_text" ADD COLUMN "latin_words" text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE "record_text" DROP COLUMN "latin_words"');
  }
}
