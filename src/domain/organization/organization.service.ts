import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { hasWords, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Organization } from './organization.entity.js';
import type { OrganizationFilter } from './organization.input.js';
import { organizations } from './organization.loaders.js';

const organizationsWhere = (context: Context, filter: OrganizationFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    oneOf('t.kind', own.kind),
    ifRef(context, own.country, ['COUNTRY'], `${at}.country`, (id) => sql`t.country_id = ${id}`),
    ifRef(context, own.parent, ['ORGANIZATION'], `${at}.parent`, (id) => sql`t.parent_id = ${id}`),
    hasWords(context, 'ORGANIZATION', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ...recordConditions(context, 'ORGANIZATION', own, at),
    ...countsIn(
      context,
      own,
      at,
      { table: 'organization', alias: 't' },
      { agreementCount: 'agreement_count', meetingCount: 'meeting_count' },
    ),
  ]);

export interface OrganizationListRequest extends ListRequest {
  readonly filter?: OrganizationFilter | null | undefined;
}

export const listOrganizations = async (
  context: Context,
  request: OrganizationListRequest,
): Promise<Connection<Organization>> =>
  list(context, organizations, request, await organizationsWhere(context, request.filter));
