import { InputError } from '../../errors.js';
import { type Problem, problemsOf } from '../../graphql/input.js';
import type { Context } from '../context.js';
import { writerOf } from '../document/writers.js';
import { receiptsOf } from '../edit/receipts.js';
import { proposeRecords } from '../proposal/propose.service.js';
import type { RecordType } from '../record/record.enums.js';
import type { BatchItem } from '../write/batch.js';
import { enterRecords } from '../write/write.service.js';
import type { RecordReportInput } from './report.input.js';
import { claimsOfNew, draftOfInput, isProposal, mutate } from './write-record.service.js';

/** The lists of a report with the type of what is in them. */
const PARTS = [
  ['sources', 'SOURCE'],
  ['places', 'PLACE'],
  ['organizations', 'ORGANIZATION'],
  ['people', 'PERSON'],
  ['commodities', 'COMMODITY'],
  ['agreements', 'AGREEMENT'],
  ['meetings', 'MEETING'],
] as const satisfies readonly (readonly [keyof RecordReportInput, RecordType])[];

export interface Reported {
  readonly records: readonly { readonly id: number; readonly type: RecordType }[];
  readonly claims: readonly number[];
  /** It waits to be accepted. */
  readonly isProposal?: true;
}

function itemsOf(input: RecordReportInput, problems: Problem[]): BatchItem[] {
  const receipts = receiptsOf(input, undefined);
  return PARTS.flatMap(([key, type]) =>
    (input[key] ?? []).map((given, position): BatchItem => {
      const path = `input.${key}[${position}]`;
      const draft = draftOfInput(type, given, path, problems, receipts);
      return { writer: writerOf(type), draft, place: '', path, position, within: null };
    }),
  );
}

/** Enters all that a report says, or nothing. @throws AccordError naming everything that is wrong. */
export const recordReport = (context: Context, input: RecordReportInput): Promise<Reported> =>
  mutate(context, 'contributor', 'recordReport', input, async (tx, viewer) => {
    const problems = problemsOf(input, 'input');
    const items = itemsOf(input, problems);
    if (items.length === 0)
      throw new InputError(`input: says nothing: give at least one of ${PARTS.map(([key]) => key).join(', ')}.`, {
        argument: 'input',
      });
    const origin = { by: viewer.name, reason: input.reason ?? null };
    if (isProposal(viewer)) return { ...(await proposeRecords(tx, items, origin, problems)), isProposal: true };
    const entered = await enterRecords(tx, items, origin, problems);
    const records = entered.map(({ id, writer }) => ({ id, type: writer.type }));
    return {
      records,
      claims: await claimsOfNew(
        tx,
        records.map(({ id }) => id),
      ),
    };
  });
