import { z } from 'zod';
import { isEncoding } from '../readers/text.js';
import { strict } from './strict.js';

const text = z.string().min(1);
const encoding = text
  .refine(isEncoding, { error: 'is not an encoding that is known: utf-8, windows-1252, utf-16le, …' })
  .optional()
  .describe('utf-8 without this; a mark of byte order at the start of a file counts more.');
const header = z
  .union([z.boolean(), z.int().min(1)])
  .default(true)
  .transform((row) => (row === true ? 1 : row === false ? null : row))
  .describe('Whether there is a row with the names of the columns, or which; true is the first.');
const fill = z
  .array(text)
  .min(1)
  .optional()
  .describe('Columns in whose empty cells stands what the row above says, as where cells are merged.');

/** How a file is read. */
export const readerSchema = z.discriminatedUnion('format', [
  strict({
    format: z.literal('csv'),
    delimiter: text.default(',').describe('What stands between cells; "\\t" for a tabulator.'),
    quote: z.union([text, z.null()]).default('"').describe('What stands around cells; null for nothing.'),
    encoding,
    header,
    fill,
    names: z.array(text).min(1).optional().describe('Names of the columns where there is no header.'),
    ragged: z.boolean().default(false).describe('Whether rows may have fewer or more cells than the header.'),
  }),
  strict({
    format: z.literal('json'),
    records: text.optional().describe('The path to the list of records: persons, or countries.*.treaties.'),
    encoding,
  }),
  strict({ format: z.literal('jsonl'), encoding }),
  strict({
    format: z.literal('xml'),
    records: text.describe('The path to the elements: /visits/visit, or //visit at any depth.'),
    encoding,
  }),
  strict({
    format: z.literal('xlsx'),
    sheet: text.optional().describe('The name of the sheet; the first without this.'),
    header,
    fill,
  }),
  strict({ format: z.literal('sqlite'), table: text.describe('The table or view.') }),
]);
export type ReaderSpec = z.output<typeof readerSchema>;
