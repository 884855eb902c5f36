import { type Sql, sql } from '../../database/sql.js';
import { agreements, termById, terms } from '../agreement/agreement.loaders.js';
import { agreementsWhere } from '../agreement/agreement.service.js';
import { termsWhere } from '../agreement/commodity-term.service.js';
import { below } from '../commodity/tree.service.js';
import type { Context, Loader } from '../context.js';
import { meetings } from '../meeting/meeting.loaders.js';
import { meetingsWhere } from '../meeting/meeting.service.js';
import type { RowSource } from '../paging/list.js';
import { people } from '../person/person.loaders.js';
import { peopleWhere } from '../person/person.service.js';
import type { NodeType } from '../record/record.entity.js';
import type { RecordType } from '../record/record.enums.js';

/** Records of another type by which a filter judges. */
export interface Judge {
  readonly type: RecordType;
  /** Tables and columns by which the SQL of a filter shows that it looks at them; without it, it always may. */
  readonly seenBy?: readonly string[];
  /** The columns of their own table that matter, where their other changes do not. */
  readonly columns?: readonly string[];
  /** SQL that lists the ids (`id`) of what is judged by the records with these ids. */
  readonly judged: (ids: readonly number[]) => Sql;
}

/** What a standing question is about. */
export interface Watched<Filter = never> {
  readonly type: NodeType;
  readonly source: RowSource<object>;
  readonly byId: Loader<number, object | null>;
  /** The record type whose changes are changes of it. */
  readonly own: RecordType;
  readonly where: (context: Context, filter: Filter | null | undefined) => Promise<Sql | null>;
  readonly judges: readonly Judge[];
}

const inside = (column: string, ids: readonly number[]) => sql.in(sql.raw(column), ids);

/** Commodities that move in the tree take along what is promised of them. */
const tree = (judged: (commodities: Sql) => Sql): Judge => ({
  type: 'COMMODITY',
  seenBy: ['commodity'],
  columns: ['parent_id'],
  judged: (ids) => judged(below(inside('c.id', ids))),
});

const country = (judged: Judge['judged']): Judge => ({
  type: 'ORGANIZATION',
  seenBy: ['organization'],
  columns: ['country_id', 'kind'],
  judged,
});

export const watchedAgreements: Watched<Parameters<typeof agreementsWhere>[1]> = {
  type: 'AGREEMENT',
  source: agreements,
  byId: agreements.byId,
  own: 'AGREEMENT',
  where: agreementsWhere,
  judges: [
    {
      type: 'MEETING',
      seenBy: ['agreement_meeting', 'meeting_count'],
      judged: (ids) => sql`SELECT l.agreement_id AS id FROM agreement_meeting l WHERE ${inside('l.meeting_id', ids)}`,
    },
    tree(
      (commodities) => sql`SELECT t.agreement_id AS id FROM commodity_term t WHERE t.commodity_id IN (${commodities})`,
    ),
  ],
};

export const watchedMeetings: Watched<Parameters<typeof meetingsWhere>[1]> = {
  type: 'MEETING',
  source: meetings,
  byId: meetings.byId,
  own: 'MEETING',
  where: meetingsWhere,
  judges: [
    {
      type: 'DELEGATION',
      seenBy: ['delegation'],
      judged: (ids) => sql`SELECT d.meeting_id AS id FROM delegation d WHERE ${inside('d.id', ids)}`,
    },
    {
      type: 'AGREEMENT',
      seenBy: ['agreement_meeting'],
      judged: (ids) => sql`SELECT l.meeting_id AS id FROM agreement_meeting l WHERE ${inside('l.agreement_id', ids)}`,
    },
    {
      type: 'PLACE',
      seenBy: ['place'],
      columns: ['country_id'],
      judged: (ids) => sql`SELECT m.id FROM meeting m WHERE ${inside('m.place_id', ids)}`,
    },
    country(
      (ids) => sql`SELECT p.meeting_id AS id FROM participation p WHERE ${inside('p.actor_id', ids)}
        UNION ALL SELECT p.meeting_id FROM participation p WHERE ${inside('p.on_behalf_of_id', ids)}
        UNION ALL SELECT d.meeting_id FROM delegation d WHERE ${inside('d.on_behalf_of_id', ids)}
        UNION ALL SELECT l.meeting_id FROM agreement_party a JOIN agreement_meeting l ON l.agreement_id = a.agreement_id
          WHERE ${inside('a.actor_id', ids)}`,
    ),
    tree(
      (commodities) => sql`SELECT l.meeting_id AS id FROM commodity_term t
        JOIN agreement_meeting l ON l.agreement_id = t.agreement_id WHERE t.commodity_id IN (${commodities})`,
    ),
  ],
};

export const watchedPeople: Watched<Parameters<typeof peopleWhere>[1]> = {
  type: 'PERSON',
  source: people,
  byId: people.byId,
  own: 'PERSON',
  where: peopleWhere,
  judges: [
    {
      type: 'MEETING',
      seenBy: ['participation', 'meeting_count'],
      judged: (ids) => sql`SELECT p.actor_id AS id FROM participation p WHERE ${inside('p.meeting_id', ids)}`,
    },
    {
      type: 'DELEGATION',
      seenBy: ['delegation'],
      judged: (ids) => sql`SELECT p.actor_id AS id FROM participation p WHERE ${inside('p.delegation_id', ids)}`,
    },
    country(
      (ids) => sql`SELECT t.person_id AS id FROM tenure t WHERE ${inside('t.organization_id', ids)}
        UNION ALL SELECT p.actor_id FROM participation p WHERE ${inside('p.on_behalf_of_id', ids)}
        UNION ALL SELECT p.actor_id FROM delegation d JOIN participation p ON p.delegation_id = d.id
          WHERE ${inside('d.on_behalf_of_id', ids)}`,
    ),
  ],
};

export const watchedTerms: Watched<Parameters<typeof termsWhere>[1]> = {
  type: 'TERM',
  source: terms,
  byId: termById,
  own: 'AGREEMENT',
  where: termsWhere,
  judges: [
    {
      type: 'AGREEMENT',
      judged: (ids) => sql`SELECT t.id FROM commodity_term t WHERE ${inside('t.agreement_id', ids)}`,
    },
    tree((commodities) => sql`SELECT t.id FROM commodity_term t WHERE t.commodity_id IN (${commodities})`),
  ],
};
