import { describeEnum } from '../../graphql/enum.js';

export const Bound = {
  EXACT: 'EXACT',
  RANGE: 'RANGE',
  AT_LEAST: 'AT_LEAST',
  AT_MOST: 'AT_MOST',
  ABOUT: 'ABOUT',
  UNSTATED: 'UNSTATED',
} as const;
export type Bound = (typeof Bound)[keyof typeof Bound];
describeEnum(Bound, 'Bound', 'How the two ends of a quantity are meant.', {
  EXACT: 'Exactly this much.',
  RANGE: 'Between the two ends.',
  AT_LEAST: 'This much or more.',
  AT_MOST: 'This much or less.',
  ABOUT: 'About this much.',
  UNSTATED: 'The source does not say.',
});
