import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  ['registry', 'source_count', 'integer'],
  ['registry', 'has_conflict', 'smallint'],
  ['agreement', 'party_count', 'integer'],
  ['agreement', 'term_count', 'integer'],
  ['agreement', 'meeting_count', 'integer'],
  ['meeting', 'participant_count', 'integer'],
  ['meeting', 'delegation_count', 'integer'],
  ['meeting', 'agreement_count', 'integer'],
  ['delegation', 'member_count', 'integer'],
  ['person', 'meeting_count', 'integer'],
  ['organization', 'agreement_count', 'integer'],
  ['organization', 'meeting_count', 'integer'],
  ['commodity', 'agreement_count', 'integer'],
  ['place', 'meeting_count', 'integer'],
  ['source', 'claim_count', 'integer'],
] as const;

/** What is there already is counted before the indexes are made: that way round it is quicker. */
const COUNTS = [
  `UPDATE registry SET source_count = p.n FROM (SELECT c.subject_id AS id, COUNT(DISTINCT e.source_id) AS n
    FROM claim c JOIN evidence e ON e.claim_id = c.id WHERE c.retracted_at IS NULL GROUP BY c.subject_id) p WHERE p.id = registry.id`,
  `UPDATE registry SET has_conflict = 1
    WHERE id IN (SELECT c.subject_id FROM claim c WHERE c.status = 'DISPUTED' AND c.retracted_at IS NULL)`,
  `UPDATE agreement SET
    party_count = (SELECT COUNT(DISTINCT l.actor_id) FROM agreement_party l WHERE l.agreement_id = agreement.id),
    term_count = (SELECT COUNT(*) FROM commodity_term l WHERE l.agreement_id = agreement.id),
    meeting_count = (SELECT COUNT(*) FROM agreement_meeting l WHERE l.agreement_id = agreement.id)`,
  `UPDATE meeting SET
    participant_count = (SELECT COUNT(DISTINCT l.actor_id) FROM participation l WHERE l.meeting_id = meeting.id AND l.status <> 'ABSENT'),
    delegation_count = (SELECT COUNT(*) FROM delegation l WHERE l.meeting_id = meeting.id AND l.status <> 'ABSENT'),
    agreement_count = (SELECT COUNT(*) FROM agreement_meeting l WHERE l.meeting_id = meeting.id)`,
  `UPDATE delegation SET member_count =
    (SELECT COUNT(DISTINCT l.actor_id) FROM participation l WHERE l.delegation_id = delegation.id AND l.status <> 'ABSENT')`,
  `UPDATE person SET meeting_count =
    (SELECT COUNT(DISTINCT l.meeting_id) FROM participation l WHERE l.actor_id = person.id AND l.status <> 'ABSENT')`,
  `UPDATE organization SET agreement_count =
    (SELECT COUNT(DISTINCT l.agreement_id) FROM agreement_party l WHERE l.actor_id = organization.id)`,
  `UPDATE organization SET meeting_count = p.n FROM (SELECT x.id, COUNT(*) AS n FROM (
      SELECT l.actor_id AS id, l.meeting_id FROM participation l WHERE l.status <> 'ABSENT'
      UNION SELECT l.on_behalf_of_id, l.meeting_id FROM participation l WHERE l.status <> 'ABSENT'
      UNION SELECT l.on_behalf_of_id, l.meeting_id FROM delegation l WHERE l.status <> 'ABSENT'
    ) x GROUP BY x.id) p WHERE p.id = organization.id`,
  'UPDATE commodity SET agreement_count = (SELECT COUNT(*) FROM agreement_commodity l WHERE l.commodity_id = commodity.id)',
  'UPDATE place SET meeting_count = (SELECT COUNT(*) FROM meeting l WHERE l.place_id = place.id)',
  'UPDATE source SET claim_count = (SELECT COUNT(DISTINCT e.claim_id) FROM evidence e WHERE e.source_id = source.id)',
];

const INDEXES = [
  ['disputed_records', '"registry" ("type", "id") WHERE has_conflict = 1'],
  ['IDX_cf5b2e785bc5f28795b053a711', '"registry" ("type", "source_count", "id")'],
  ['IDX_a5daffc9f9970739cbd556b9fc', '"commodity" ("agreement_count", "id")'],
  ['IDX_599f98eec86143dd81211582cd', '"organization" ("meeting_count", "id")'],
  ['IDX_2e11b3e5f447135166decc6acc', '"organization" ("agreement_count", "id")'],
  ['IDX_c830b74e3bafd0d351ee8513a0', '"person" ("meeting_count", "id")'],
  ['IDX_c680b53c5428f3d300bacfccd9', '"delegation" ("member_count", "id")'],
  ['IDX_b7acf92141253231c52cf76039', '"place" ("meeting_count", "id")'],
  ['IDX_9c1acf7c2ceffa0a7e0ebee9ac', '"meeting" ("agreement_count", "id")'],
  ['IDX_b5b1c964d05b4b6e87368bc2df', '"meeting" ("delegation_count", "id")'],
  ['IDX_54bde3a80f5fa5fd2cdbc10e9d', '"meeting" ("participant_count", "id")'],
  ['IDX_40ba934ccb9351bb7e86cba2c6', '"agreement" ("meeting_count", "id")'],
  ['IDX_2b1ab77b61dffc8a893bda905e', '"agreement" ("term_count", "id")'],
  ['IDX_68a1c1dc6a9ea7887d510978df', '"agreement" ("party_count", "id")'],
  ['IDX_bf3fe458a32126b76b6a3f1380', '"source" ("claim_count", "id")'],
] as const;

export class RelatedCounts1795485751751 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, column, type] of COLUMNS)
      await runner.query(`ALTER TABLE "${table}" ADD COLUMN "${column}" ${type} NOT NULL DEFAULT (0)`);
    for (const statement of COUNTS) await runner.query(statement);
    for (const [name, on] of INDEXES) await runner.query(`CREATE INDEX "${name}" ON ${on}`);
    // Beside indexes that have statistics, those without are taken for better than they are.
    const hasStatistics = await runner.query("SELECT 1 FROM sqlite_schema WHERE name = 'sqlite_stat1'");
    if (hasStatistics.length === 0) return;
    for (const table of new Set(COLUMNS.map(([name]) => name))) await runner.query(`ANALYZE "${table}"`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [name] of INDEXES.toReversed()) await runner.query(`DROP INDEX "${name}"`);
    for (const [table, column] of COLUMNS.toReversed())
      await runner.query(`ALTER TABLE "${table}" DROP COLUMN "${column}"`);
  }
}
