import { draftFields } from '../../domain/write/draft.js';
import { EvidenceDraft } from '../../domain/write/receipts.draft.js';
import { type Document, type LineType, type Plain, type RecordLine, TYPE_ORDER } from '../records/format.js';
import { labelIn, listOf, splitRef, textIn } from './texts.js';

export type Cell = string | number | undefined;

/** One file. Column names are those of the API. */
export interface CsvTable {
  readonly types: readonly LineType[];
  readonly columns: readonly string[];
  rows(line: RecordLine, lang: string): readonly (readonly Cell[])[];
}

const cell = (value: unknown): Cell => (typeof value === 'number' ? value : value == null ? undefined : String(value));
const actor = (ref: unknown): readonly Cell[] => splitRef(ref) ?? [undefined, undefined];

/** A file of records of one type; localized texts in the wanted language. */
function records(type: LineType, properties: readonly string[], texts: readonly string[] = []): CsvTable {
  return {
    types: [type],
    columns: ['slug', 'label', ...properties, ...texts, 'recordedAt'],
    rows: (line, lang) => [
      [
        line.slug,
        labelIn(line, lang),
        ...properties.map((key) => (Array.isArray(line[key]) ? (line[key] as string[]).join('; ') : cell(line[key]))),
        ...texts.map((key) => textIn(line[key], lang)),
        line.recordedAt,
      ],
    ],
  };
}

type Row = (part: Plain, lang: string) => readonly Cell[];

/** A file of the links of one type of record, with their position in it, from 0. */
function links(type: LineType, property: string, [owner, ...columns]: readonly string[], row: Row): CsvTable {
  return {
    types: [type],
    columns: [owner as string, 'position', ...columns],
    rows: (line, lang) => listOf(line[property]).map((part, at) => [line.slug, at, ...row(part, lang)]),
  };
}

const values =
  (...keys: readonly string[]): Row =>
  (part) =>
    keys.map((key) => cell(part[key]));

const seat = (part: Plain, lang: string): readonly Cell[] => [
  ...actor(part['actor']),
  cell(part['role']),
  textIn(part['capacity'], lang),
  cell(part['onBehalfOf']),
  cell(part['status']),
];

/** A record, and the delegations in it. */
const withDelegations = (line: RecordLine): readonly (readonly [type: string, record: Document])[] => [
  [line.type, line],
  ...listOf(line['delegations']).map((each) => ['DELEGATION', each as unknown as Document] as const),
];

const EVIDENCE = [...draftFields(EvidenceDraft.prototype).keys()];

export const CSV_TABLES = {
  countries: records('COUNTRY', ['code', 'alpha3']),
  organizations: records('ORGANIZATION', ['kind', 'country', 'parent']),
  sources: records('SOURCE', ['kind', 'url', 'publisher', 'lang', 'publishedOn', 'contentHash']),
  places: records('PLACE', ['country', 'latitude', 'longitude']),
  people: records('PERSON', []),
  commodities: records('COMMODITY', ['parent']),
  agreements: records(
    'AGREEMENT',
    ['instrument', 'status', 'announcedOn', 'signedOn', 'inForceFrom', 'endedOn', 'place', 'parent', 'topics'],
    ['summary'],
  ),
  meetings: records('MEETING', ['kind', 'status', 'date', 'place'], ['summary']),
  delegations: {
    types: ['MEETING'],
    columns: ['meeting', 'position', 'slug', 'label', 'side', 'status', 'onBehalfOf', 'recordedAt'],
    rows: (line, lang) =>
      listOf(line['delegations']).map((each, at) => {
        const record = each as unknown as Document;
        return [
          line.slug,
          at,
          record.slug,
          labelIn(record, lang),
          ...values('side', 'status', 'onBehalfOf', 'recordedAt')(each, lang),
        ];
      }),
  },
  parties: links('AGREEMENT', 'parties', ['agreement', 'actorType', 'actor', 'role'], (part) => [
    ...actor(part['actor']),
    cell(part['role']),
  ]),
  terms: links(
    'AGREEMENT',
    'terms',
    [
      'agreement',
      'commodity',
      'kind',
      'fromType',
      'from',
      'toType',
      'to',
      'min',
      'max',
      'bound',
      'unit',
      'per',
      'raw',
      'period',
    ],
    (part, lang) => [
      cell(part['commodity']),
      cell(part['kind']),
      ...actor(part['from']),
      ...actor(part['to']),
      ...values('min', 'max', 'bound', 'unit', 'per', 'raw')((part['quantity'] ?? {}) as Plain, lang),
      cell(part['period']),
    ],
  ),
  amounts: links(
    'AGREEMENT',
    'amounts',
    ['agreement', 'value', 'currency', 'basis', 'year'],
    values('value', 'currency', 'basis', 'year'),
  ),
  participations: {
    types: ['MEETING'],
    columns: ['meeting', 'delegation', 'position', 'actorType', 'actor', 'role', 'capacity', 'onBehalfOf', 'status'],
    rows: (line, lang) => [
      ...listOf(line['participations']).map((part, at) => [line.slug, undefined, at, ...seat(part, lang)]),
      ...listOf(line['delegations']).flatMap((each) =>
        listOf(each['members']).map((part, at) => [line.slug, cell(each['slug']), at, ...seat(part, lang)]),
      ),
    ],
  },
  'meeting-agreements': links('MEETING', 'agreements', ['meeting', 'agreement'], values('agreement')),
  tenures: links(
    'PERSON',
    'tenures',
    ['person', 'organization', 'title', 'since', 'until', 'firstCited', 'lastCited'],
    (part, lang) => [
      cell(part['organization']),
      textIn(part['title'], lang),
      ...values('since', 'until', 'firstCited', 'lastCited')(part, lang),
    ],
  ),
  codes: links('COMMODITY', 'codes', ['commodity', 'scheme', 'code', 'match'], values('scheme', 'code', 'match')),
  names: {
    types: TYPE_ORDER,
    columns: ['type', 'record', 'position', 'text', 'lang', 'kind'],
    rows: (line) =>
      withDelegations(line).flatMap(([type, { slug, names = [] }]) =>
        names.map(({ text, lang, kind }, at) => [type, slug, at, text, lang, kind]),
      ),
  },
  claims: {
    types: TYPE_ORDER,
    columns: [
      'type',
      'record',
      'claim',
      'on',
      'property',
      'value',
      'status',
      'modality',
      'attributedToType',
      'attributedTo',
      'recordedAt',
      'recordedBy',
      'retractedAt',
    ],
    rows: (line, lang) =>
      withDelegations(line).flatMap(([type, { slug, claims }]) =>
        claims.map((claim, at) => [
          type,
          slug,
          at,
          ...values('on', 'property', 'value', 'status', 'modality')(claim, lang),
          ...actor(claim.attributedTo),
          ...values('recordedAt', 'recordedBy', 'retractedAt')(claim, lang),
        ]),
      ),
  },
  evidence: {
    types: TYPE_ORDER,
    columns: ['type', 'record', 'claim', ...EVIDENCE],
    rows: (line, lang) =>
      withDelegations(line).flatMap(([type, { slug, claims }]) =>
        claims.flatMap(({ evidence }, at) =>
          evidence.map((each) => [
            type,
            slug,
            at,
            ...EVIDENCE.map((key) => (key === 'note' ? textIn(each[key], lang) : cell(each[key]))),
          ]),
        ),
      ),
  },
} as const satisfies Readonly<Record<string, CsvTable>>;
export type CsvName = keyof typeof CSV_TABLES;

export const isCsvName = (name: string): name is CsvName => Object.hasOwn(CSV_TABLES, name);
