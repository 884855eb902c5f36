import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { hasWords, saidBy } from '../filter/conditions.js';
import { countsIn } from '../filter/count-range.input.js';
import { whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Place } from './place.entity.js';
import type { PlaceFilter } from './place.input.js';
import { places } from './place.loaders.js';

const placesWhere = (context: Context, filter: PlaceFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    ifRef(context, own.country, ['COUNTRY'], `${at}.country`, (id) => sql`t.country_id = ${id}`),
    hasWords(context, 'PLACE', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ...recordConditions(context, 'PLACE', own, at),
    ...countsIn(context, own, at, { table: 'place', alias: 't' }, { meetingCount: 'meeting_count' }),
  ]);

export interface PlaceListRequest extends ListRequest {
  readonly filter?: PlaceFilter | null | undefined;
}

export const listPlaces = async (context: Context, request: PlaceListRequest): Promise<Connection<Place>> =>
  list(context, places, request, await placesWhere(context, request.filter));
