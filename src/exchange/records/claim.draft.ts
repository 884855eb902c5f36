import { requireText } from '../../database/sql.js';
import { ClaimStatus, Modality } from '../../domain/claim/claim.enums.js';
import { ACTORS } from '../../domain/reference/reference.service.js';
import { Checked, Choice, Parts, Refers, Shaped, Text } from '../../domain/write/draft.js';
import { EvidenceDraft } from '../../domain/write/receipts.draft.js';

export const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
const WANTED = 'a moment in UTC with milliseconds, as 2025-10-24T09:30:00.000Z';

export const isMoment = (text: unknown): text is string => typeof text === 'string' && MOMENT.test(text);
export const NO_MOMENT = `must be ${WANTED}`;

/** A claim of a file of records, but for its data. */
export class ClaimDraft {
  @Text('The link of the record that it is on, as terms[0]; none where it is on the record itself.')
  on?: string;

  @Text('The property that it gives a value; none claims that the record or link exists.')
  property?: string;

  @Checked(requireText, 'The value that it gives, as text.')
  value?: string;

  @Choice(ClaimStatus, 'Whether it is held to be true.', { required: true })
  status!: ClaimStatus;

  @Choice(Modality, 'How sure the source itself is.', { required: true })
  modality!: Modality;

  @Refers(ACTORS, 'The speaker inside the source.')
  attributedTo?: string;

  @Shaped(MOMENT, WANTED, 'When it was recorded.', { required: true })
  recordedAt!: string;

  @Text('Who recorded it.')
  recordedBy?: string;

  @Shaped(MOMENT, WANTED, 'When it was taken back.')
  retractedAt?: string;

  @Parts(() => EvidenceDraft, 'The passages for and against it.')
  evidence?: EvidenceDraft[];
}
