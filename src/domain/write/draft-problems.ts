import type { Problem } from '../../graphql/input.js';
import { draftFields, valueProblem } from './draft.js';
import { problemsOfLabel, problemsOfReceipts } from './evidence-problems.js';
import { inside } from './parts.js';

/**
 * What is wrong with a draft that `hydrate` has made and with its parts: what their classes declare, as class-validator
 * would say it for ten times the work, then what is wrong with their evidence. What stands in several places as one object,
 * such as the evidence of a row, is looked at once.
 */
export function draftProblems(draft: object): Problem[] {
  const declared: Problem[] = [];
  const receipts: Problem[] = [];
  look(draft, '', new Set(), { declared, receipts });
  return [...declared, ...receipts];
}

function look(
  draft: object,
  path: string,
  seen: Set<object>,
  found: { readonly declared: Problem[]; readonly receipts: Problem[] },
): void {
  if (seen.has(draft)) return;
  seen.add(draft);
  for (const problem of problemsOfReceipts(draft))
    found.receipts.push({ ...problem, path: inside(path, problem.path) });
  for (const problem of problemsOfLabel(draft)) found.receipts.push({ ...problem, path: inside(path, problem.path) });
  for (const [key, field] of draftFields(Object.getPrototypeOf(draft) as object)) {
    const { required, part, list } = field;
    const value = (draft as Readonly<Record<string, unknown>>)[key];
    if (value == null) {
      if (required) found.declared.push({ path: inside(path, key), message: 'is missing' });
      continue;
    }
    const message = valueProblem(field, value);
    if (message !== null) found.declared.push({ path: inside(path, key), message });
    if (!part) continue;
    if (!list) look(value as object, inside(path, key), seen, found);
    else if (!seen.has(value as object)) {
      seen.add(value as object);
      (value as readonly object[]).forEach((each, index) => {
        look(each, inside(inside(path, key), index), seen, found);
      });
    }
  }
}
