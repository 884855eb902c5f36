import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { allRight } from '../../graphql/input.js';
import { withNarrower } from '../commodity/tree.service.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { among, fewAre, type Membership } from '../filter/among.js';
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

export const ofParty = (actor: number): Membership => ({
  ids: sql`SELECT ap.agreement_id FROM agreement_party ap WHERE ap.actor_id = ${actor}`,
  holds: isParty(actor, 'r.id'),
});

/** Is a party, or took part in a meeting about it. */
const ofPerson = (person: number): Membership => ({
  ids: sql`${ofParty(person).ids} UNION ALL SELECT am.agreement_id FROM participation p
    JOIN agreement_meeting am ON am.meeting_id = p.meeting_id WHERE p.actor_id = ${person} AND p.status <> 'ABSENT'`,
  holds: sql`(${isParty(person, 'r.id')} OR EXISTS (SELECT 1 FROM agreement_meeting am JOIN participation p ON p.meeting_id = am.meeting_id
    WHERE am.agreement_id = r.id AND p.actor_id = ${person} AND p.status <> 'ABSENT'))`,
});

/** A term names the commodity, or with `narrower` anything below it, and is of one of the kinds. */
function ofTerm(
  context: Context,
  { commodity, narrower, kinds }: { commodity: number | null; narrower: boolean; kinds?: readonly string[] | null },
): Membership {
  if (commodity !== null && narrower && !kinds && context.asOf === null)
    return {
      ids: sql`SELECT ac.agreement_id FROM agreement_commodity ac WHERE ac.commodity_id = ${commodity}`,
      holds: sql`EXISTS (SELECT 1 FROM agreement_commodity ac WHERE ac.commodity_id = ${commodity} AND ac.agreement_id = r.id)`,
    };
  const conditions: Sql[] = [];
  if (commodity !== null)
    conditions.push(
      narrower ? sql`ct.commodity_id IN (${withNarrower(context, commodity)})` : sql`ct.commodity_id = ${commodity}`,
    );
  if (kinds) conditions.push(sql.in(sql`ct.kind`, kinds));
  const where = sql.join(conditions, ' AND ');
  return {
    ids: sql`SELECT ct.agreement_id FROM commodity_term ct WHERE ${where}`,
    holds: sql`EXISTS (SELECT 1 FROM commodity_term ct WHERE ct.agreement_id = r.id AND ${where})`,
  };
}

async function termCondition(context: Context, filter: AgreementFilter, at: string): Promise<Sql | null> {
  if (filter.commodity == null && filter.termKind == null) return null;
  const ref = filter.commodity;
  const commodity = ref == null ? null : await requireRef(context, ref, ['COMMODITY'], `${at}.commodity`);
  const narrower = filter.includeNarrower !== false;
  const terms = ofTerm(context, { commodity, narrower, kinds: filter.termKind ?? null });
  // Terms of one kind are many: to count them by going through all of them would be in vain.
  return commodity === null ? terms.holds : among(context, 'r.id', terms);
}

async function allParties(
  context: Context,
  refs: readonly string[] | null | undefined,
  argument: string,
): Promise<Sql | null> {
  if (!refs) return null;
  const ids = await allRight(refs.map((ref, index) => requireRef(context, ref, ACTORS, `${argument}[${index}]`)));
  return sql.join(await Promise.all(ids.map((id) => among(context, 'r.id', ofParty(id)))), ' AND ');
}

export const agreementsWhere = (context: Context, filter: AgreementFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    termCondition(context, own, at),
    ifRef(context, own.party, ACTORS, `${at}.party`, (id) => among(context, 'r.id', ofParty(id))),
    allParties(context, own.between, `${at}.between`),
    oneOf('t.status', own.status),
    oneOf('t.instrument', own.instrument),
    dateCondition(own.date, 't.date_from', 't.date_to', `${at}.date`),
    hasWords(context, 'AGREEMENT', own.text, `${at}.text`),
    ifRef(context, own.person, ['PERSON'], `${at}.person`, (id) => among(context, 'r.id', ofPerson(id))),
    ifRef(context, own.meeting, ['MEETING'], `${at}.meeting`, (id) =>
      fewAre('r.id', sql`SELECT am.agreement_id FROM agreement_meeting am WHERE am.meeting_id = ${id}`),
    ),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
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
  condition: fewAre('r.id', sql.raw(children)),
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
  const listWhere = (where: Sql | null) =>
    nestedList(context, NESTED[parent], id, { page, orderBy, filter }, () => where);
  return filter == null ? listWhere(null) : agreementsWhere(context, filter).then(listWhere);
}
