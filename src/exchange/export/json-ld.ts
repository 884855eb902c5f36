import type { Document, Plain, RecordLine } from '../records/format.js';
import { isoDate, isoSpan } from './exact-dates.js';
import { labelIn, listOf, textIn } from './texts.js';

/** Everything is a term of schema.org but `edtf`, which says dates that ISO 8601 cannot. */
export const CONTEXT = {
  '@vocab': 'https://schema.org/',
  edtf: 'urn:accord:edtf',
  url: { '@id': 'https://schema.org/url', '@type': '@id' },
  additionalType: { '@id': 'https://schema.org/additionalType', '@type': '@id' },
  eventStatus: { '@id': 'https://schema.org/eventStatus', '@type': '@id' },
} as const;

const ORGANIZATIONS: Readonly<Record<string, string>> = {
  STATE: 'GovernmentOrganization',
  GOVERNMENT_BODY: 'GovernmentOrganization',
  MINISTRY: 'GovernmentOrganization',
  COMPANY: 'Corporation',
  STATE_COMPANY: 'Corporation',
  MEDIA: 'NewsMediaOrganization',
  NGO: 'NGO',
};

const SOURCES: Readonly<Record<string, string>> = {
  NEWS: 'NewsArticle',
  DATASET: 'Dataset',
  SOCIAL: 'SocialMediaPosting',
};

const EVENTS: Readonly<Record<string, string>> = {
  PLANNED: 'https://schema.org/EventScheduled',
  CANCELLED: 'https://schema.org/EventCancelled',
};

const iri = (ref: string): string => `urn:accord:${ref}`;
const to = (type: string, slug: unknown) => (typeof slug === 'string' ? { '@id': iri(`${type}/${slug}`) } : undefined);
const toActor = (ref: unknown) => (typeof ref === 'string' ? { '@id': iri(ref) } : undefined);

const inLanguage = ({ text, lang }: Plain) => (lang === undefined ? text : { '@value': text, '@language': lang });

function namesOf({ names = [] }: Document): Plain {
  const of = (isMain: boolean) => names.filter(({ kind }) => (kind === 'PRIMARY') === isMain).map(inLanguage);
  return { name: of(true), alternateName: of(false) };
}

/** Dates that cannot be said otherwise, with their property. */
function inexact(line: Plain, keys: readonly string[]): string[] {
  return keys
    .filter((key) => line[key] !== undefined && !isoDate(line[key]))
    .map((key) => `${key} ${line[key] as string}`);
}

const cited = ({ claims }: Document) =>
  [...new Set(claims.flatMap(({ evidence }) => evidence.map(({ source }) => source)))].map((slug) =>
    to('source', slug),
  );

function quantity({ min, max, unit, per, raw }: Plain): Plain {
  return {
    '@type': 'QuantitativeValue',
    ...(min === max ? { value: min } : { minValue: min, maxValue: max }),
    unitText: per === undefined ? unit : `${unit as string} per ${per as string}`,
    description: raw,
  };
}

const seats = (line: RecordLine) => [
  ...listOf(line['participations']),
  ...listOf(line['delegations']).flatMap(({ members }) => listOf(members)),
];

const OWN: Readonly<Record<RecordLine['type'], (line: RecordLine, lang: string) => Plain>> = {
  COUNTRY: (line) => ({ '@type': 'Country', identifier: [line['code'], line['alpha3']] }),
  ORGANIZATION: (line) => ({
    '@type': ORGANIZATIONS[line['kind'] as string] ?? 'Organization',
    location: to('country', line['country']),
    parentOrganization: to('organization', line['parent']),
  }),
  SOURCE: (line, lang) => ({
    '@type': SOURCES[line['kind'] as string] ?? 'CreativeWork',
    headline: labelIn(line, lang),
    url: line['url'],
    publisher: to('organization', line['publisher']),
    inLanguage: line['lang'],
    datePublished: isoDate(line['publishedOn']),
    sha256: line['contentHash'],
    edtf: inexact(line, ['publishedOn']),
  }),
  PLACE: (line) => ({
    '@type': 'Place',
    containedInPlace: to('country', line['country']),
    geo:
      line['latitude'] === undefined || line['longitude'] === undefined
        ? undefined
        : { '@type': 'GeoCoordinates', latitude: line['latitude'], longitude: line['longitude'] },
  }),
  PERSON: (line, lang) => ({
    '@type': 'Person',
    memberOf: listOf(line['tenures']).map((tenure) => ({
      '@type': 'OrganizationRole',
      roleName: textIn(tenure['title'], lang),
      memberOf: to('organization', tenure['organization']),
      startDate: isoSpan(tenure['since']).start,
      endDate: isoSpan(tenure['until']).end,
      edtf: inexact(tenure, ['since', 'until']),
    })),
  }),
  COMMODITY: (line) => ({
    '@type': 'DefinedTerm',
    termCode: listOf(line['codes']).map(({ scheme, code }) => `${scheme as string} ${code as string}`),
  }),
  AGREEMENT: (line, lang) => ({
    '@type': 'CreativeWork',
    additionalType: 'urn:accord:type/agreement',
    genre: line['instrument'],
    creativeWorkStatus: line['status'],
    abstract: textIn(line['summary'], lang),
    dateCreated: isoDate(line['signedOn']),
    datePublished: isoDate(line['announcedOn']),
    edtf: inexact(line, ['signedOn', 'announcedOn']),
    locationCreated: to('place', line['place']),
    isPartOf: to('agreement', line['parent']),
    keywords: line['topics'],
    contributor: listOf(line['parties']).map(({ actor, role }) => ({
      '@type': 'Role',
      roleName: role,
      contributor: toActor(actor),
    })),
    about: listOf(line['terms']).map(({ commodity }) => to('commodity', commodity)),
    mentions: [
      ...listOf(line['amounts']).map(({ value, currency, basis }) => ({
        '@type': 'MonetaryAmount',
        value,
        currency,
        description: basis,
      })),
      ...listOf(line['terms']).flatMap((term) =>
        term['quantity']
          ? [
              {
                ...quantity(term['quantity'] as Plain),
                name: `${term['kind'] as string} ${term['commodity'] as string}`,
              },
            ]
          : [],
      ),
    ],
  }),
  MEETING: (line, lang) => ({
    '@type': 'Event',
    startDate: isoSpan(line['date']).start,
    endDate: isoSpan(line['date']).end,
    edtf: isoSpan(line['date']).start ? [] : inexact(line, ['date']),
    eventStatus: EVENTS[line['status'] as string],
    location: to('place', line['place']),
    description: textIn(line['summary'], lang),
    organizer: seats(line)
      .filter(({ role }) => role === 'HOST')
      .map(({ actor }) => toActor(actor)),
    attendee: seats(line)
      .filter(({ status }) => status !== 'ABSENT')
      .map(({ actor }) => toActor(actor)),
    about: listOf(line['agreements']).map(({ agreement }) => to('agreement', agreement)),
  }),
};

/** Without what is not there. */
function compact(plain: Plain): Plain {
  const kept = Object.entries(plain).filter(
    ([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(
    kept.map(([key, value]) => [key, Array.isArray(value) ? value.map(compactValue) : compactValue(value)]),
  );
}

const compactValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? compact(value as Plain) : value;

/** A record as a node of schema.org. */
export const jsonLdNode = (line: RecordLine, lang: string): Plain =>
  compact({
    '@id': iri(`${line.type.toLowerCase()}/${line.slug}`),
    ...namesOf(line),
    ...OWN[line.type](line, lang),
    subjectOf: line.type === 'SOURCE' ? [] : cited(line),
  });

/** One JSON-LD document; its context stands in it, so that nothing has to be fetched. */
export async function* jsonLd(lines: AsyncIterable<readonly RecordLine[]>, lang: string): AsyncGenerator<string> {
  yield `{"@context":${JSON.stringify(CONTEXT)},"@graph":[`;
  let between = '\n';
  for await (const page of lines)
    for (const line of page) {
      yield between + JSON.stringify(jsonLdNode(line, lang));
      between = ',\n';
    }
  yield '\n]}\n';
}
