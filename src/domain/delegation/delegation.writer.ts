import { DelegationDraft } from '../meeting/meeting.draft.js';
import { recordWriter } from '../write/writer.js';

/** A delegation is written inside its meeting, which adds the meeting's id and the members. */
export const delegationWriter = recordWriter<DelegationDraft>({
  type: 'DELEGATION',
  draft: DelegationDraft,
  table: 'delegation',
  owned: [],
  row: ({ side, status, onBehalfOf }, scope) => ({
    side,
    status: status ?? 'REPORTED',
    on_behalf_of_id: scope.id(['ORGANIZATION'], onBehalfOf),
  }),
  values: ({ side, status, onBehalfOf }, scope) => ({
    side,
    status,
    onBehalfOf: scope.slug(['ORGANIZATION'], onBehalfOf),
  }),
});
