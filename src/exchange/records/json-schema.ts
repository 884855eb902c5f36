import { Float, Int } from 'type-graphql';
import { writerOf } from '../../domain/document/writers.js';
import { DelegationDraft } from '../../domain/meeting/meeting.draft.js';
import type { RecordType } from '../../domain/record/record.enums.js';
import { type DeclaredField, draftFields } from '../../domain/write/draft.js';
import { NameDraft, ReceiptsDraft } from '../../domain/write/receipts.draft.js';
import { ClaimDraft, MOMENT } from './claim.draft.js';
import { HEADER, TYPE_ORDER } from './format.js';

type Schema = Readonly<Record<string, unknown>>;
type Class = abstract new () => object;

const SLUG = '[a-z0-9]+(-[a-z0-9]+)*';
const RECEIPTS = [...draftFields(ReceiptsDraft.prototype).keys()];

/** What a file says elsewhere. */
const LEFT_OUT = new Map<Class, readonly string[]>([[NameDraft, ['evidence', 'status']]]);

const nameOf = (Draft: Class) => Draft.name.replace(/Draft$/, '');

/** How a field names a record: by slug, or with its type where it can be one of several. */
function refSchema(types: readonly RecordType[]): Schema {
  const before = types.length === 1 ? '' : `(${types.map((type) => type.toLowerCase()).join('|')})/`;
  return { type: 'string', pattern: `^${before}${SLUG}$` };
}

function valueSchema({ refers, part, type }: DeclaredField, use: (Draft: Class) => Schema): Schema {
  if (refers) return refSchema(refers);
  if (part) return use(part());
  const given = type();
  if (given === Float) return { type: 'number' };
  if (given === Int) return { type: 'integer' };
  return typeof given === 'object' && !('serialize' in given) ? { enum: Object.values(given) } : { type: 'string' };
}

function objectSchema(
  Draft: Class,
  use: (Draft: Class) => Schema,
  more: Readonly<Record<string, Schema>> = {},
): Schema {
  const left = [...(Draft.prototype instanceof ReceiptsDraft ? RECEIPTS : []), ...(LEFT_OUT.get(Draft) ?? [])];
  const fields = [...draftFields(Draft.prototype as object)].filter(([key]) => !left.includes(key));
  const properties = fields.map(([key, field]) => {
    const value = valueSchema(field, use);
    return [key, { description: field.description, ...(field.list ? { type: 'array', items: value } : value) }];
  });
  const required = fields.filter(([, field]) => field.required).map(([key]) => key);
  return {
    type: 'object',
    properties: { ...Object.fromEntries(properties), ...more },
    required: [...required, ...['type', 'recordedAt', 'claims'].filter((key) => key in more)],
    additionalProperties: false,
  };
}

/** What stands beside the properties of a record. */
const beside = (use: (Draft: Class) => Schema) => ({
  aliases: {
    description: 'The slugs of records that were merged into it.',
    type: 'array',
    items: { type: 'string', pattern: `^${SLUG}$` },
  },
  recordedAt: { description: 'When it was first recorded.', type: 'string', pattern: MOMENT.source },
  claims: { description: 'All that is claimed of it, in the order of entry.', type: 'array', items: use(ClaimDraft) },
});

const DATA = { description: 'The value as JSON, where its text does not say all of it.' };

/** The JSON Schema of one line of a file of records, made from what the program itself checks lines by. */
function recordsSchema(): Schema {
  const parts = new Map<string, Schema>();
  const use = (Draft: Class): Schema => {
    const name = nameOf(Draft);
    if (!parts.has(name)) {
      parts.set(name, {});
      const more = Draft === DelegationDraft ? beside(use) : Draft === ClaimDraft ? { data: DATA } : {};
      parts.set(name, objectSchema(Draft, use, more));
    }
    return { $ref: `#/$defs/${name}` };
  };
  const records = TYPE_ORDER.map((type) =>
    objectSchema(writerOf(type).draft, use, { type: { const: type }, ...beside(use) }),
  );
  const header = {
    type: 'object',
    properties: { format: { const: HEADER.format }, version: { const: HEADER.version } },
    required: ['format', 'version'],
    additionalProperties: false,
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'One line of a file of Accord records',
    description: 'The first line is the header, every other one a record with all that is claimed of it.',
    anyOf: [header, ...records],
    $defs: Object.fromEntries(parts),
  };
}

/** The same as the text of `schema/records.schema.json`. */
export const printRecordsSchema = (): string => `${JSON.stringify(recordsSchema(), null, 2)}\n`;
