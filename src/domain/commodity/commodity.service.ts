import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { hasWords, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Commodity } from './commodity.entity.js';
import type { CommodityFilter } from './commodity.input.js';
import { commodities } from './commodity.loaders.js';

const hasCode = (schemes: readonly string[] | null | undefined): Sql | null =>
  schemes
    ? sql`EXISTS (SELECT 1 FROM commodity_code k WHERE k.commodity_id = r.id AND ${sql.in(sql`k.scheme`, schemes)})`
    : null;

const commoditiesWhere = (context: Context, filter: CommodityFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    ifRef(context, own.parent, ['COMMODITY'], `${at}.parent`, (id) => sql`t.parent_id = ${id}`),
    ifRef(
      context,
      own.within,
      ['COMMODITY'],
      `${at}.within`,
      (id) => sql`EXISTS (SELECT 1 FROM commodity_closure cc WHERE cc.ancestor_id = ${id} AND cc.descendant_id = r.id)`,
    ),
    hasCode(own.scheme),
    ifRef(
      context,
      own.agreement,
      ['AGREEMENT'],
      `${at}.agreement`,
      (id) => sql`EXISTS (SELECT 1 FROM commodity_term ct WHERE ct.agreement_id = ${id} AND ct.commodity_id = r.id)`,
    ),
    hasWords(context, 'COMMODITY', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ...recordConditions(context, 'COMMODITY', own, at),
    ...countsIn(context, own, at, { table: 'commodity', alias: 't' }, { agreementCount: 'agreement_count' }),
  ]);

export interface CommodityListRequest extends ListRequest {
  readonly filter?: CommodityFilter | null | undefined;
}

export const listCommodities = async (
  context: Context,
  request: CommodityListRequest,
): Promise<Connection<Commodity>> =>
  list(context, commodities, request, await commoditiesWhere(context, request.filter));
