import type { GraphQLSchema } from 'graphql';
import type { KeyedReads } from '../../database/database.js';
import { wantedLanguages } from '../../domain/name/language.js';
import { csvTable } from './csv.js';
import { CSV_TABLES, type CsvName, isCsvName } from './csv-tables.js';
import { ftmJson } from './ftm.js';
import { gexf } from './gexf.js';
import { jsonLd } from './json-ld.js';
import { recordsJsonl } from './records-jsonl.js';
import { linesWithNamed, type Selection, selectedLines } from './selection.js';

interface FormatRequest extends Selection {
  readonly lang?: string;
}

interface ExportContext {
  readonly schema: GraphQLSchema;
  /** All of an export is of one state: a snapshot. */
  readonly reads: KeyedReads;
}

interface Format {
  readonly mediaType: string;
  parts(context: ExportContext, request: FormatRequest): AsyncIterable<string>;
}

const lines = ({ schema, reads }: ExportContext, request: Selection) => linesWithNamed(schema, reads, request);
const langOf = ({ lang = 'en' }: FormatRequest): string => {
  wantedLanguages(lang, []);
  return lang;
};

/** The formats, by the name of the file that each makes. */
const FORMATS: Readonly<Record<string, Format>> = {
  'records.jsonl': {
    mediaType: 'application/jsonl; charset=utf-8',
    parts: (context, request) => recordsJsonl(lines(context, request)),
  },
  'entities.ftm.json': {
    mediaType: 'application/jsonl; charset=utf-8',
    parts: (context, request) => ftmJson(() => lines(context, request), langOf(request)),
  },
  'facts.jsonld': {
    mediaType: 'application/ld+json; charset=utf-8',
    parts: (context, request) => jsonLd(lines(context, request), langOf(request)),
  },
  'network.gexf': {
    mediaType: 'application/gexf+xml; charset=utf-8',
    parts: (context, request) => gexf(() => lines(context, request), langOf(request)),
  },
};

const csvFormat = (name: CsvName): Format => ({
  mediaType: 'text/csv; charset=utf-8; header=present',
  parts: ({ schema, reads }, request) => {
    const [only] = CSV_TABLES[name].types;
    const isOne = CSV_TABLES[name].types.length === 1 && only !== undefined;
    return csvTable(
      isOne ? selectedLines(schema, reads, only, request.filter) : lines({ schema, reads }, request),
      name,
      langOf(request),
    );
  },
});

/** What a file name such as `agreements.csv` stands for. */
export function formatOf(file: string): Format | undefined {
  const table = /^(.+)\.csv$/.exec(file)?.[1];
  if (table !== undefined) return isCsvName(table) ? csvFormat(table) : undefined;
  return Object.hasOwn(FORMATS, file) ? FORMATS[file] : undefined;
}

export const FILES: readonly string[] = [
  ...Object.keys(FORMATS),
  ...Object.keys(CSV_TABLES).map((name) => `${name}.csv`),
];

/** The type whose filter a file takes: the only one of a table, else agreements. */
export const filteredType = (file: string) => {
  const table = file.replace(/\.csv$/, '');
  return file.endsWith('.csv') && isCsvName(table) && CSV_TABLES[table].types.length === 1
    ? CSV_TABLES[table].types[0]
    : 'AGREEMENT';
};
