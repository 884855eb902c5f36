import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { dateCondition } from '../date/date-range.input.js';
import { hasWords } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { oneOf, whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { RECORD_TYPES } from '../record/record.entity.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Source } from './source.entity.js';
import type { SourceFilter } from './source.input.js';
import { sources } from './source.loaders.js';

/** A country's names mean its State; what is said of either is about both. */
const ABOUT = RECORD_TYPES.filter((type) => type !== 'COUNTRY');

const sourcesWhere = (context: Context, filter: SourceFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    oneOf('t.kind', own.kind),
    ifRef(context, own.publisher, ['ORGANIZATION'], `${at}.publisher`, (id) => sql`t.publisher_id = ${id}`),
    oneOf('t.lang', own.lang),
    dateCondition(own.date, 't.date_from', 't.date_to', `${at}.date`),
    hasWords(context, 'SOURCE', own.text, `${at}.text`),
    ifRef(
      context,
      own.about,
      ABOUT,
      `${at}.about`,
      (id) => sql`EXISTS (SELECT 1 FROM claim c JOIN evidence e ON e.claim_id = c.id
          WHERE e.source_id = r.id AND c.retracted_at IS NULL
            AND c.subject_id IN (${id}, (SELECT o.country_id FROM organization o WHERE o.id = ${id} AND o.kind = 'STATE')))`,
    ),
    ...recordConditions(context, 'SOURCE', own, at),
    ...countsIn(context, own, at, { table: 'source', alias: 't' }, { claimCount: 'claim_count' }),
  ]);

export interface SourceListRequest extends ListRequest {
  readonly filter?: SourceFilter | null | undefined;
}

export const listSources = async (context: Context, request: SourceListRequest): Promise<Connection<Source>> =>
  list(context, sources, request, await sourcesWhere(context, request.filter));
