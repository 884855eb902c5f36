import { z } from 'zod';
import { writerOf } from '../../../domain/document/writers.js';
import { RecordType } from '../../../domain/record/record.enums.js';
import { each, type PartSpec, propertyKeys } from './properties.schema.js';
import { readerSchema } from './reader.schema.js';
import { strict } from './strict.js';
import { columnName, filterKeys, keyList, table, type ValueSpec, valueSpec } from './value.schema.js';

const text = z.string().min(1);
const nulls = z.array(z.string());
const columns = z.union([columnName.transform((one) => [one]), z.array(columnName).min(1)]);

/** Delegations are written inside their meetings. */
const TYPES = Object.values(RecordType).filter((type) => type !== 'DELEGATION');
const titled = (type: string) => type[0] + type.slice(1).toLowerCase();

const entityKeys = {
  match: z
    .enum(['create', 'existing', 'either'])
    .default('create')
    .describe(
      'create makes records of its own, existing must mean one that is there, either joins one or makes a new one.',
    ),
  keys: keyList.optional().describe('Columns whose values make the record the same in all rows and files.'),
  key_literal: z.union([z.string(), z.number()]).transform(String).optional().describe('A text before the keys.'),
  means: keyList
    .optional()
    .describe('For existing and either: texts by which the record is found, the keys without this.'),
  slug: z
    .union([text.transform((template): ValueSpec => ({ template })), valueSpec])
    .optional()
    .describe('A template for the slugs of new records.'),
  slug_prefix: z.string().optional().describe('What stands before the key in a slug; source and name without this.'),
  each: each.optional(),
  ...filterKeys,
  sources: z
    .array(valueSpec)
    .min(1)
    .optional()
    .describe('Where this row comes from, besides the source of the mapping.'),
};

export interface EntitySpec {
  schema: string;
  match: 'create' | 'existing' | 'either';
  keys?: (string | ValueSpec)[] | undefined;
  key_literal?: string | undefined;
  means?: (string | ValueSpec)[] | undefined;
  slug?: ValueSpec | undefined;
  slug_prefix?: string | undefined;
  each?: string | ValueSpec | undefined;
  filters?: ValueSpec['filters'];
  filters_not?: ValueSpec['filters_not'];
  sources?: ValueSpec[] | undefined;
  properties: PartSpec;
}

const entity = z.discriminatedUnion(
  'schema',
  TYPES.map((type) =>
    strict({
      schema: z.enum([titled(type), type]).describe('The type of record that each row makes.'),
      ...entityKeys,
      properties: strict(propertyKeys(writerOf(type).draft)).default({}),
    }),
  ) as never,
) as unknown as z.ZodType<EntitySpec>;

const join = strict({
  files: z.array(text).min(1).optional().describe('Its files; those of the query without this.'),
  reader: readerSchema,
  key: columns.describe('The column of the joined file, or several.'),
  on: columns.describe('The column of the row that has the same value, or several.'),
});

const query = strict({
  files: z
    .array(text)
    .min(1)
    .optional()
    .describe('File names, with * and ?; all files given to the command without this.'),
  reader: readerSchema,
  joins: z
    .record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_]*$/u), join)
    .optional()
    .describe('Other files, by the name under which their columns are found.'),
  each: each
    .optional()
    .describe('The elements of a nested list in each row: the rows of this query. ^ is the row around.'),
  nulls: z
    .union([nulls, z.record(text, nulls)])
    .optional()
    .describe('Texts that mean nothing: everywhere, or by column with "*" for all others.'),
  optional: z.array(columnName).optional().describe('Columns that a file may lack.'),
  ...filterKeys,
  sources: z
    .array(valueSpec)
    .min(1)
    .optional()
    .describe('Where each row comes from, besides the source of the mapping.'),
  entities: z
    .record(z.string().regex(/^[\p{L}_][\p{L}\p{N}_-]*$/u), entity)
    .describe('The records that each row makes, by a name of your choice.'),
});
export type QuerySpec = z.output<typeof query>;

const sourceName = z.union([
  text.transform((name) => ({ text: name })),
  strict({ text, lang: text.optional(), kind: text.optional() }),
]);

export const mappingSchema = strict({
  source: strict({
    slug: text.describe('Its readable, stable name.'),
    kind: z.string().describe('What sort of source it is, mostly DATASET.'),
    names: z
      .union([sourceName.transform((name) => [name]), z.array(sourceName).min(1)])
      .describe('What it is called: one name, or a list.'),
    url: text.optional().describe('Where it can be read.'),
    publisher: text.optional().describe('Who published it: a slug or name.'),
    lang: text.optional().describe('Its language (BCP 47).'),
    publishedOn: text.optional().describe('When it was published, as EDTF.'),
  }).describe('The source that all of it comes from.'),
  lang: text.optional().describe('The language of texts that say none.'),
  tables: z.record(text, table).optional().describe('Tables of values, for lookup.'),
  aliases: z
    .union([
      strict(
        Object.fromEntries(TYPES.map((type) => [type, z.record(z.string(), z.union([text, z.null()])).optional()])),
      ),
      z.record(z.string(), z.union([text, z.null()])),
    ])
    .optional()
    .describe(
      'What the source writes for a record, and its slug, code or name; null for nothing. By type, or for all.',
    ),
  queries: z.array(query).min(1).describe('How files become records.'),
}).describe('How the files of a source become records of Accord.');
export type MappingSpec = z.output<typeof mappingSchema>;
