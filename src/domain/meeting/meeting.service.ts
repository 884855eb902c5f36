import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { withNarrower } from '../commodity/tree.service.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { among, fewAre, type Membership } from '../filter/among.js';
import { hasWords, organizationOf, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list, type NestedList, nestedList, type ParentKey } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Meeting } from './meeting.entity.js';
import type { MeetingFilter } from './meeting.input.js';
import { meetings } from './meeting.loaders.js';

const ofPerson = (person: number): Membership => ({
  ids: sql`SELECT p.meeting_id FROM participation p WHERE p.actor_id = ${person} AND p.status <> 'ABSENT'`,
  holds: sql`EXISTS (SELECT 1 FROM participation p WHERE p.meeting_id = r.id AND p.actor_id = ${person} AND p.status <> 'ABSENT')`,
});

type Holds = (expression: string) => Sql;

/** A delegation or participant acts for one of the organizations that `holds` selects; who stayed away acts for nobody. */
const actingFor = (holds: Holds): Membership => ({
  ids: sql`SELECT d.meeting_id FROM delegation d WHERE d.status <> 'ABSENT' AND ${holds('d.on_behalf_of_id')}
    UNION ALL SELECT p.meeting_id FROM participation p WHERE p.status <> 'ABSENT' AND ${holds('p.on_behalf_of_id')}
    UNION ALL SELECT p.meeting_id FROM participation p WHERE p.status <> 'ABSENT' AND ${holds('p.actor_id')}`,
  holds: sql`(EXISTS (SELECT 1 FROM delegation d WHERE d.meeting_id = r.id AND d.status <> 'ABSENT' AND ${holds('d.on_behalf_of_id')})
    OR EXISTS (SELECT 1 FROM participation p WHERE p.meeting_id = r.id AND p.status <> 'ABSENT'
      AND (${holds('p.on_behalf_of_id')} OR ${holds('p.actor_id')})))`,
});

function ofCountry(country: number): Membership {
  const acting = actingFor((expression) => organizationOf(expression, country));
  const state = sql`agreement_party ap JOIN organization o ON o.id = ap.actor_id AND o.kind = 'STATE'`;
  return {
    ids: sql`SELECT m.id FROM place w JOIN meeting m ON m.place_id = w.id WHERE w.country_id = ${country} UNION ALL ${acting.ids}
      UNION ALL SELECT am.meeting_id FROM ${state} JOIN agreement_meeting am ON am.agreement_id = ap.agreement_id WHERE o.country_id = ${country}`,
    holds: sql`(EXISTS (SELECT 1 FROM place w WHERE w.id = t.place_id AND w.country_id = ${country}) OR ${acting.holds}
      OR EXISTS (SELECT 1 FROM ${state} JOIN agreement_meeting am ON am.agreement_id = ap.agreement_id
        WHERE am.meeting_id = r.id AND o.country_id = ${country}))`,
  };
}

const ofCommodity = (context: Context, commodity: number, narrower: boolean): Membership => {
  // What is spelled out is of the present only.
  const spelledOut = narrower && context.asOf === null;
  const table = sql.raw(spelledOut ? 'agreement_commodity' : 'commodity_term');
  const from = sql`FROM ${table} x JOIN agreement_meeting am ON am.agreement_id = x.agreement_id`;
  const is =
    narrower && !spelledOut
      ? sql`x.commodity_id IN (${withNarrower(context, commodity)})`
      : sql`x.commodity_id = ${commodity}`;
  return {
    ids: sql`SELECT am.meeting_id ${from} WHERE ${is}`,
    holds: sql`EXISTS (SELECT 1 ${from} WHERE am.meeting_id = r.id AND ${is})`,
  };
};

export const meetingsWhere = (context: Context, filter: MeetingFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    oneOf('t.kind', own.kind),
    oneOf('t.status', own.status),
    dateCondition(own.date, 't.date_from', 't.date_to', `${at}.date`),
    hasWords(context, 'MEETING', own.text, `${at}.text`),
    ifRef(context, own.country, ['COUNTRY'], `${at}.country`, (id) => among(context, 'r.id', ofCountry(id))),
    ifRef(context, own.person, ['PERSON'], `${at}.person`, (id) => among(context, 'r.id', ofPerson(id))),
    ifRef(context, own.organization, ['ORGANIZATION'], `${at}.organization`, (id) =>
      among(
        context,
        'r.id',
        actingFor((expression) => sql`${sql.raw(expression)} = ${id}`),
      ),
    ),
    ifRef(context, own.place, ['PLACE'], `${at}.place`, (id) => sql`t.place_id = ${id}`),
    ifRef(context, own.agreement, ['AGREEMENT'], `${at}.agreement`, (id) =>
      fewAre('r.id', sql`SELECT am.meeting_id FROM agreement_meeting am WHERE am.agreement_id = ${id}`),
    ),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ifRef(context, own.commodity, ['COMMODITY'], `${at}.commodity`, (id) =>
      among(context, 'r.id', ofCommodity(context, id, own.includeNarrower !== false)),
    ),
    ...recordConditions(context, 'MEETING', own, at),
    ...countsIn(
      context,
      own,
      at,
      { table: 'meeting', alias: 't' },
      {
        participantCount: 'participant_count',
        delegationCount: 'delegation_count',
        agreementCount: 'agreement_count',
      },
    ),
  ]);

export interface MeetingListRequest extends ListRequest {
  readonly filter?: MeetingFilter | null | undefined;
}

export const listMeetings = async (context: Context, request: MeetingListRequest): Promise<Connection<Meeting>> =>
  list(context, meetings, request, await meetingsWhere(context, request.filter));

const under = (name: string, children: Sql): NestedList<Meeting> => ({
  name,
  source: meetings,
  condition: fewAre('r.id', children),
});

const NESTED = {
  agreement: under(
    'agreement.meetings',
    sql`SELECT l.meeting_id FROM agreement_meeting l WHERE l.agreement_id = parent.value`,
  ),
  person: under(
    'person.meetings',
    sql`SELECT l.meeting_id FROM participation l WHERE l.actor_id = parent.value AND l.status <> 'ABSENT'`,
  ),
  /** The held meetings in which both of a pair are reported. */
  pair: under(
    'encounter.meetings',
    sql`SELECT l.meeting_id FROM participation l JOIN participation l2 ON l2.meeting_id = l.meeting_id
      JOIN meeting held ON held.id = l.meeting_id AND held.status = 'HELD'
      WHERE l.actor_id = parent.value AND l2.actor_id = parent.other AND l.status = 'REPORTED' AND l2.status = 'REPORTED'`,
  ),
};

/** The meetings of one agreement, person or pair of people. */
export function meetingsOf(
  context: Context,
  parent: keyof typeof NESTED,
  key: ParentKey,
  { page, orderBy, filter }: MeetingListRequest,
): Connection<Meeting> | Promise<Connection<Meeting>> {
  const listWhere = (where: Sql | null) =>
    nestedList(context, NESTED[parent], key, { page, orderBy, filter }, () => where);
  return filter == null ? listWhere(null) : meetingsWhere(context, filter).then(listWhere);
}
