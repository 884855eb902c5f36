import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import type { Context } from '../context.js';
import { type ListSource, list, nestedList } from '../paging/list.js';
import type { Sort } from '../paging/order.js';
import { personOfCountry } from '../person/person.service.js';
import { requireRef } from '../reference/reference.service.js';
import type { EncounterRow } from './encounter.type.js';

/** Most meetings first, then by slug. The count runs negative so that all keys run upwards. */
const sort: Sort = {
  tag: 'COUNT DESC',
  keys: ['-e.meetings', 'ra.slug', 'rb.slug'],
  kinds: ['number', 'string', 'string'],
  descending: false,
};

// A date goes with its bound in front, so that MIN and MAX find the text of the first and the last one.
const BOUND_DIGITS = 9;
const bounded = (bound: string) => `CAST(100000000 + ${bound} AS varchar) || m.date`;
const dateOf = (column: string) => `substr(${column}, ${BOUND_DIGITS + 1})`;

/** Pairs of people reported in the same held meeting; `condition` says which, on p (who becomes a) and q (b). */
const pairs = (condition: Sql): ListSource<EncounterRow> => ({
  name: 'encounters',
  columns: { aId: 'e.a_id', bId: 'e.b_id', count: 'e.meetings', first: dateOf('e.first'), last: dateOf('e.last') },
  from: sql`FROM (SELECT p.actor_id AS a_id, q.actor_id AS b_id, COUNT(DISTINCT m.id) AS meetings,
      MIN(${sql.raw(bounded('m.date_from'))}) AS first, MAX(${sql.raw(bounded('m.date_to'))}) AS last
    FROM participation p JOIN participation q ON q.meeting_id = p.meeting_id AND q.actor_id <> p.actor_id
      JOIN meeting m ON m.id = p.meeting_id AND m.status = 'HELD'
      JOIN person pa ON pa.id = p.actor_id JOIN person pb ON pb.id = q.actor_id
    WHERE p.status = 'REPORTED' AND q.status = 'REPORTED' AND ${condition}
    GROUP BY p.actor_id, q.actor_id) e JOIN registry ra ON ra.id = e.a_id JOIN registry rb ON rb.id = e.b_id`,
  where: sql`1 = 1`,
  id: 'e.b_id',
  sort: () => sort,
});

const nested = { name: 'person.encounters', source: pairs(sql`p.actor_id = parent.value`) };

/** Whom one person met. */
export const encountersOf = (context: Context, person: number, page: ForwardPageArgs): Connection<EncounterRow> =>
  nestedList(context, nested, person, { page }, null);

export interface EncounterRequest {
  readonly person: string | null | undefined;
  readonly country: string | null | undefined;
  readonly page: ForwardPageArgs;
}

/** Whom a person met, or the people of a country, or both. Each pair once. */
export async function listEncounters(
  context: Context,
  { person, country, page }: EncounterRequest,
): Promise<Connection<EncounterRow>> {
  if (person == null && country == null)
    throw new InputError('encounters needs a person or a country: whose encounters do you ask for?', {
      argument: 'person',
    });
  const [personId, countryId] = await allRight([
    person == null ? null : requireRef(context, person, ['PERSON'], 'person'),
    country == null ? null : requireRef(context, country, ['COUNTRY'], 'country'),
  ]);
  return list(context, pairs(condition(personId, countryId)), { page }, null);
}

function condition(person: number | null, country: number | null): Sql {
  if (country === null) return sql`p.actor_id = ${person}`;
  if (person !== null) return sql`p.actor_id = ${person} AND ${personOfCountry('q.actor_id', country)}`;
  // Both may be of the country: then the pair stands once, by slug.
  const [a, b] = [personOfCountry('p.actor_id', country), personOfCountry('q.actor_id', country)];
  const slug = (person: string) => sql`(SELECT g.slug FROM registry g WHERE g.id = ${sql.raw(person)})`;
  return sql`${a} AND (NOT ${b} OR ${slug('p.actor_id')} < ${slug('q.actor_id')})`;
}
