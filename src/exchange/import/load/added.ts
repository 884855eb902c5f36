import { draftFields } from '../../../domain/write/draft.js';
import { ReceiptsDraft, type RecordDraft } from '../../../domain/write/receipts.draft.js';

/** Lists that are merged item by item. */
const MERGED = ['names', 'agreements', 'delegations'];

/**
 * What a draft says that a record does not say yet. A list that is one value (codes, topics, a summary in several languages)
 * and holds nothing new says nothing: fewer items are no contradiction, unless more was said `before`.
 */
export function whatIsNew(
  stored: RecordDraft,
  draft: RecordDraft,
  before: ReadonlySet<string | null>,
): Readonly<Record<string, unknown>> {
  const said: Record<string, unknown> = { ...draft };
  for (const [key, { list, part }] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const given = said[key];
    if (
      before.has(key) ||
      !list ||
      !Array.isArray(given) ||
      MERGED.includes(key) ||
      part?.().prototype instanceof ReceiptsDraft
    )
      continue;
    const there = new Set(((stored as never)[key] as unknown[] | undefined)?.map((each) => JSON.stringify(each)));
    if (given.every((each) => there.has(JSON.stringify(each)))) delete said[key];
  }
  return said;
}
