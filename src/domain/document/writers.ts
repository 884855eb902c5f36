import { agreementWriter } from '../agreement/agreement.writer.js';
import { commodityWriter } from '../commodity/commodity.writer.js';
import { countryWriter } from '../country/country.writer.js';
import { delegationWriter } from '../delegation/delegation.writer.js';
import { meetingWriter } from '../meeting/meeting.writer.js';
import { organizationWriter } from '../organization/organization.writer.js';
import { personWriter } from '../person/person.writer.js';
import { placeWriter } from '../place/place.writer.js';
import type { RecordType } from '../record/record.enums.js';
import { sourceWriter } from '../source/source.writer.js';
import type { RecordWriter } from '../write/writer.js';

/** How each type of record is written. */
export const WRITERS = {
  COUNTRY: countryWriter,
  PLACE: placeWriter,
  ORGANIZATION: organizationWriter,
  PERSON: personWriter,
  MEETING: meetingWriter,
  DELEGATION: delegationWriter,
  AGREEMENT: agreementWriter,
  COMMODITY: commodityWriter,
  SOURCE: sourceWriter,
} as const satisfies Readonly<Record<RecordType, unknown>>;

export const writerOf = (type: RecordType): RecordWriter<never> => WRITERS[type] as RecordWriter<never>;
