import { sql } from '../../database/sql.js';
import type { Loader } from '../context.js';
import { linkSource, recordTable, rowsByParent } from '../record/record.loaders.js';
import type { Commodity, CommodityCode } from './commodity.entity.js';

export const commodities = recordTable<Commodity>('COMMODITY', 'commodity', {
  parentId: 't.parent_id',
  agreementCount: 't.agreement_count',
});

/** Related commodities through the closure table or the parent column, each with the commodity that it was asked for. */
const related = (join: string, owner: string, where: string, order: string): Loader<number, Commodity[]> =>
  rowsByParent<Commodity & { ownerId: number }>(
    {
      id: commodities.id,
      columns: { ...commodities.columns, ownerId: owner },
      from: sql.raw(`FROM registry r JOIN commodity t ON t.id = r.id ${join}`),
      where: sql.raw(where),
    },
    { key: 'ownerId', column: owner },
    order,
  );

export const childrenOfCommodity = related('', 't.parent_id', '1 = 1', 't.parent_id, r.slug');

export const ancestorsOfCommodity = related(
  'JOIN commodity_closure c ON c.ancestor_id = r.id',
  'c.descendant_id',
  'c.depth > 0',
  'c.descendant_id, c.depth',
);

export const descendantsOfCommodity = related(
  'JOIN commodity_closure c ON c.descendant_id = r.id',
  'c.ancestor_id',
  'c.depth > 0',
  'c.ancestor_id, r.slug',
);

const codes = linkSource<CommodityCode>('COMMODITY', 'commodity_code', {
  commodityId: 't.commodity_id',
  scheme: 't.scheme',
  code: 't.code',
  match: 't.match',
});

export const codesOfCommodity = rowsByParent(
  codes,
  { key: 'commodityId', column: 't.commodity_id' },
  't.commodity_id, t.position, t.id',
);
