import { sql } from '../../database/sql.js';
import type { Loader } from '../context.js';
import type { Organization } from '../organization/organization.entity.js';
import type { RowSource } from '../paging/list.js';
import { linkSource, RECORD_COLUMNS, readAlong, recordTable, rowById, rowsByParent } from '../record/record.loaders.js';
import type { Person } from './person.entity.js';
import type { Tenure } from './tenure.entity.js';

export const people = recordTable<Person>('PERSON', 'person', {
  meetingCount: 't.meeting_count',
});

export type ActorRow = Person | Organization;

/** People and organizations in one statement: a person has no columns of its own. */
const actors: RowSource<ActorRow> = {
  columns: {
    ...RECORD_COLUMNS,
    kind: 't.kind',
    countryId: 't.country_id',
    parentId: 't.parent_id',
    agreementCount: 't.agreement_count',
    meetingCount: 't.meeting_count',
  },
  from: sql`FROM registry r LEFT JOIN organization t ON t.id = r.id`,
  where: sql`r.type IN ('PERSON', 'ORGANIZATION')`,
  id: 'r.id',
};

export const actorById: Loader<number, ActorRow | null> = rowById<ActorRow>(actors);

/** Reads the actors of links along. */
export const alongActor = readAlong(actors, actorById, { column: 't.actor_id', table: 'organization' });

const tenures = linkSource<Tenure>('TENURE', 'tenure', {
  personId: 't.person_id',
  organizationId: 't.organization_id',
  title: 't.title',
  since: 't.since',
  until: 't.until',
  firstCited: 't.first_cited',
  lastCited: 't.last_cited',
});

export const tenureById = rowById(tenures);

/** Earliest first, those of unknown start last. */
export const tenuresOfPerson = rowsByParent(
  tenures,
  { key: 'personId', column: 't.person_id' },
  't.person_id, COALESCE(t.span_from, 99999999), t.position, t.id',
);
