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
  COUNTRY: 'A country.',
  PLACE: 'A place.',
  ORGANIZATION: 'An organization.',
  PERSON: 'A person.',
  MEETING: 'A meeting.',
  DELEGATION: 'A delegation.',
  AGREEMENT: 'An agreement.',
  COMMODITY: 'A commodity.',
  SOURCE: 'A source.',
});
