import type { Transaction } from '../../database/database.js';
import { asInputError } from '../../graphql/input.js';
import { refsOf } from '../write/parts.js';
import { refKey, type Target } from '../write/scope.js';
import { wrongRefs } from '../write/write.service.js';
import { type Asked, below, problemsOfSaying } from './mistakes.js';
import type { DeleteInput } from './mutation.input.js';

const WITHOUT_REASON = {
  path: 'input.reason',
  message: 'is missing: a deletion says why, in words here or by evidence',
  code: 'EVIDENCE_REQUIRED',
} as const;

/** What is wrong with an input that takes something out. */
export const askedOfRemoval = (input: DeleteInput): Asked => ({
  refs: refsOf(input).map(below),
  problems: [
    ...(input.reason?.trim() || input.evidence?.length ? [] : [WITHOUT_REASON]),
    ...problemsOfSaying(input, true),
  ],
});

/** Why something is taken out, for the history: in words, and by which passages. @throws AccordError naming everything that is wrong. */
export async function reasonOf(tx: Transaction, { reason, evidence }: DeleteInput, asked: Asked): Promise<string> {
  const targets = new Map<string, Target>();
  const wrong = [...asked.problems, ...(await wrongRefs(tx, asked.refs, targets))];
  if (wrong.length > 0) throw asInputError(wrong);
  const passages = (evidence ?? []).map(({ source, paragraph }) =>
    [targets.get(refKey(['SOURCE'], source))?.slug, paragraph && `paragraph ${paragraph}`].filter(Boolean).join(', '),
  );
  return [reason?.trim(), passages.length > 0 && `(${passages.join('; ')})`].filter(Boolean).join(' ');
}
