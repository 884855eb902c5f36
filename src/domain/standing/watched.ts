import { type Sql, sql } from '../../database/sql.js';
import { agreements, termById, terms } from '../agreement/agreement.loaders.js';
import { agreementsWhere } from '../agreement/agreement.service.js';
import { termsWhere } from '../agreement/commodity-term.service.js';
import type { Context, Loader } from '../context.js';
import { meetings } from '../meeting/meeting.loaders.js';
import { meetingsWhere } from '../meeting/meeting.service.js';
import type { RowSource } from '../paging/list.js';
import { people } from '../person/person.loaders.js';
import { peopleWhere } from '../person/person.service.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/** What a standing question is about. */
export interface Watched<Filter = never> {
  readonly type: NodeType;
  readonly source: RowSource<object>;
  readonly byId: Loader<number, object | null>;
  /** The record type whose changes are changes of it. */
  readonly own: RecordType;
  readonly where: (context: Context, filter: Filter | null | undefined) => Promise<Sql | null>;
  /** Where a filter may hold otherwise after records of a type changed: SQL that lists ids, given the ids of those records. */
  readonly judgedBy: { readonly [Type in RecordType]?: (ids: readonly number[]) => Sql };
}

const inside = (column: string, ids: readonly number[]) => sql.in(sql.raw(column), ids);

export const watchedAgreements: Watched<Parameters<typeof agreementsWhere>[1]> = {
  type: 'AGREEMENT',
  source: agreements,
  byId: agreements.byId,
  own: 'AGREEMENT',
  where: agreementsWhere,
  judgedBy: {
    MEETING: (ids) => sql`SELECT l.agreement_id AS id FROM agreement_meeting l WHERE ${inside('l.meeting_id', ids)}`,
  },
};

export const watchedMeetings: Watched<Parameters<typeof meetingsWhere>[1]> = {
  type: 'MEETING',
  source: meetings,
  byId: meetings.byId,
  own: 'MEETING',
  where: meetingsWhere,
  judgedBy: {
    DELEGATION: (ids) => sql`SELECT d.meeting_id AS id FROM delegation d WHERE ${inside('d.id', ids)}`,
    AGREEMENT: (ids) => sql`SELECT l.meeting_id AS id FROM agreement_meeting l WHERE ${inside('l.agreement_id', ids)}`,
    PLACE: (ids) => sql`SELECT m.id FROM meeting m WHERE ${inside('m.place_id', ids)}`,
    ORGANIZATION: (ids) => sql`SELECT p.meeting_id AS id FROM participation p WHERE ${inside('p.actor_id', ids)}
      UNION ALL SELECT p.meeting_id FROM participation p WHERE ${inside('p.on_behalf_of_id', ids)}
      UNION ALL SELECT d.meeting_id FROM delegation d WHERE ${inside('d.on_behalf_of_id', ids)}
      UNION ALL SELECT l.meeting_id FROM agreement_party a JOIN agreement_meeting l ON l.agreement_id = a.agreement_id
        WHERE ${inside('a.actor_id', ids)}`,
  },
};

export const watchedPeople: Watched<Parameters<typeof peopleWhere>[1]> = {
  type: 'PERSON',
  source: people,
  byId: people.byId,
  own: 'PERSON',
  where: peopleWhere,
  judgedBy: {
    MEETING: (ids) => sql`SELECT p.actor_id AS id FROM participation p WHERE ${inside('p.meeting_id', ids)}`,
    DELEGATION: (ids) => sql`SELECT p.actor_id AS id FROM participation p WHERE ${inside('p.delegation_id', ids)}`,
    ORGANIZATION: (ids) => sql`SELECT t.person_id AS id FROM tenure t WHERE ${inside('t.organization_id', ids)}
      UNION ALL SELECT p.actor_id FROM participation p WHERE ${inside('p.on_behalf_of_id', ids)}
      UNION ALL SELECT p.actor_id FROM delegation d JOIN participation p ON p.delegation_id = d.id
        WHERE ${inside('d.on_behalf_of_id', ids)}`,
  },
};

export const watchedTerms: Watched<Parameters<typeof termsWhere>[1]> = {
  type: 'TERM',
  source: terms,
  byId: termById,
  own: 'AGREEMENT',
  where: termsWhere,
  judgedBy: {
    AGREEMENT: (ids) => sql`SELECT t.id FROM commodity_term t WHERE ${inside('t.agreement_id', ids)}`,
  },
};
