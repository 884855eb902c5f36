import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DenyingClaims1795486469785 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "denying_claims" ON "claim" ("link_id")
        WHERE modality = 'DENIED' OR status IN ('REFUTED', 'RETRACTED') OR retracted_at IS NOT NULL`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "denying_claims"');
  }
}
