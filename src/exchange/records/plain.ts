import type { RecordType } from '../../domain/record/record.enums.js';
import { draftFields } from '../../domain/write/draft.js';
import { ReceiptsDraft } from '../../domain/write/receipts.draft.js';
import { fullName, type Plain } from './format.js';

/** Why something is believed stands in the claims of a record. */
const RECEIPTS: readonly string[] = [...draftFields(ReceiptsDraft.prototype).keys()];

/** A record by its slug alone where the field says what type it is. */
const shortName = (types: readonly RecordType[], full: string): string =>
  types.length === 1 ? full.slice(full.indexOf('/') + 1) : full;

/** A Ref of a file with its type. */
export const longName = (types: readonly RecordType[], ref: string): string =>
  ref.includes('/') || !types[0] ? ref : fullName(types[0], ref);

/** A draft that names records in full as plain data, its keys in the order of its class; what is empty is left out. */
export function plainOf(draft: object): Plain {
  const fields = draftFields(Object.getPrototypeOf(draft) as object);
  const skipped = draft instanceof ReceiptsDraft ? RECEIPTS : [];
  const plain: Record<string, unknown> = {};
  for (const [key, { part, list, refers }] of fields) {
    const value = (draft as Plain)[key];
    if (value == null || skipped.includes(key) || (Array.isArray(value) && value.length === 0)) continue;
    if (refers) plain[key] = shortName(refers, String(value));
    else if (!part) plain[key] = value;
    else plain[key] = list ? (value as readonly object[]).map(plainOf) : plainOf(value as object);
  }
  return plain;
}
