import type { LineType } from '../records/format.js';

/** How the API lists the records of a type, and calls their filter. */
export const LISTS: Readonly<Record<LineType, { readonly list: string; readonly input: string }>> = {
  COUNTRY: { list: 'countries', input: 'CountryFilter' },
  ORGANIZATION: { list: 'organizations', input: 'OrganizationFilter' },
  SOURCE: { list: 'sources', input: 'SourceFilter' },
  PLACE: { list: 'places', input: 'PlaceFilter' },
  PERSON: { list: 'people', input: 'PersonFilter' },
  COMMODITY: { list: 'commodities', input: 'CommodityFilter' },
  AGREEMENT: { list: 'agreements', input: 'AgreementFilter' },
  MEETING: { list: 'meetings', input: 'MeetingFilter' },
};

export const typeOfList = (list: string): LineType | undefined =>
  (Object.keys(LISTS) as LineType[]).find((type) => LISTS[type].list === list);
