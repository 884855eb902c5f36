import { describeEnum } from '../../graphql/enum.js';

export const OrganizationKind = {
  STATE: 'STATE',
  GOVERNMENT_BODY: 'GOVERNMENT_BODY',
  MINISTRY: 'MINISTRY',
  INTERNATIONAL_ORGANIZATION: 'INTERNATIONAL_ORGANIZATION',
  COMPANY: 'COMPANY',
  STATE_COMPANY: 'STATE_COMPANY',
  MEDIA: 'MEDIA',
  NGO: 'NGO',
  OTHER: 'OTHER',
} as const;
export type OrganizationKind = (typeof OrganizationKind)[keyof typeof OrganizationKind];
describeEnum(OrganizationKind, 'OrganizationKind', 'What sort of organization it is.', {
  STATE: 'A state as an actor.',
  GOVERNMENT_BODY: 'A body of a government other than a ministry.',
  MINISTRY: 'A ministry of a government.',
  INTERNATIONAL_ORGANIZATION: 'An organization of states.',
  COMPANY: 'A company in private hands, or of unknown owners.',
  STATE_COMPANY: 'A company that a state owns or controls.',
  MEDIA: 'A newspaper, agency or broadcaster.',
  NGO: 'A non-governmental organization.',
  OTHER: 'Any other organization.',
});
