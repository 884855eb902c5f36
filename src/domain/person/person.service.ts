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

const ofTenure = (conditions: readonly Sql[]): Membership => ({
  ids: sql`SELECT te.person_id FROM tenure te WHERE ${sql.join(conditions, ' AND ')}`,
  holds: sql`EXISTS (SELECT 1 FROM tenure te WHERE te.person_id = r.id AND ${sql.join(conditions, ' AND ')})`,
});

/** Whoever is in a delegation and acts for nobody else acts for whom the delegation came. `is` makes SQL of that of an organization. */
const actedFor = (is: (organization: string) => Sql): Membership => ({
  ids: sql`SELECT p.actor_id FROM participation p WHERE p.status <> 'ABSENT' AND ${is('p.on_behalf_of_id')}
    UNION ALL SELECT p.actor_id FROM delegation d JOIN participation p ON p.delegation_id = d.id
      WHERE p.on_behalf_of_id IS NULL AND p.status <> 'ABSENT' AND ${is('d.on_behalf_of_id')}`,
  holds: sql`EXISTS (SELECT 1 FROM participation p LEFT JOIN delegation d ON d.id = p.delegation_id
    WHERE p.actor_id = r.id AND p.status <> 'ABSENT' AND ${is('COALESCE(p.on_behalf_of_id, d.on_behalf_of_id)')})`,
});

const eitherOf = (tenure: Membership, meetings: Membership): Membership => ({
  ids: sql`${tenure.ids} UNION ALL ${meetings.ids}`,
  holds: sql`(${tenure.holds} OR ${meetings.holds})`,
});

/** In office there, or at a meeting for it. */
const ofOrganization = (organization: number): Membership =>
  eitherOf(
    ofTenure([sql`te.organization_id = ${organization}`]),
    actedFor((expression) => sql`${sql.raw(expression)} = ${organization}`),
  );

/** The same for the country's State and organizations: kept. `person` is SQL of a person's id. */
export const personOfCountry = (person: string, country: number): Sql =>
  sql`EXISTS (SELECT 1 FROM person_country pc WHERE pc.country_id = ${country} AND pc.person_id = ${sql.raw(person)})`;

/** What is kept is of the present only. */
function ofCountry({ asOf }: Context, country: number): Membership {
  const belongs = (expression: string) => organizationOf(expression, country);
  if (asOf !== null) return eitherOf(ofTenure([belongs('te.organization_id')]), actedFor(belongs));
  return {
    ids: sql`SELECT pc.person_id FROM person_country pc WHERE pc.country_id = ${country}`,
    holds: personOfCountry('r.id', country),
  };
}

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
  const offices: Sql[] = [];
  if (organizationId !== null) offices.push(sql`te.organization_id = ${organizationId}`);
  if (countryId !== null) offices.push(organizationOf('te.organization_id', countryId));
  if (span) {
    const office = ofTenure([span, ...offices]);
    return offices.length === 0 ? office.holds : among(context, 'r.id', office);
  }
  const memberships: Membership[] = [];
  if (organizationId !== null) memberships.push(ofOrganization(organizationId));
  if (countryId !== null) memberships.push(ofCountry(context, countryId));
  if (memberships.length === 0) return null;
  return sql.join(await Promise.all(memberships.map((each) => among(context, 'r.id', each))), ' AND ');
}

/** The same: encounters are kept, and follow from who is reported at held meetings. */
function whoMet({ asOf }: Context, person: number): Membership {
  if (asOf !== null) {
    const both = sql`FROM participation p JOIN meeting m ON m.id = p.meeting_id AND m.status = 'HELD'
      JOIN participation q ON q.meeting_id = p.meeting_id AND q.status = 'REPORTED' AND q.actor_id <> p.actor_id
      WHERE p.actor_id = ${person} AND p.status = 'REPORTED'`;
    return { ids: sql`SELECT q.actor_id ${both}`, holds: sql`EXISTS (SELECT 1 ${both} AND q.actor_id = r.id)` };
  }
  return {
    ids: sql`SELECT e.b_id FROM encounter e WHERE e.a_id = ${person}`,
    holds: sql`EXISTS (SELECT 1 FROM encounter e WHERE e.a_id = ${person} AND e.b_id = r.id)`,
  };
}

export const peopleWhere = (context: Context, filter: PersonFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    hasWords(context, 'PERSON', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    officeCondition(context, own, at),
    ifRef(context, own.met, ['PERSON'], `${at}.met`, (id) => among(context, 'r.id', whoMet(context, id))),
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
