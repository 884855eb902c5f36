import { alongActor } from '../person/person.loaders.js';
import { linkSource, recordTable, rowById, rowsByParent } from '../record/record.loaders.js';
import type { Meeting } from './meeting.entity.js';
import type { Participation } from './participation.entity.js';

export const meetings = recordTable<Meeting>('MEETING', 'meeting', {
  kind: 't.kind',
  status: 't.status',
  date: 't.date',
  placeId: 't.place_id',
  summary: 't.summary',
  participantCount: 't.participant_count',
  delegationCount: 't.delegation_count',
  agreementCount: 't.agreement_count',
});

const participations = linkSource<Participation>('PARTICIPATION', 'participation', {
  meetingId: 't.meeting_id',
  actorId: 't.actor_id',
  role: 't.role',
  capacity: 't.capacity',
  delegationId: 't.delegation_id',
  onBehalfOfId: 't.on_behalf_of_id',
  status: 't.status',
});

export const participationById = rowById(participations);

export const participationsOfMeeting = rowsByParent(
  participations,
  { key: 'meetingId', column: 't.meeting_id' },
  't.meeting_id, t.position, t.id',
  alongActor,
);

export const membersOfDelegation = rowsByParent(
  participations,
  { key: 'delegationId', column: 't.delegation_id' },
  't.delegation_id, t.position, t.id',
  alongActor,
);
