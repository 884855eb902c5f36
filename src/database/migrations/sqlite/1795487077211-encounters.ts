import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rows that are only ever read by their keys need no row ids. */
const TABLES = [
  `CREATE TABLE "encounter" ("a_id" integer NOT NULL, "b_id" integer NOT NULL, "a_slug" varchar NOT NULL, "b_slug" varchar NOT NULL,
    "meetings_desc" integer NOT NULL, CONSTRAINT "FK_f680b732fa32062b575b4062a1c" FOREIGN KEY ("a_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    PRIMARY KEY ("a_id", "b_id")) WITHOUT ROWID`,
  `CREATE TABLE "person_country" ("country_id" integer NOT NULL, "person_id" integer NOT NULL, "links" integer NOT NULL,
    CONSTRAINT "FK_9d039163684afd821ac85229315" FOREIGN KEY ("country_id") REFERENCES "country" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    CONSTRAINT "FK_f3e5bce58bc04c11b62f2764c31" FOREIGN KEY ("person_id") REFERENCES "person" ("id") ON DELETE CASCADE ON UPDATE NO ACTION,
    PRIMARY KEY ("country_id", "person_id")) WITHOUT ROWID`,
];

/** Derived from the meetings and offices that are there. */
const FILL = [
  `INSERT INTO encounter (a_id, b_id, a_slug, b_slug, meetings_desc)
    SELECT m.a_id, m.b_id, ra.slug, rb.slug, -m.n FROM (
      SELECT p.actor_id AS a_id, q.actor_id AS b_id, COUNT(DISTINCT m.id) AS n
      FROM meeting m JOIN participation p ON p.meeting_id = m.id AND p.status = 'REPORTED'
        JOIN participation q ON q.meeting_id = m.id AND q.status = 'REPORTED' AND q.actor_id <> p.actor_id
        JOIN person pa ON pa.id = p.actor_id JOIN person pb ON pb.id = q.actor_id
      WHERE m.status = 'HELD' GROUP BY p.actor_id, q.actor_id
    ) m JOIN registry ra ON ra.id = m.a_id JOIN registry rb ON rb.id = m.b_id`,
  `INSERT INTO person_country (country_id, person_id, links)
    SELECT o.country_id, x.person_id, COUNT(*) FROM (
      SELECT te.person_id, te.organization_id FROM tenure te
      UNION ALL SELECT p.actor_id, COALESCE(p.on_behalf_of_id, d.on_behalf_of_id)
        FROM participation p LEFT JOIN delegation d ON d.id = p.delegation_id WHERE p.status <> 'ABSENT'
    ) x JOIN organization o ON o.id = x.organization_id JOIN person t ON t.id = x.person_id
    WHERE o.country_id IS NOT NULL GROUP BY o.country_id, x.person_id`,
];

const INDEXES = [
  'CREATE INDEX "IDX_36f9befd172cf0657f10ab589c" ON "encounter" ("a_id", "meetings_desc", "b_slug")',
  'CREATE INDEX "IDX_68ca8b70b3d1889bdd035246ca" ON "encounter" ("meetings_desc", "a_slug", "b_slug")',
  'CREATE INDEX "IDX_f3e5bce58bc04c11b62f2764c3" ON "person_country" ("person_id")',
];

export class Encounters1795487077211 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...FILL, ...INDEXES]) await runner.query(statement);
    // Beside tables that have statistics, those without are taken for smaller than they are.
    const hasStatistics = await runner.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'");
    if (hasStatistics.length === 0) return;
    for (const table of ['encounter', 'person_country']) await runner.query(`ANALYZE "${table}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE "person_country"');
    await runner.query('DROP TABLE "encounter"');
  }
}
