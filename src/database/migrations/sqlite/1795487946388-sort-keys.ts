import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sort keys, each index without its last column, the id, and what it was called before. Every index ends with the id anyway; only
 * where nobody wrote it there does SQLite look for both keys of a cursor, instead of going through all that share the first.
 */
const INDEXES = [
  ['registry_by_label_key', '"registry" ("type", "label_key"', 'IDX_98318a3aa6c09c7f40f043480f'],
  ['registry_by_date_asc', '"registry" ("type", "date_asc"', 'IDX_f227b9cd9ef66410374af17749'],
  ['registry_by_date_desc', '"registry" ("type", "date_desc"', 'IDX_77f5a6e17f96d033133a23626a'],
  ['registry_by_source_count', '"registry" ("type", "source_count"', 'IDX_cf5b2e785bc5f28795b053a711'],
  ['agreement_by_party_count', '"agreement" ("party_count"', 'IDX_68a1c1dc6a9ea7887d510978df'],
  ['agreement_by_term_count', '"agreement" ("term_count"', 'IDX_2b1ab77b61dffc8a893bda905e'],
  ['agreement_by_meeting_count', '"agreement" ("meeting_count"', 'IDX_40ba934ccb9351bb7e86cba2c6'],
  ['meeting_by_participant_count', '"meeting" ("participant_count"', 'IDX_54bde3a80f5fa5fd2cdbc10e9d'],
  ['meeting_by_delegation_count', '"meeting" ("delegation_count"', 'IDX_b5b1c964d05b4b6e87368bc2df'],
  ['meeting_by_agreement_count', '"meeting" ("agreement_count"', 'IDX_9c1acf7c2ceffa0a7e0ebee9ac'],
  ['delegation_by_member_count', '"delegation" ("member_count"', 'IDX_c680b53c5428f3d300bacfccd9'],
  ['person_by_meeting_count', '"person" ("meeting_count"', 'IDX_c830b74e3bafd0d351ee8513a0'],
  ['organization_by_agreement_count', '"organization" ("agreement_count"', 'IDX_2e11b3e5f447135166decc6acc'],
  ['organization_by_meeting_count', '"organization" ("meeting_count"', 'IDX_599f98eec86143dd81211582cd'],
  ['commodity_by_agreement_count', '"commodity" ("agreement_count"', 'IDX_a5daffc9f9970739cbd556b9fc'],
  ['place_by_meeting_count', '"place" ("meeting_count"', 'IDX_b7acf92141253231c52cf76039'],
  ['source_by_claim_count', '"source" ("claim_count"', 'IDX_bf3fe458a32126b76b6a3f1380'],
] as const;

export class SortKeys1795487946388 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [name, on, before] of INDEXES) {
      await runner.query(`DROP INDEX "${before}"`);
      await runner.query(`CREATE INDEX "${name}" ON ${on})`);
    }
    const hasStatistics = await runner.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'");
    if (hasStatistics.length === 0) return;
    for (const [name] of INDEXES) await runner.query(`ANALYZE "${name}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name, on, before] of INDEXES.toReversed()) {
      await runner.query(`DROP INDEX "${name}"`);
      await runner.query(`CREATE INDEX "${before}" ON ${on}, "id")`);
    }
  }
}
