import type { Problem } from '../../graphql/input.js';
import { SourceDraft } from '../source/source.draft.js';
import { inside, partsOf } from './parts.js';
import { EvidenceDraft, NameDraft, ReceiptsDraft } from './receipts.draft.js';

/** Nearly all drafts have none. */
const NONE: readonly Problem[] = [];

/** No fact without a source: every record and link points at where it comes from. A source speaks for itself. */
function missing(draft: object): readonly Problem[] {
  const { evidence } = draft as { evidence?: readonly unknown[] };
  if (draft instanceof ReceiptsDraft && !(draft instanceof SourceDraft) && !evidence?.length)
    return [{ path: 'evidence', message: 'is missing: every fact points at a source', code: 'EVIDENCE_REQUIRED' }];
  if (evidence?.length === 0) return [{ path: 'evidence', message: 'is empty: leave it out or point at a source' }];
  return NONE;
}

/** Where evidence is not inherited, a name without it is a label. */
export const problemsOfLabel = (draft: object): readonly Problem[] =>
  draft instanceof NameDraft && draft.status && !draft.evidence
    ? [{ path: 'status', message: 'is that of a claim, and a name without evidence is none' }]
    : NONE;

/** A passage has a beginning and an end after it. */
function misplaced(draft: object): readonly Problem[] {
  if (!(draft instanceof EvidenceDraft)) return NONE;
  const { start, end } = draft;
  if ((start === undefined) !== (end === undefined))
    return [{ path: start === undefined ? 'start' : 'end', message: 'is missing: a passage has both ends' }];
  return start !== undefined && end !== undefined && start >= end
    ? [{ path: 'end', message: `must be greater than start (${start})` }]
    : NONE;
}

/** That somebody who asks has given no evidence. */
export const missingEvidence = (path: string): Problem => ({
  path,
  message:
    'is missing: every fact names its source, as evidence: [{ source: "…" }], with the paragraph or passage where it says so',
  code: 'EVIDENCE_REQUIRED',
});

/** The same problems, for who gives evidence once for all that stands inside: where it is missing is told once too. */
export function evidenceMissingOnce(problems: readonly Problem[]): Problem[] {
  const ownerOf = ({ path }: Problem) => path.replace(/evidence$/, '');
  const owners = problems.filter(({ code }) => code === 'EVIDENCE_REQUIRED').map(ownerOf);
  return problems.flatMap((problem) => {
    if (problem.code !== 'EVIDENCE_REQUIRED') return [problem];
    const own = ownerOf(problem);
    return owners.some((owner) => owner !== own && own.startsWith(owner)) ? [] : [missingEvidence(problem.path)];
  });
}

/** What is wrong with the evidence of a draft, its parts apart. */
export const problemsOfReceipts = (draft: object): readonly Problem[] => {
  const lacking = missing(draft);
  const wrong = misplaced(draft);
  return lacking.length + wrong.length === 0 ? NONE : [...lacking, ...wrong];
};

/** What is wrong with the evidence of a draft and of its parts. */
export const evidenceProblems = (draft: object): Problem[] =>
  partsOf(draft).flatMap(({ part, path }) =>
    problemsOfReceipts(part).map((problem) => ({ ...problem, path: inside(path, problem.path) })),
  );
