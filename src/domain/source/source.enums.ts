import { describeEnum } from '../../graphql/enum.js';

export const SourceKind = {
  NEWS: 'NEWS',
  GOVERNMENT: 'GOVERNMENT',
  TREATY_TEXT: 'TREATY_TEXT',
  COMPANY: 'COMPANY',
  DATASET: 'DATASET',
  SOCIAL: 'SOCIAL',
  OTHER: 'OTHER',
} as const;
export type SourceKind = (typeof SourceKind)[keyof typeof SourceKind];
describeEnum(SourceKind, 'SourceKind', 'What sort of source it is.', {
  NEWS: 'A news report.',
  GOVERNMENT: 'A publication of a government.',
  TREATY_TEXT: 'The text of an agreement itself.',
  COMPANY: 'A publication of a company.',
  DATASET: 'A published data set.',
  SOCIAL: 'A post on a social network.',
  OTHER: 'Any other source.',
});
