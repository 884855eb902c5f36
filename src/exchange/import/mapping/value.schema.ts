import { z } from 'zod';
import { strict } from './strict.js';
import { isTable } from './tables.js';

const text = z.string().min(1);
const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** A column by its name or path; those of a file without a header are numbers. */
export const columnName = z.union([text, z.int().min(1).transform(String)]);
const texts = z.union([text.transform((one) => [one]), z.array(text).min(1)]);

/** A condition on a column: one text, a list of them, or a rule. */
const condition = z.union([
  scalar.transform((one) => ({ in: [one] })),
  z.array(scalar).transform((several) => ({ in: several })),
  strict({
    empty: z.boolean().optional().describe('Whether the column has to be empty, or must not be.'),
    contains: text.optional().describe('A text that it has to hold, in whatever case.'),
    pattern: text.optional().describe('A regular expression that has to match.'),
    from: scalar.optional().describe('The least value: numbers by size, other texts such as dates by order.'),
    to: scalar.optional().describe('The greatest value.'),
  }).transform((rule) => ({ in: undefined, ...rule })),
]);
export type Condition = z.output<typeof condition>;

export const filters = z
  .record(text, condition)
  .describe('Columns and what they have to be; all of them have to hold.');

export const filterKeys = {
  filters: filters.optional(),
  filters_not: filters.optional().describe('Columns and what they must not be; none of them may hold.'),
};

/** A table of values: what the source writes, and what is meant; null is nothing, a list several values. */
const meaning = z.union([scalar, z.null(), z.array(scalar)]);
export const table = z
  .record(z.string(), meaning)
  .describe('What the source writes, and what is meant by it; null for nothing.');
export type Table = z.output<typeof table>;

export interface ValueSpec {
  column?: string | undefined;
  columns?: string[] | undefined;
  join?: string | undefined;
  literal?: string | undefined;
  literals?: string[] | undefined;
  template?: string | undefined;
  first_of?: ValueSpec[] | undefined;
  date?: { year: ValueSpec; month?: ValueSpec | undefined; day?: ValueSpec | undefined } | undefined;
  interval?: { from: ValueSpec; to: ValueSpec } | undefined;
  entity?: string | undefined;
  keys?: (string | ValueSpec)[] | undefined;
  filters?: Record<string, Condition> | undefined;
  filters_not?: Record<string, Condition> | undefined;
  split?: string[] | undefined;
  nulls?: string[] | undefined;
  lines?: boolean | undefined;
  before?: string | undefined;
  after?: string | undefined;
  between?: [string, string] | undefined;
  pattern?: string | undefined;
  replace?: Record<string, string> | undefined;
  case?: 'upper' | 'lower' | 'title' | 'sentence' | undefined;
  fold?: boolean | undefined;
  lookup?: string | Table | undefined;
  otherwise?: 'refuse' | 'keep' | 'leave_out' | { literal: string } | undefined;
  default?: string | undefined;
  format?: string[] | undefined;
  decimal?: '.' | ',' | undefined;
  thousands?: string | undefined;
  power?: number | undefined;
  round?: number | undefined;
  on_missing?: 'leave_out' | 'refuse' | undefined;
  on_error?: 'leave_out' | 'refuse' | undefined;
}

const nested: z.ZodType<ValueSpec> = z.lazy(() => valueSpec);
export const keyList = z.union([columnName.transform((one) => [one]), z.array(z.union([columnName, nested])).min(1)]);

const ORIGINS = [
  'column',
  'columns',
  'literal',
  'literals',
  'template',
  'first_of',
  'date',
  'interval',
  'entity',
] as const;

/** The keys that say where a value comes from and what is done with it, in the order in which they work. */
export const valueKeys = {
  column: columnName.optional().describe('The column or path that holds it.'),
  columns: z.array(columnName).min(1).optional().describe('Several columns: each a value, or one text with join.'),
  join: z.string().optional().describe('What stands between the texts of columns.'),
  literal: scalar.optional().describe('Always this.'),
  literals: z.array(scalar).min(1).optional().describe('Always these.'),
  template: text.optional().describe('A text with columns in braces: "{title} of {place}".'),
  first_of: z.array(nested).min(1).optional().describe('The first of these that is not empty.'),
  date: strict({ year: nested, month: nested.optional(), day: nested.optional() })
    .optional()
    .describe('A date of its parts.'),
  interval: strict({ from: nested, to: nested }).optional().describe('A time from one date to another.'),
  entity: text.optional().describe('The record that this mapping makes under that name.'),
  keys: keyList.optional().describe('Its keys, where they are not those of this row.'),
  ...filterKeys,
  split: texts.optional().describe('Texts at which it is cut into several values.'),
  nulls: z.array(z.string()).optional().describe('Texts that mean nothing here, instead of those of the query.'),
  lines: z.boolean().optional().describe('Whether line breaks are kept.'),
  before: text.optional().describe('Only what stands before this, or all of it where this is absent.'),
  after: text.optional().describe('Only what stands after this.'),
  between: z.tuple([text, text]).optional().describe('Only what stands between these two.'),
  pattern: text.optional().describe('Only the first group of this regular expression.'),
  replace: z.record(text, z.string()).optional().describe('Texts inside it and what to put in their place.'),
  case: z.enum(['upper', 'lower', 'title', 'sentence']).optional().describe('Capitals or small letters.'),
  fold: z.boolean().optional().describe('Without accents, case and punctuation: for keys of names.'),
  lookup: z.union([text, table]).optional().describe('A table of values, or the name of one in tables.'),
  otherwise: z
    .union([z.enum(['refuse', 'keep', 'leave_out']), strict({ literal: scalar })])
    .optional()
    .describe('What to do with a text that the table does not have; refuse without this.'),
  default: scalar.optional().describe('What it is where nothing is left.'),
  format: texts.optional().describe('How dates are written: DD/MM/YYYY, words, excel, …; the first that fits.'),
  decimal: z.enum(['.', ',']).optional().describe('What stands before the fraction of a number.'),
  thousands: text.optional().describe('What stands between groups of three digits, besides spaces.'),
  power: z
    .int()
    .min(-18)
    .max(18)
    .optional()
    .describe('6 for a column in millions: the number times ten to this power.'),
  round: z.int().min(0).max(9).optional().describe('How many digits after the point are kept.'),
  on_missing: z
    .enum(['leave_out', 'refuse'])
    .optional()
    .describe('What to do where a reference means nothing: leave it out and report it, or refuse the row.'),
  on_error: z
    .enum(['leave_out', 'refuse'])
    .optional()
    .describe('What to do with a value that cannot be taken: leave it out and report it, or refuse the row.'),
};

/** Exactly one origin, and modifiers that go with it. */
export function originProblem(spec: object): string | undefined {
  const given = ORIGINS.filter((key) => key in spec && (spec as Record<string, unknown>)[key] !== undefined);
  if (given.length > 1) return `says both ${given.join(' and ')}: a value has one origin`;
  if (given.length === 0) return `says no origin: one of ${ORIGINS.join(', ')}`;
  const { join, keys, otherwise, lookup } = spec as ValueSpec;
  if (join !== undefined && given[0] !== 'columns') return 'join goes with columns';
  if (keys !== undefined && given[0] !== 'entity') return 'keys goes with entity';
  if (otherwise !== undefined && lookup === undefined) return 'otherwise goes with lookup';
  return undefined;
}

export const hasOneOrigin = <Shape extends z.ZodType>(schema: Shape): Shape =>
  schema.superRefine((spec, context) => {
    const problem = isTable(spec) ? originProblem(spec) : undefined;
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  }) as Shape;

export const valueSpec: z.ZodType<ValueSpec> = hasOneOrigin(strict(valueKeys)) as never;
