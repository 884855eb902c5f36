import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { type DateRange, dateCondition } from '../date/date-range.input.js';
import { hasWords, organizationOf, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Delegation } from './delegation.entity.js';
import type { DelegationFilter } from './delegation.input.js';
import { delegations } from './delegation.loaders.js';

const meetingDate = async (range: DateRange | null | undefined, argument: string): Promise<Sql | null> => {
  const condition = await dateCondition(range, 'm.date_from', 'm.date_to', argument);
  return condition && sql`EXISTS (SELECT 1 FROM meeting m WHERE m.id = t.meeting_id AND ${condition})`;
};

const delegationsWhere = (context: Context, filter: DelegationFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    oneOf('t.side', own.side),
    oneOf('t.status', own.status),
    ifRef(context, own.meeting, ['MEETING'], `${at}.meeting`, (id) => sql`t.meeting_id = ${id}`),
    ifRef(context, own.onBehalfOf, ['ORGANIZATION'], `${at}.onBehalfOf`, (id) => sql`t.on_behalf_of_id = ${id}`),
    ifRef(context, own.country, ['COUNTRY'], `${at}.country`, (id) => organizationOf('t.on_behalf_of_id', id)),
    ifRef(
      context,
      own.person,
      ['PERSON'],
      `${at}.person`,
      (id) => sql`EXISTS (SELECT 1 FROM participation p WHERE p.delegation_id = r.id AND p.actor_id = ${id})`,
    ),
    meetingDate(own.date, `${at}.date`),
    hasWords(context, 'DELEGATION', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ...recordConditions(context, 'DELEGATION', own, at),
    ...countsIn(context, own, at, { table: 'delegation', alias: 't' }, { memberCount: 'member_count' }),
  ]);

export interface DelegationListRequest extends ListRequest {
  readonly filter?: DelegationFilter | null | undefined;
}

export const listDelegations = async (
  context: Context,
  request: DelegationListRequest,
): Promise<Connection<Delegation>> =>
  list(context, delegations, request, await delegationsWhere(context, request.filter));
