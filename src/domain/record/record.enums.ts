import { describeEnum } from '../../graphql/enum.js';

export const RecordType = {
  COUNTRY: 'COUNTRY',
  PLACE: 'PLACE',
  ORGANIZATION: 'ORGANIZATION',
  PERSON: 'PERSON',
  MEETING: 'MEETING',
  DELEGATION: 'DELEGATION',
  AGREEMENT: 'AGREEMENT',
  COMMODITY: 'COMMODITY',
  SOURCE: 'SOURCE',
} as const;
export type RecordType = (typeof RecordType)[keyof typeof RecordType];
describeEnum(RecordType, 'RecordType', 'The types of record that a source can speak about.', {
  COUNTRY: 'A country of ISO 3166.',
  PLACE: 'A city, palace, port or other place.',
  ORGANIZATION: 'A state, ministry, company or other body.',
  PERSON: 'A human being.',
  MEETING: 'An occasion on which people met, or are to meet.',
  DELEGATION: 'People who came to a meeting together.',
  AGREEMENT: 'Something agreed, negotiated or proposed.',
  COMMODITY: 'A good or raw material, or a family of them.',
  SOURCE: 'A document or data set that says something.',
});
