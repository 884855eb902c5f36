import { sql } from '../../database/sql.js';
import { refillAgreementCommodities, wantedAgreementCommodities } from '../agreement/derived.service.js';
import { rebuildTree } from '../commodity/tree.service.js';
import { recountEncounters, wantedEncounters } from '../encounter/kept-encounters.service.js';
import { recountTies, wantedTies } from '../person/kept-countries.service.js';
import { keptCounts, recountCounts } from '../write/related-counts.js';
import { type Check, differing, found, named, together } from './check.js';

const BY_REPAIR = 'accord doctor --repair works it out anew from the facts.';

/** The tree walked from every commodity upwards; one that stands above itself is cut off, and shows as a difference. */
const TREE = sql`WITH RECURSIVE up (ancestor_id, descendant_id, depth) AS (
    SELECT c.id, c.id, 0 FROM commodity c
    UNION ALL SELECT c.parent_id, u.descendant_id, u.depth + 1 FROM up u JOIN commodity c ON c.id = u.ancestor_id
      WHERE c.parent_id IS NOT NULL AND u.depth < 100
  ) SELECT ancestor_id, descendant_id, depth FROM up`;

const shown = (query: Parameters<typeof found>[1], what: string) =>
  sql`SELECT DISTINCT ${sql.raw(what)} AS what FROM (${query}) k`;

/** What is kept beside the facts because it cannot be worked out for each question. */
export const keptChecks: readonly Check[] = [
  {
    code: 'commodity-tree',
    problem: 'the tree of commodities is not spelled out as the commodities say',
    advice: BY_REPAIR,
    find: (reads) =>
      found(
        reads,
        shown(
          differing('ancestor_id, descendant_id, depth', TREE, sql`SELECT * FROM commodity_closure`),
          `COALESCE(${named('k.descendant_id')}, 'commodity ' || k.descendant_id)`,
        ),
      ),
    repair: rebuildTree,
  },
  {
    code: 'agreements-of-commodities',
    problem: 'commodities lead to other agreements than the terms say',
    advice: BY_REPAIR,
    find: (reads) =>
      found(
        reads,
        shown(
          differing(
            'commodity_id, agreement_id',
            wantedAgreementCommodities(sql`1 = 1`),
            sql`SELECT commodity_id, agreement_id FROM agreement_commodity`,
          ),
          `COALESCE(${named('k.agreement_id')}, 'agreement ' || k.agreement_id)`,
        ),
      ),
    repair: (tx) => refillAgreementCommodities(tx, sql`1 = 1`),
  },
  {
    code: 'kept-counts',
    problem: 'figures that are kept with records are not what counting gives',
    advice: BY_REPAIR,
    find: (reads) =>
      found(
        reads,
        together(
          keptCounts.map(
            ({ table, column, wrong }) =>
              sql`SELECT ${sql.raw(`'${table}.${column} of ' || COALESCE(${named('k.id')}, CAST(k.id AS varchar))`)} AS what FROM (${wrong}) k`,
          ),
        ),
      ),
    async repair(tx) {
      for (const statement of recountCounts) await tx.run(statement);
    },
  },
  {
    code: 'encounters',
    problem: 'who met whom is not kept as the meetings say',
    advice: BY_REPAIR,
    find: (reads) =>
      found(
        reads,
        shown(
          differing('a_id, b_id, a_slug, b_slug, meetings_desc', wantedEncounters, sql`SELECT * FROM encounter`),
          `k.a_slug || ' with ' || k.b_slug`,
        ),
      ),
    async repair(tx) {
      for (const statement of recountEncounters) await tx.run(statement);
    },
  },
  {
    code: 'people-of-countries',
    problem: 'whom people act for is not kept as offices and meetings say',
    advice: BY_REPAIR,
    find: (reads) =>
      found(
        reads,
        shown(
          differing(
            'country_id, person_id, n',
            wantedTies,
            sql`SELECT country_id, person_id, links AS n FROM person_country`,
          ),
          `COALESCE(${named('k.person_id')}, 'person ' || k.person_id)`,
        ),
      ),
    async repair(tx) {
      for (const statement of recountTies) await tx.run(statement);
    },
  },
];
