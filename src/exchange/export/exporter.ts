import type { GraphQLSchema } from 'graphql';
import type { Database, Snapshot } from '../../database/database.js';
import { wantedLanguages } from '../../domain/name/language.js';
import { InputError } from '../../errors.js';
import type { LineType } from '../records/format.js';
import { csvTables } from './csv.js';
import { type CsvName } from './csv-tables.js';
import { FILES, filteredType, formatOf } from './formats.js';
import { checkFilter, linesWithNamed, type Selection } from './selection.js';

export interface ExportRequest {
  /** `records.jsonl`, `agreements.csv` and so on. */
  readonly file: string;
  readonly types?: readonly LineType[] | undefined;
  readonly filter?: unknown;
  readonly lang?: string | undefined;
}

/** An export that has begun: nothing of what was asked is wrong. */
export interface Opened<Part> {
  readonly mediaType: string;
  readonly parts: AsyncIterable<Part>;
  /** Gives its view of the database back; must be called, also when all is read. */
  close(): Promise<void>;
}

/** Which records are meant. @throws InputError for a filter without its one type. */
function selectionOf({ types, filter }: Omit<ExportRequest, 'file'>, usual: LineType): Selection {
  if (filter === undefined) return types ? { types } : {};
  if (types && types.length !== 1)
    throw new InputError('A filter is that of one type: name the one that it is for.', { argument: 'types' });
  return { types: types ?? [usual], filter };
}

export class Exporter {
  readonly #database: Database;
  readonly #schema: GraphQLSchema;

  constructor(database: Database, schema: GraphQLSchema) {
    this.#database = database;
    this.#schema = schema;
  }

  /** What can be exported. */
  files(): readonly string[] {
    return FILES;
  }

  /** Begins one file. @throws AccordError where the question is wrong, as the API would say it. */
  async open(request: ExportRequest): Promise<Opened<string>> {
    const { file, lang } = request;
    const format = formatOf(file);
    if (!format) throw new InputError(`There is no ${file}; there are ${FILES.join(', ')}.`, { argument: 'file' });
    const selection = selectionOf(request, filteredType(file));
    return this.#begin(selection, format.mediaType, (reads) =>
      format.parts({ schema: this.#schema, reads }, { ...selection, ...(lang !== undefined && { lang }) }),
    );
  }

  /** Begins all files of tables at once, in pieces. */
  async openTables(request: Omit<ExportRequest, 'file'>): Promise<Opened<readonly [name: CsvName, text: string]>> {
    const { lang = 'en' } = request;
    wantedLanguages(lang, []);
    const selection = selectionOf(request, 'AGREEMENT');
    return this.#begin(selection, 'text/csv', (reads) =>
      csvTables(linesWithNamed(this.#schema, reads, selection), lang),
    );
  }

  async #begin<Part>(
    { types: [type] = [], filter }: Selection,
    mediaType: string,
    parts: (reads: Snapshot) => AsyncIterable<Part>,
  ): Promise<Opened<Part>> {
    const reads = await this.#database.snapshot();
    try {
      if (filter !== undefined && type) await checkFilter(this.#schema, reads, type, filter);
      return { mediaType, parts: parts(reads), close: () => reads.close() };
    } catch (error) {
      await reads.close();
      throw error;
    }
  }
}
