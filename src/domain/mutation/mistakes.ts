import type { Transaction } from '../../database/database.js';
import { asInputError, type Problem, problemsOf, problemsOfError } from '../../graphql/input.js';
import { refuseWhatWaits } from '../proposal/waiting.js';
import type { RecordType } from '../record/record.enums.js';
import { evidenceProblems, missingEvidence } from '../write/evidence-problems.js';
import { type DraftRef, inside } from '../write/parts.js';
import type { EvidenceDraft } from '../write/receipts.draft.js';
import { refKey } from '../write/scope.js';
import { lookUp, wrongRefs } from '../write/write.service.js';

/** What is known to be wrong with an input, and what in it has still to be looked up. */
export interface Asked {
  readonly refs: readonly DraftRef[];
  readonly problems: readonly Problem[];
}

export const below = <Each extends { readonly path: string }>(each: Each): Each => ({
  ...each,
  path: inside('input', each.path),
});

/** What is wrong with an input that says something, its Refs apart. */
export const problemsOfSaying = (
  input: object & { readonly evidence?: readonly EvidenceDraft[] | null },
  speaksForItself = false,
): Problem[] => [
  ...(input.evidence?.length || speaksForItself ? [] : [missingEvidence('input.evidence')]),
  ...problemsOf(input, 'input'),
  ...evidenceProblems(input)
    .filter(({ path }) => path !== 'evidence')
    .map(below),
];

/** What `work` finds for an input that is right by itself. @throws AccordError naming all that is wrong with either. */
export async function ofRight<T>(tx: Transaction, input: object, work: () => Promise<T>): Promise<T> {
  const problems = problemsOf(input, 'input');
  const found = await amongOthers(tx, { refs: [], problems }, work);
  if (problems.length > 0) throw asInputError(problems);
  return found;
}

/** What `work` gives. @throws what it throws; where that is a mistake, with all others. */
export async function amongOthers<T>(tx: Transaction, asked: Asked, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const own = problemsOfError(error);
    if (own.length === 0) throw error;
    const all = [...own, ...asked.problems, ...(await wrongRefs(tx, asked.refs))];
    throw all.length > own.length ? asInputError(all) : error;
  }
}

/** The record that an input names, as id. @throws AccordError naming what else is wrong as well, InputError where it waits to be accepted. */
export const idOfRef = (
  tx: Transaction,
  type: RecordType,
  ref: string,
  { path = 'input.ref', ...asked }: Asked & { readonly path?: string } = { refs: [], problems: [] },
): Promise<number> =>
  amongOthers(tx, asked, async () => {
    try {
      const targets = await lookUp(tx, [{ ref, types: [type], path }], (at) => at);
      return targets.get(refKey([type], ref))?.id as number;
    } catch (error) {
      await refuseWhatWaits(tx, ref, [type], path);
      throw error;
    }
  });
