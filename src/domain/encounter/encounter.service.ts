import { type Sql, sql } from '../../database/sql.js';
import { InputError } from '../../errors.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import type { ForwardPageArgs } from '../../graphql/pagination.js';
import { requirePresent } from '../change/past.js';
import type { Context } from '../context.js';
import { areFew } from '../filter/among.js';
import { type ListSource, list, nestedList } from '../paging/list.js';
import type { Sort } from '../paging/order.js';
import { personOfCountry } from '../person/person.service.js';
import { telling } from '../reference/not-found.js';
import { requireRef } from '../reference/reference.service.js';
import type { EncounterRow } from './encounter.type.js';

/** Most meetings first, then by slug. */
const OF_ONE: Sort = {
  tag: 'COUNT DESC',
  keys: ['e.meetings_desc', 'e.b_slug'],
  kinds: ['number', 'string'],
  descending: false,
};
const OF_MANY: Sort = {
  tag: 'COUNT DESC',
  keys: ['e.meetings_desc', 'e.a_slug', 'e.b_slug'],
  kinds: ['number', 'string', 'string'],
  descending: false,
};

const meetingsOfPerson = (id: string) => `(SELECT t.meeting_count FROM person t WHERE t.id = ${id})`;

const encounters = (sort: Sort, from: Sql, where: Sql): ListSource<EncounterRow> => ({
  name: 'encounters',
  columns: {
    aId: 'e.a_id',
    bId: 'e.b_id',
    count: '-e.meetings_desc',
    aMeetings: meetingsOfPerson('e.a_id'),
    bMeetings: meetingsOfPerson('e.b_id'),
  },
  from,
  where,
  id: 'e.b_id',
  sort: () => sort,
});

const ONES = encounters(OF_ONE, sql`FROM encounter e`, sql`1 = 1`);
const nested = { name: 'person.encounters', source: ONES, condition: sql`e.a_id = parent.value` };

/** Whom one person met. */
export function encountersOf(context: Context, person: number, page: ForwardPageArgs): Connection<EncounterRow> {
  requirePresent(context, 'encounters');
  return nestedList(context, nested, person, { page });
}

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
  const ids = allRight([
    person == null ? null : requireRef(context, person, ['PERSON'], 'person'),
    country == null ? null : requireRef(context, country, ['COUNTRY'], 'country'),
  ]);
  const [personId, countryId] = await telling(context, ids);
  if (personId === null) return list(context, await ofCountry(context, countryId as number), { page }, null);
  const among = countryId === null ? null : personOfCountry('e.b_id', countryId);
  const own = sql`e.a_id = ${personId}`;
  return list(context, ONES, { page }, among ? sql`${own} AND ${among}` : own);
}

/** The encounters of a country's people. Where both are of the country the pair stands once, by slug. */
async function ofCountry(context: Context, country: number): Promise<ListSource<EncounterRow>> {
  const once = sql`(e.a_slug < e.b_slug OR NOT ${personOfCountry('e.b_id', country)})`;
  // CROSS JOIN keeps SQLite from walking through the encounters of everybody.
  const few = sql`FROM person_country a CROSS JOIN encounter e`;
  const own = sql`a.country_id = ${country} AND e.a_id = a.person_id`;
  // Few are read and sorted; where there are many, the next one is never far among all encounters in their order.
  return (await areFew(context, sql`SELECT 1 ${few} WHERE ${own}`))
    ? encounters(OF_MANY, few, sql`${own} AND ${once}`)
    : encounters(OF_MANY, sql`FROM encounter e`, sql`${personOfCountry('e.a_id', country)} AND ${once}`);
}
