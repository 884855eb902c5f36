import { InputType } from 'type-graphql';
import { Side } from '../delegation/delegation.enums.js';
import { ACTORS } from '../reference/reference.service.js';
import { Choice, Edtf, Parts, Refers } from '../write/draft.js';
import { LocalText, ReceiptsDraft, RecordDraft } from '../write/receipts.draft.js';
import { AttendanceStatus, MeetingKind, MeetingStatus, ParticipationRole } from './meeting.enums.js';

@InputType({ description: "Somebody's part in a meeting as it is written." })
export class ParticipationDraft extends ReceiptsDraft {
  @Refers(ACTORS, 'Who took part.', { required: true })
  actor!: string;

  @Choice(ParticipationRole, 'What they did there.', { required: true })
  role!: ParticipationRole;

  @Parts(() => LocalText, 'In which capacity, as the source states it.')
  capacity?: LocalText[];

  @Refers(['ORGANIZATION'], 'The organization for which they acted.')
  onBehalfOf?: string;

  @Choice(AttendanceStatus, 'Whether they were there; REPORTED without this.')
  status?: AttendanceStatus;
}

@InputType({ description: 'A delegation as it is written, inside its meeting.' })
export class DelegationDraft extends RecordDraft {
  @Choice(Side, 'On which side it stands.', { required: true })
  side!: Side;

  @Choice(AttendanceStatus, 'Whether it came; REPORTED without this.')
  status?: AttendanceStatus;

  @Refers(['ORGANIZATION'], 'The organization for which it came.')
  onBehalfOf?: string;

  @Parts(() => ParticipationDraft, 'Who belonged to it, heads first.')
  members?: ParticipationDraft[];
}

@InputType({ description: 'A meeting was about an agreement.' })
export class MeetingAgreementDraft extends ReceiptsDraft {
  @Refers(['AGREEMENT'], 'What was discussed or signed at the meeting.', { required: true })
  agreement!: string;
}

@InputType({ description: 'A meeting as it is written.' })
export class MeetingDraft extends RecordDraft {
  @Choice(MeetingKind, 'What sort of meeting it is.', { required: true })
  kind!: MeetingKind;

  @Choice(MeetingStatus, 'Whether it took place.', { required: true })
  status!: MeetingStatus;

  @Edtf('When, as EDTF.')
  date?: string;

  @Refers(['PLACE'], 'Where.')
  place?: string;

  @Parts(() => LocalText, 'What happened or is to happen, in our own words.')
  summary?: LocalText[];

  @Parts(() => ParticipationDraft, 'Who took part outside the delegations.')
  participations?: ParticipationDraft[];

  @Parts(() => DelegationDraft, 'Who came, as one delegation for each side.')
  delegations?: DelegationDraft[];

  @Parts(() => MeetingAgreementDraft, 'The agreements that it was about.')
  agreements?: MeetingAgreementDraft[];
}
