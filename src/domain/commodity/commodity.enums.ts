import { describeEnum } from '../../graphql/enum.js';

export const CodeScheme = {
  HS: 'HS',
  CN: 'CN',
  CPC: 'CPC',
  OTHER: 'OTHER',
} as const;
export type CodeScheme = (typeof CodeScheme)[keyof typeof CodeScheme];
describeEnum(CodeScheme, 'CodeScheme', 'A classification of goods.', {
  HS: 'The Harmonized System of the World Customs Organization, 2022 edition.',
  CN: 'The Combined Nomenclature of the European Union.',
  CPC: 'The Central Product Classification of the United Nations.',
  OTHER: 'Any other classification.',
});

export const MatchKind = {
  EXACT: 'EXACT',
  CLOSE: 'CLOSE',
  BROAD: 'BROAD',
  NARROW: 'NARROW',
} as const;
export type MatchKind = (typeof MatchKind)[keyof typeof MatchKind];
describeEnum(MatchKind, 'MatchKind', 'How a commodity relates to a code.', {
  EXACT: 'The code means the same.',
  CLOSE: 'The code means nearly the same.',
  BROAD: 'The code is broader than the commodity.',
  NARROW: 'The code is narrower than the commodity.',
});
