import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DenyingClaims1795486469785 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE INDEX "denying_claims" ON "claim" ("link_id")
        WHERE modality = 'DENIED' OR status IN ('REFUTED', 'RETRACTED') OR retracted_at IS NOT NULL`,
    );
    // Beside indexes that have statistics, one without is taken for worse or better than it is.
    const hasStatistics = await runner.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'");
    if (hasStatistics.length > 0) await runner.query('ANALYZE "denying_claims"');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX "denying_claims"');
  }
}
