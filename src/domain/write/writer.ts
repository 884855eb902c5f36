import type { RecordType } from '../record/record.enums.js';
import type { LocalText, RecordDraft } from './receipts.draft.js';
import type { NewRow, OwnedTable, Table } from './rows.js';
import type { Scope } from './scope.js';

/** How one type of record is written. A draft has been checked and its Refs resolved before; writing asks the database nothing. */
export interface RecordWriter<Draft extends RecordDraft> {
  readonly type: RecordType;
  readonly draft: new () => Draft;
  /** Its own table. */
  readonly table: Table;
  readonly owned: readonly OwnedTable[];
  /** The row of its own table, without the id. */
  row(draft: Draft, scope: Scope): NewRow;
  /** Its properties as text, each of which becomes a claim. */
  values(draft: Draft, scope: Scope): Readonly<Record<string, string | number | null | undefined>>;
  /** Its links, with their claims. */
  links?(draft: Draft, id: number, scope: Scope): void;
  /** The date that lists order it by, as EDTF. */
  date?(draft: Draft): string | undefined;
  summary?(draft: Draft): readonly LocalText[] | undefined;
  /** What the checks of single fields cannot see. */
  problems?(draft: Draft): readonly { readonly path: string; readonly message: string }[];
}

/** Keeps the type of each writer's draft while they stand in one list. */
export const recordWriter = <Draft extends RecordDraft>(writer: RecordWriter<Draft>): RecordWriter<Draft> => writer;
