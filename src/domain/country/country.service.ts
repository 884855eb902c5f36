import { type Sql, sql } from '../../database/sql.js';
import type { Connection } from '../../graphql/connection.js';
import type { Context } from '../context.js';
import { hasWords, saidBy } from '../filter/conditions.js';
import { whereOf } from '../filter/logic.js';
import { type ListRequest, list } from '../paging/list.js';
import { recordConditions } from '../record/record.input.js';
import { ifRef } from '../reference/reference.service.js';
import type { Country } from './country.entity.js';
import type { CountryFilter } from './country.input.js';
import { countries } from './country.loaders.js';

const codesIn = (codes: readonly string[] | null | undefined): Sql | null => {
  if (!codes) return null;
  const wanted = codes.map((code) => code.toUpperCase());
  return sql`(${sql.in(sql`t.code`, wanted)} OR ${sql.in(sql`t.alpha3`, wanted)})`;
};

const countriesWhere = (context: Context, filter: CountryFilter | null | undefined): Promise<Sql | null> =>
  whereOf(context, filter, (own, at) => [
    codesIn(own.code),
    hasWords(context, 'COUNTRY', own.text, `${at}.text`),
    ifRef(context, own.source, ['SOURCE'], `${at}.source`, (id) => saidBy(context, id, 'r.id')),
    ...recordConditions(context, 'COUNTRY', own, at),
  ]);

export interface CountryListRequest extends ListRequest {
  readonly filter?: CountryFilter | null | undefined;
}

export const listCountries = async (context: Context, request: CountryListRequest): Promise<Connection<Country>> =>
  list(context, countries, request, await countriesWhere(context, request.filter));
