import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { among, fewAre, type Membership } from '../filter/among.js';
import { hasWords, organizationOf, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import type { RecordType } from '../record/record.enums.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef, requireRef } from '../reference/reference.service.js';
import type { Person } from './person.entity.js';
import type { PersonFilter } from './person.input.js';
import { people } from './person.loaders.js';

type Holds = (expression: string) => Sql;

const ofTenure = (conditions: readonly Sql[]): Membership => ({
  ids: sql`SELECT te.person_id FROM tenure te WHERE ${sql.join(conditions, ' AND ')}`,
  holds: sql`EXISTS (SELECT 1 FROM tenure te WHERE te.person_id = r.id AND ${sql.join(conditions, ' AND ')})`,
});

/** Whoever is in a delegation and acts for nobody else acts for whom the delegation came. */
const actedFor = (holds: Holds): Membership => ({
  ids: sql`SELECT p.actor_id FROM participation p WHERE p.status <> 'ABSENT' AND ${holds('p.on_behalf_of_id')}
    UNION ALL SELECT p.actor_id FROM delegation d JOIN participation p ON p.delegation_id = d.id
      WHERE p.on_behalf_of_id IS NULL AND p.status <> 'ABSENT' AND ${holds('d.on_behalf_of_id')}`,
  holds: sql`EXISTS (SELECT 1 FROM participation p LEFT JOIN delegation d ON d.id = p.delegation_id
    WHERE p.actor_id = r.id AND p.status <> 'ABSENT' AND ${holds('COALESCE(p.on_behalf_of_id, d.on_behalf_of_id)')})`,
});

/** In office there, or at a meeting for it. */
const actsFor = (holds: Holds): Membership => {
  const [tenure, meetings] = [ofTenure([holds('te.organization_id')]), actedFor(holds)];
  return { ids: sql`${tenure.ids} UNION ALL ${meetings.ids}`, holds: sql`(${tenure.holds} OR ${meetings.holds})` };
};

const ofCountry =
  (country: number): Holds =>
  (expression) =>
    organizationOf(expression, country);

/** People of a country: in office in, or at a meeting for, its State or one of its organizations. `person` is SQL of a person's id. */
export const personOfCountry = (person: string, country: number): Sql =>
  sql`${sql.raw(person)} IN (${actsFor(ofCountry(country)).ids})`;

/** SQL end of a tenure that nobody has told is open. */
const SPAN_FROM = 'CASE WHEN te.span_from IS NULL AND te.span_to IS NOT NULL THEN 0 ELSE te.span_from END';
const SPAN_TO = 'CASE WHEN te.span_to IS NULL AND te.span_from IS NOT NULL THEN 99999999 ELSE te.span_to END';

async function officeCondition(context: Context, filter: PersonFilter, at: string): Promise<Sql | null> {
  const { organization, country, heldOffice } = filter;
  const idOf = (ref: string | null | undefined, type: RecordType, argument: string) =>
    ref == null ? null : requireRef(context, ref, [type], argument);
  const [organizationId, countryId, span] = await allRight([
    idOf(organization, 'ORGANIZATION', `${at}.organization`),
    idOf(country, 'COUNTRY', `${at}.country`),
    dateCondition(heldOffice, SPAN_FROM, SPAN_TO, `${at}.heldOffice`),
  ]);
  const holds: Holds[] = [];
  if (organizationId !== null) holds.push((expression) => sql`${sql.raw(expression)} = ${organizationId}`);
  if (countryId !== null) holds.push(ofCountry(countryId));
  if (span) {
    const office = ofTenure([span, ...holds.map((hold) => hold('te.organization_id'))]);
    return holds.length === 0 ? office.holds : among(context, 'r.id', office);
  }
  if (holds.length === 0) return null;
  return sql.join(await Promise.all(holds.map((hold) => among(context, 'r.id', actsFor(hold)))), ' AND ');
}

const whoMet = (person: number): Membership => {
  const pairs = sql`FROM participation q JOIN meeting m ON m.id = q.meeting_id AND m.status = 'HELD'
    JOIN participation p ON p.meeting_id = q.meeting_id
    WHERE q.actor_id = ${person} AND p.actor_id <> ${person} AND p.status = 'REPORTED' AND q.status = 'REPORTED'`;
  return { ids: sql`SELECT p.actor_id ${pairs}`, holds: sql`EXISTS (SELECT 1 ${pairs} AND p.actor_id = r.id)` };
};

const peopleWhere = (context: Context, filter: PersonFilter | null | undefined): Promise<Sql | null> =>
  whereOf(filter, (own, at) => [
    hasWords(context, 'PERSON', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    officeCondition(context, own, at),
    ifRef(context, own.met, ['PERSON'], `${at}.met`, (id) => among(context, 'r.id', whoMet(id))),
    ifRef(context, own.meeting, ['MEETING'], `${at}.meeting`, (id) =>
      fewAre('r.id', sql`SELECT p.actor_id FROM participation p WHERE p.meeting_id = ${id} AND p.status <> 'ABSENT'`),
    ),
    ...recordConditions(context, 'PERSON', own, at),
    ...countsIn(context, own, at, { table: 'person', alias: 't' }, { meetingCount: 'meeting_count' }),
  ]);

export interface PersonListRequest extends ListRequest {
  readonly filter?: PersonFilter | null | undefined;
}

export const listPeople = async (context: Context, request: PersonListRequest): Promise<Connection<Person>> =>
  list(context, people, request, await peopleWhere(context, request.filter));
