import type { MigrationInterface, QueryRunner } from 'typeorm';

// What `labelColumns` of the domain makes of a record's names, for the records that are there.
const USUAL = `t.record_id = registry.id AND (t.kind = 'PRIMARY' OR (t.lang IS NOT NULL AND t.kind <> 'FORMER' AND NOT EXISTS (
  SELECT 1 FROM record_name p WHERE p.record_id = t.record_id AND p.kind = 'PRIMARY' AND p.lang = t.lang)))`;
const IN_ORDER = "CASE t.kind WHEN 'PRIMARY' THEN 0 ELSE 1 END, t.position LIMIT 1";
const REGIONAL = `EXISTS (SELECT 1 FROM record_name t WHERE ${USUAL} AND (lower(t.lang) LIKE 'en-%' OR lower(t.lang) LIKE 'fr-%'))`;
const inLanguage = (tag: string) =>
  `(SELECT t.text FROM record_name t WHERE ${USUAL} AND lower(t.lang) = '${tag}' ORDER BY ${IN_ORDER})`;
const INSTEAD = `COALESCE((SELECT t.text FROM record_name t WHERE ${USUAL} ORDER BY CASE WHEN t.lang IS NULL THEN 0 ELSE 1 END, ${IN_ORDER}), slug)`;

const COLUMNS = ['label_en', 'label_fr', 'label_other'];

export class Labels1795484768167 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE "registry" ADD COLUMN "${column}" varchar`);
    await runner.query(
      `UPDATE registry SET label_en = ${inLanguage('en')}, label_fr = ${inLanguage('fr')} WHERE NOT ${REGIONAL}`,
    );
    await runner.query(`UPDATE registry SET label_other = ${INSTEAD} WHERE label_en IS NULL AND NOT ${REGIONAL}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of COLUMNS) await runner.query(`ALTER TABLE "registry" DROP COLUMN "${column}"`);
  }
}
