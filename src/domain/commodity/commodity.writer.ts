import { recordWriter } from '../write/writer.js';
import { CommodityDraft } from './commodity.draft.js';

export const commodityWriter = recordWriter<CommodityDraft>({
  type: 'COMMODITY',
  draft: CommodityDraft,
  table: 'commodity',
  owned: [{ table: 'commodity_code', owner: 'commodity_id' }],
  row: ({ parent }, scope) => ({ parent_id: scope.id(['COMMODITY'], parent) }),
  values: ({ parent, codes }, scope) => ({
    parent: scope.slug(['COMMODITY'], parent),
    codes: codes?.map(({ scheme, code }) => `${scheme} ${code}`).join(', '),
  }),
  links({ codes = [] }, id, scope) {
    codes.forEach(({ scheme, code, match }, position) => {
      scope.rows.add('commodity_code', { id: scope.rows.nextId(), commodity_id: id, scheme, code, match, position });
    });
  },
});
