import { z } from 'zod';
import { QuantityDraft } from '../../../domain/agreement/agreement.draft.js';
import { type DeclaredField, draftFields } from '../../../domain/write/draft.js';
import { LocalText, NameDraft } from '../../../domain/write/receipts.draft.js';
import { strict } from './strict.js';
import { filterKeys, hasOneOrigin, type ValueSpec, valueKeys, valueSpec } from './value.schema.js';

type DraftClass = new () => object;

/** A constant, or a value of the row: languages and kinds of names are mostly constants. */
const constantOrValue = z.union([
  z
    .string()
    .min(1)
    .transform((literal): ValueSpec => ({ literal })),
  valueSpec,
]);

export const each = z
  .union([z.string().min(1), valueSpec])
  .describe('The elements of a nested list, or the parts of a text that is split.');

/** A text with its language, and for a name its kind and status. */
export interface TextSpec extends ValueSpec {
  each?: string | ValueSpec | undefined;
  lang?: ValueSpec | undefined;
  kind?: ValueSpec | undefined;
  status?: ValueSpec | undefined;
}
const textKeys = {
  ...valueKeys,
  each: each.optional(),
  lang: constantOrValue.optional().describe('Its language (BCP 47).'),
};
const localText: z.ZodType<TextSpec> = hasOneOrigin(strict(textKeys)) as never;
const nameText: z.ZodType<TextSpec> = hasOneOrigin(
  strict({
    ...textKeys,
    kind: constantOrValue.optional().describe('PRIMARY, ALIAS, FORMER, TRANSLITERATION or ACRONYM.'),
    status: constantOrValue.optional().describe('Whether the name is held to be right.'),
  }),
) as never;

/** A link inside a record: the values of its properties, and for which of the rows it is made. */
export interface PartSpec {
  each?: string | ValueSpec | undefined;
  filters?: ValueSpec['filters'];
  filters_not?: ValueSpec['filters_not'];
  on_error?: 'leave_out' | 'refuse' | undefined;
  [property: string]: unknown;
}

/** One or a list of it, always a list afterwards. The messages are those of the form that was written. */
const listed = <Item>(item: z.ZodType<Item>): z.ZodType<Item[]> =>
  z.union([z.array(item).min(1), item.transform((one) => [one])]) as never;

const claims = z
  .record(
    z.string().min(1),
    strict({
      modality: constantOrValue.optional(),
      status: constantOrValue.optional(),
      attributedTo: valueSpec.optional(),
    }),
  )
  .describe('Properties whose claims differ: how sure the source is, who says so, whether it holds.');
export type ClaimSpecs = z.output<typeof claims>;

function propertySchema(field: DeclaredField): z.ZodType {
  const part = field.part?.();
  if (part === (LocalText as DraftClass)) return listed(localText);
  if (part === (NameDraft as DraftClass)) return listed(nameText);
  if (part) return field.list ? listed(partSchema(part)) : partSchema(part);
  return field.list ? listed(valueSpec) : valueSpec;
}

/** Slugs come from keys, and evidence is the file. */
const OWN = new Set(['slug', 'evidence']);

export function propertyKeys(draft: DraftClass): Record<string, z.ZodType> {
  const keys: Record<string, z.ZodType> = {};
  for (const [name, field] of draftFields(draft.prototype as object)) {
    if (OWN.has(name)) continue;
    keys[name] = (name === 'claims' ? claims : propertySchema(field)).optional().describe(field.description);
  }
  if (draft === QuantityDraft)
    keys['value'] = valueSpec.optional().describe('The exact number, instead of min and max.');
  if ('side' in keys)
    keys['slug'] = valueSpec.optional().describe('Its slug; made of the meeting and the side without this.');
  return keys;
}

const parts = new Map<DraftClass, z.ZodType<PartSpec>>();

function partSchema(draft: DraftClass): z.ZodType<PartSpec> {
  const known = parts.get(draft);
  if (known) return known;
  const schema = strict({
    each: each.optional(),
    ...filterKeys,
    on_error: valueKeys.on_error,
    ...propertyKeys(draft),
  }) as unknown as z.ZodType<PartSpec>;
  parts.set(draft, schema);
  return schema;
}
