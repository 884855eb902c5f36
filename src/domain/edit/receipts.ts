import { draftFields } from '../write/draft.js';
import { NameDraft, ReceiptsDraft } from '../write/receipts.draft.js';

class Receipts extends ReceiptsDraft {}

/** Why something is believed that has no reason of its own: for the reason of what it stands in. */
export function receiptsOf(own: object, from: ReceiptsDraft | undefined): ReceiptsDraft {
  const { evidence, attributedTo, modality, claims } = own as Partial<ReceiptsDraft>;
  const inherited = evidence?.length ? undefined : from;
  const receipts = new Receipts();
  const reasons = {
    evidence: evidence?.length ? evidence : inherited?.evidence,
    attributedTo: attributedTo ?? inherited?.attributedTo,
    modality: modality ?? inherited?.modality,
    claims: claims ?? undefined,
  };
  for (const [key, value] of Object.entries(reasons))
    if (value !== undefined) Object.assign(receipts, { [key]: value });
  return receipts;
}

/** Gives every part of a draft that has no evidence that of what it stands in: names too become claims by it. */
export function inheritReceipts(draft: object, from?: ReceiptsDraft): void {
  const isReceipts = draft instanceof ReceiptsDraft;
  const receipts = isReceipts ? receiptsOf(draft, from) : from;
  if (isReceipts && receipts) Object.assign(draft, receipts);
  if (draft instanceof NameDraft && !draft.evidence?.length && receipts?.evidence) draft.evidence = receipts.evidence;
  for (const [key, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const value = (draft as Readonly<Record<string, unknown>>)[key];
    if (!field.part || value == null) continue;
    for (const part of field.list ? (value as readonly object[]) : [value as object]) inheritReceipts(part, receipts);
  }
}
