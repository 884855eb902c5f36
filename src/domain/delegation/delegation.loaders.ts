import { recordTable, rowsByParent } from '../record/record.loaders.js';
import type { Delegation } from './delegation.entity.js';

export const delegations = recordTable<Delegation>('DELEGATION', 'delegation', {
  meetingId: 't.meeting_id',
  side: 't.side',
  status: 't.status',
  onBehalfOfId: 't.on_behalf_of_id',
  memberCount: 't.member_count',
});

export const delegationsOfMeeting = rowsByParent(
  delegations,
  { key: 'meetingId', column: 't.meeting_id' },
  't.meeting_id, t.position, t.id',
);
