import type { Problem } from '../../graphql/input.js';
import { SourceDraft } from '../source/source.draft.js';
import { draftFields } from './draft.js';
import { ReceiptsDraft } from './receipts.draft.js';

/** No fact without a source: every record and link points at where it comes from. A source speaks for itself. */
export function missingEvidence(draft: object, path = ''): Problem[] {
  const problems: Problem[] = [];
  if (draft instanceof ReceiptsDraft && !(draft instanceof SourceDraft) && !draft.evidence?.length)
    problems.push({ path: `${path}${path && '.'}evidence`, message: 'is missing: every fact points at a source' });
  for (const [key, { part }] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const value = (draft as Readonly<Record<string, unknown>>)[key];
    if (!part || !Array.isArray(value)) continue;
    value.forEach((item: object, index) => {
      problems.push(...missingEvidence(item, `${path}${path && '.'}${key}[${index}]`));
    });
  }
  return problems;
}
