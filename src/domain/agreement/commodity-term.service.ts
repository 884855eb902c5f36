import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import { withNarrower } from '../commodity/tree.service.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { areFew } from '../filter/among.js';
import { saidBy } from '../filter/conditions.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { ACTORS, ifRef } from '../reference/reference.service.js';
import { terms } from './agreement.loaders.js';
import { isParty, ofParty } from './agreement.service.js';
import type { CommodityTerm } from './commodity-term.entity.js';
import type { CommodityTermFilter } from './commodity-term.input.js';

/** Conditions on terms: aliases t = the term, a = its agreement, r = the agreement's registry entry. */
export const termsWhere = (context: Context, filter: CommodityTermFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    ifRef(context, own.commodity, ['COMMODITY'], `${at}.commodity`, (id) =>
      own.includeNarrower === false
        ? sql`t.commodity_id = ${id}`
        : sql`t.commodity_id IN (${withNarrower(context, id)})`,
    ),
    ifRef(context, own.from, ACTORS, `${at}.from`, (id) => sql`t.from_id = ${id}`),
    ifRef(context, own.to, ACTORS, `${at}.to`, (id) => sql`t.to_id = ${id}`),
    ifRef(context, own.party, ACTORS, `${at}.party`, async (id) => {
      // as a list of agreements: their terms are found by an index
      const { ids } = ofParty(id);
      const seeks = context.asOf === null || context.seeks;
      return seeks && (await areFew(context, ids)) ? sql`t.agreement_id IN (${ids})` : isParty(id, 't.agreement_id');
    }),
    oneOf('t.kind', own.kind),
    oneOf('a.status', own.agreementStatus),
    ifRef(context, own.agreement, ['AGREEMENT'], `${at}.agreement`, (id) => sql`t.agreement_id = ${id}`),
    dateCondition(
      own.date,
      'CASE WHEN t.period IS NULL THEN a.date_from ELSE t.period_from END',
      'CASE WHEN t.period IS NULL THEN a.date_to ELSE t.period_to END',
      `${at}.date`,
    ),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 't.id')),
  ]);

export interface CommodityTermListRequest extends ListRequest {
  readonly filter?: CommodityTermFilter | null | undefined;
}

export const listTerms = async (
  context: Context,
  request: CommodityTermListRequest,
): Promise<Connection<CommodityTerm>> => list(context, terms, request, await termsWhere(context, request.filter));
