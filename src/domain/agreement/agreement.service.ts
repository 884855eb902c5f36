import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { hasWords, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list, type NestedList, nestedList } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ACTORS, ifRef, requireRef } from '../reference/reference.service.js';
import type { Agreement } from './agreement.entity.js';
import type { AgreementFilter } from './agreement.input.js';
import { agreements } from './agreement.loaders.js';

export const isParty = (actor: number, agreement: 'r.id' | 't.agreement_id'): Sql =>
  sql`EXISTS (SELECT 1 FROM agreement_party ap WHERE ap.agreement_id = ${sql.raw(agreement)} AND ap.actor_id = ${actor})`;

const tookPart = (person: number): Sql =>
  sql`EXISTS (SELECT 1 FROM agreement_meeting am JOIN participation p ON p.meeting_id = am.meeting_id
    WHERE am.agreement_id = r.id AND p.actor_id = ${person} AND p.status <> 'ABSENT')`;

/** A term names the commodity, or with `narrower` anything below it, and is of one of the kinds. */
function hasTerm(commodity: number | null, narrower: boolean, kinds: readonly string[] | null | undefined): Sql {
  if (commodity !== null && narrower && !kinds)
    return sql`EXISTS (SELECT 1 FROM agreement_commodity ac WHERE ac.commodity_id = ${commodity} AND ac.agreement_id = r.id)`;
  const conditions = [sql`ct.agreement_id = r.id`];
  if (commodity !== null)
    conditions.push(
      narrower
        ? sql`ct.commodity_id IN (SELECT cc.descendant_id FROM commodity_closure cc WHERE cc.ancestor_id = ${commodity})`
        : sql`ct.commodity_id = ${commodity}`,
    );
  if (kinds) conditions.push(sql.in(sql`ct.kind`, kinds));
  return sql`EXISTS (SELECT 1 FROM commodity_term ct WHERE ${sql.join(conditions, ' AND ')})`;
}

async function termCondition(context: Context, filter: AgreementFilter, at: string): Promise<Sql | null> {
  if (filter.commodity == null && filter.termKind == null) return null;
  const ref = filter.commodity;
  const commodity = ref == null ? null : await requireRef(context, ref, ['COMMODITY'], `${at}.commodity`);
  return hasTerm(commodity, filter.includeNarrower !== false, filter.termKind);
}

async function allParties(
  context: Context,
  refs: readonly string[] | null | undefined,
  argument: string,
): Promise<Sql | null> {
  if (!refs) return null;
  const ids = await allRight(refs.map((ref, index) => requireRef(context, ref, ACTORS, `${argument}[${index}]`)));
  return sql.join(
    ids.map((id) => isParty(id, 'r.id')),
    ' AND ',
  );
}

export const agreementsWhere = (context: Context, filter: AgreementFilter | null | undefined): Promise<Sql | null> =>
  whereOf(filter, (own, at) => [
    termCondition(context, own, at),
    ifRef(context, own.party, ACTORS, `${at}.party`, (id) => isParty(id, 'r.id')),
    allParties(context, own.between, `${at}.between`),
    oneOf('t.status', own.status),
    oneOf('t.instrument', own.instrument),
    dateCondition(own.date, 't.date_from', 't.date_to', `${at}.date`),
    hasWords(context, 'AGREEMENT', own.text, `${at}.text`),
    ifRef(context, own.person, ['PERSON'], `${at}.person`, (id) => sql`(${isParty(id, 'r.id')} OR ${tookPart(id)})`),
    ifRef(
      context,
      own.meeting,
      ['MEETING'],
      `${at}.meeting`,
      (id) => sql`EXISTS (SELECT 1 FROM agreement_meeting am WHERE am.agreement_id = r.id AND am.meeting_id = ${id})`,
    ),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(id, 'c.subject_id = r.id')),
    ...recordConditions(context, 'AGREEMENT', own, at),
    ...countsIn(
      context,
      own,
      at,
      { table: 'agreement', alias: 't' },
      { partyCount: 'party_count', termCount: 'term_count', meetingCount: 'meeting_count' },
    ),
  ]);

export interface AgreementListRequest extends ListRequest {
  readonly filter?: AgreementFilter | null | undefined;
}

export const listAgreements = async (context: Context, request: AgreementListRequest): Promise<Connection<Agreement>> =>
  list(context, agreements, request, await agreementsWhere(context, request.filter));

const under = (name: string, children: string): NestedList<Agreement> => ({
  name,
  source: agreements,
  condition: sql.raw(`r.id IN (${children})`),
});

const NESTED = {
  meeting: under(
    'meeting.agreements',
    'SELECT l.agreement_id FROM agreement_meeting l WHERE l.meeting_id = parent.value',
  ),
  commodity: under(
    'commodity.agreements',
    'SELECT l.agreement_id FROM agreement_commodity l WHERE l.commodity_id = parent.value',
  ),
  commodityAlone: under(
    'commodity.agreements alone',
    'SELECT l.agreement_id FROM commodity_term l WHERE l.commodity_id = parent.value',
  ),
};

/** The agreements of one meeting or commodity. */
export function agreementsOf(
  context: Context,
  parent: keyof typeof NESTED,
  id: number,
  { page, orderBy, filter }: AgreementListRequest,
): Connection<Agreement> | Promise<Connection<Agreement>> {
  const listWhere = (where: Sql | null) => nestedList(context, NESTED[parent], id, { page, orderBy, filter }, where);
  return filter == null ? listWhere(null) : agreementsWhere(context, filter).then(listWhere);
}
