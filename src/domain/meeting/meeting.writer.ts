import { boundColumns } from '../date/bound-columns.js';
import { ACTORS } from '../reference/reference.service.js';
import { type Scope, textsJson, textValue } from '../write/scope.js';
import { recordWriter } from '../write/writer.js';
import { MeetingDraft, type ParticipationDraft } from './meeting.draft.js';

interface Seat {
  readonly participation: ParticipationDraft;
  readonly delegation: string | null;
}

/** Who took part, those outside the delegations first, in the order of the draft. */
const seatsOf = ({ participations = [], delegations = [] }: MeetingDraft): Seat[] => [
  ...participations.map((participation) => ({ participation, delegation: null })),
  ...delegations.flatMap(({ slug, members = [] }) =>
    members.map((participation) => ({ participation, delegation: slug })),
  ),
];

function seat(meeting: number, { participation, delegation }: Seat, position: number, scope: Scope): void {
  const { actor, role, capacity, onBehalfOf } = participation;
  const row = {
    meeting_id: meeting,
    actor_id: scope.target(ACTORS, actor).id,
    role,
    capacity: textsJson(capacity),
    delegation_id: delegation === null ? null : scope.target(['DELEGATION'], delegation).id,
    on_behalf_of_id: scope.id(['ORGANIZATION'], onBehalfOf),
    status: participation.status ?? 'REPORTED',
    position,
  };
  scope.link('participation', 'PARTICIPATION', meeting, row, participation, {
    actor: scope.slug(ACTORS, actor),
    role,
    capacity: textValue(capacity),
    delegation,
    onBehalfOf: scope.slug(['ORGANIZATION'], onBehalfOf),
    status: participation.status,
  });
}

export const meetingWriter = recordWriter<MeetingDraft>({
  type: 'MEETING',
  draft: MeetingDraft,
  table: 'meeting',
  owned: [
    { table: 'participation', owner: 'meeting_id' },
    { table: 'agreement_meeting', owner: 'meeting_id' },
  ],
  row: ({ kind, status, date, place, summary }, scope) => ({
    kind,
    status,
    date: date ?? null,
    ...boundColumns('date', date),
    place_id: scope.id(['PLACE'], place),
    summary: textsJson(summary),
  }),
  values: ({ kind, status, date, place, summary }, scope) => ({
    kind,
    status,
    date,
    place: scope.slug(['PLACE'], place),
    summary: textValue(summary),
  }),
  links(draft, id, scope) {
    seatsOf(draft).forEach((each, position) => {
      seat(id, each, position, scope);
    });
    const dealtWith = new Set<number>();
    for (const about of draft.agreements ?? []) {
      const agreement = scope.target(['AGREEMENT'], about.agreement);
      // Under two of its names an agreement is still one.
      if (!dealtWith.has(agreement.id))
        scope.rows.add('agreement_meeting', { agreement_id: agreement.id, meeting_id: id });
      dealtWith.add(agreement.id);
      scope.claim({ subject: id }, 'agreements', agreement.slug, about);
    }
  },
  problems: ({ agreements = [] }) =>
    agreements.flatMap(({ agreement }, index) =>
      agreements.findIndex((about) => about.agreement === agreement) < index
        ? [{ path: `agreements[${index}]`, message: `${agreement} stands twice` }]
        : [],
    ),
  date: ({ date }) => date,
  summary: ({ summary }) => summary,
});
