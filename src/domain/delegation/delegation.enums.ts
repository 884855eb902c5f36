import { describeEnum } from '../../graphql/enum.js';

export const Side = {
  HOST: 'HOST',
  VISITOR: 'VISITOR',
  THIRD_PARTY: 'THIRD_PARTY',
  NONE: 'NONE',
} as const;
export type Side = (typeof Side)[keyof typeof Side];
describeEnum(Side, 'Side', 'On which side of a meeting a delegation stands.', {
  HOST: 'The side that receives.',
  VISITOR: 'The side that comes.',
  THIRD_PARTY: 'Neither host nor visitor.',
  NONE: 'The meeting has no sides, or the sources do not say.',
});
