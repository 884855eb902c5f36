import { type Sql, sql } from '../../database/sql.js';
import { historicTables } from '../change/historic-tables.js';
import { type Check, found, named, together } from './check.js';

const BY_HAND =
  'Restore a backup from before, or repair the rows by hand and run accord doctor again: nobody but you can tell what was there.';

const OWN_TABLES = {
  COUNTRY: 'country',
  PLACE: 'place',
  ORGANIZATION: 'organization',
  PERSON: 'person',
  MEETING: 'meeting',
  DELEGATION: 'delegation',
  AGREEMENT: 'agreement',
  COMMODITY: 'commodity',
  SOURCE: 'source',
} as const;

const LINK_TABLES = {
  TENURE: ['tenure', 'person_id'],
  PARTICIPATION: ['participation', 'meeting_id'],
  PARTY: ['agreement_party', 'agreement_id'],
  TERM: ['commodity_term', 'agreement_id'],
  AMOUNT: ['money_amount', 'agreement_id'],
} as const;

const halves: readonly Sql[] = Object.entries(OWN_TABLES).map(([type, table]) =>
  sql.raw(`SELECT r.type || ' ' || r.slug AS what FROM registry r WHERE r.type = '${type}'
    AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = r.id)`),
);

const lostLinks: readonly Sql[] = Object.entries(LINK_TABLES).map(([type, [table, owner]]) =>
  sql.raw(`SELECT 'claim ' || c.id || ' on ' || COALESCE(${named('c.subject_id')}, 'nothing') AS what FROM claim c
    WHERE c.link_type = '${type}' AND c.status NOT IN ('REFUTED', 'RETRACTED') AND NOT EXISTS (SELECT 1 FROM ${table} l WHERE l.id = c.link_id AND l.${owner} = c.subject_id)`),
);

const LARGEST_ID = together(
  historicTables
    .filter(({ key, name }) => key === 'id' && name !== 'registry')
    .map(({ name }) => sql.raw(`SELECT MAX(id) AS id FROM "${name}"`))
    .concat(sql`SELECT MAX(id) FROM registry`, sql`SELECT MAX(id) FROM change`),
);

/** What only a source, or whoever wrote it, can make right again. */
export const factChecks: readonly Check[] = [
  {
    code: 'half-records',
    problem: 'records have no row in the table of their type',
    advice: BY_HAND,
    find: (reads) => found(reads, together(halves)),
  },
  {
    code: 'lost-links',
    problem: 'claims that hold are on a tenure, party, term or other link that is not there',
    advice: BY_HAND,
    find: (reads) => found(reads, together(lostLinks)),
  },
  {
    code: 'claims-without-evidence',
    problem: 'claims name no source',
    advice: 'Name their sources by a mutation, or retract them (retractClaim).',
    find: (reads) =>
      found(
        reads,
        sql.raw(`SELECT 'claim ' || c.id || ' on ' || COALESCE(${named('c.subject_id')}, 'nothing') AS what FROM claim c
          WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.claim_id = c.id)`),
      ),
  },
  {
    code: 'unnoted-changes',
    problem: 'the history does not have the last change of these records: who follows it will not see them',
    advice: BY_HAND,
    find: (reads) =>
      found(
        reads,
        sql`SELECT r.type || ' ' || r.slug AS what FROM registry r
          WHERE r.changed <> COALESCE((SELECT MAX(c.id) FROM change c WHERE c.record_id = r.id), -1)`,
      ),
  },
  {
    code: 'unnoted-deletions',
    problem: 'records are gone, and the history does not say so',
    advice: BY_HAND,
    find: (reads) =>
      found(
        reads,
        sql`SELECT c.record_type || ' ' || c.slug AS what FROM change c
          WHERE c.operation IN ('CREATED', 'UPDATED') AND NOT EXISTS (SELECT 1 FROM change n WHERE n.record_id = c.record_id AND n.id > c.id)
            AND NOT EXISTS (SELECT 1 FROM registry r WHERE r.id = c.record_id)
            AND NOT EXISTS (SELECT 1 FROM record_alias a WHERE a.id = c.record_id)`,
      ),
  },
  {
    code: 'unordered-changes',
    problem: 'changes stand in the history before others that are older: pages of it may leave some out',
    advice: BY_HAND,
    find: (reads) =>
      found(
        reads,
        sql`SELECT 'change ' || x.id AS what FROM (SELECT c.id, c.at, LAG(c.at) OVER (ORDER BY c.id) AS before FROM change c) x
          WHERE x.before > x.at`,
      ),
  },
  {
    code: 'id-counter',
    problem: 'the counter of ids stands at a number that is taken: the next write would fail',
    advice: 'accord doctor --repair sets it behind the largest.',
    find: (reads) =>
      found(
        reads,
        sql`SELECT CAST(s.next_id AS varchar) AS what FROM data_state s WHERE s.next_id <= (SELECT MAX(x.id) FROM (${LARGEST_ID}) x)`,
      ),
    async repair(tx) {
      const [largest] = await tx.rows<{ id: number }>({ id: 'MAX(x.id)' }, sql`FROM (${LARGEST_ID}) x`);
      await tx.run(sql`UPDATE data_state SET next_id = ${(largest?.id ?? 0) + 1} WHERE id = 1`);
    },
  },
  {
    code: 'expired-tokens',
    isNote: true,
    problem: 'tokens have expired and are still listed',
    advice: 'accord token revoke NAME notes that they are done with.',
    find: (reads) =>
      found(
        reads,
        sql`SELECT t.name AS what FROM token t WHERE t.revoked_at IS NULL AND t.expires_at <= ${new Date().toISOString()}`,
      ),
  },
];
