import type { Transaction } from '../../database/database.js';
import { type Sql, sql } from '../../database/sql.js';

/** What ties people to countries and is written: these records' own links, and those that lead to these organizations. */
export interface Tying {
  readonly people: readonly number[];
  readonly meetings: readonly number[];
  /** Organizations that go from one country to another. */
  readonly organizations: readonly number[];
}

/** Whoever is in a delegation and acts for nobody else acts for whom the delegation came. */
const ties = (tenures: Sql, participations: Sql): Sql =>
  sql`SELECT o.country_id, x.person_id, COUNT(*) AS n FROM (
      SELECT te.person_id, te.organization_id FROM tenure te WHERE ${tenures}
      UNION ALL SELECT p.actor_id, COALESCE(p.on_behalf_of_id, d.on_behalf_of_id)
        FROM participation p LEFT JOIN delegation d ON d.id = p.delegation_id WHERE p.status <> 'ABSENT' AND ${participations}
    ) x JOIN organization o ON o.id = x.organization_id JOIN person t ON t.id = x.person_id
    WHERE o.country_id IS NOT NULL GROUP BY o.country_id, x.person_id`;

function tiesOf({ people, meetings, organizations }: Tying): Sql {
  const from = (column: string, ids: readonly number[]) => sql.in(sql.raw(column), ids);
  return ties(
    sql`te.id IN (SELECT id FROM tenure WHERE ${from('person_id', people)}
      UNION SELECT id FROM tenure WHERE ${from('organization_id', organizations)})`,
    sql`p.id IN (SELECT id FROM participation WHERE ${from('meeting_id', meetings)}
      UNION SELECT id FROM participation WHERE ${from('on_behalf_of_id', organizations)}
      UNION SELECT l.id FROM delegation g JOIN participation l ON l.delegation_id = g.id WHERE ${from('g.on_behalf_of_id', organizations)})`,
  );
}

const isNone = ({ people, meetings, organizations }: Tying) =>
  people.length + meetings.length + organizations.length === 0;

/** Takes what ties people to countries out of what is kept; before it is changed. */
export async function tiesOut(tx: Transaction, tying: Tying): Promise<void> {
  if (isNone(tying)) return;
  const before = tiesOf(tying);
  await tx.run(sql`UPDATE person_country SET links = person_country.links - x.n
    FROM (${before}) x WHERE person_country.country_id = x.country_id AND person_country.person_id = x.person_id`);
  await tx.run(
    sql`DELETE FROM person_country WHERE links = 0 AND person_id IN (SELECT x.person_id FROM (${before}) x)`,
  );
}

/** Adds it to what is kept; when it is written. */
export async function tiesIn(tx: Transaction, tying: Tying): Promise<void> {
  if (isNone(tying)) return;
  await tx.run(sql`${insertTies(tiesOf(tying))} ON CONFLICT (country_id, person_id)
    DO UPDATE SET links = person_country.links + excluded.links`);
}

const insertTies = (found: Sql): Sql =>
  sql`INSERT INTO person_country (country_id, person_id, links) SELECT x.country_id, x.person_id, x.n FROM (${found}) x WHERE 1 = 1`;

/** What `person_country` should hold, its columns `country_id`, `person_id` and `n`. */
export const wantedTies: Sql = ties(sql`1 = 1`, sql`1 = 1`);

/** Worked out anew, for a database whose rows came past the write path. */
export const recountTies: readonly Sql[] = [sql`DELETE FROM person_country`, insertTies(wantedTies)];
