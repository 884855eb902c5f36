/** A row, element or object of a file, before the mapping looks at it. */
export interface Row {
  readonly value: unknown;
  /** Where in the file: `row 12`, `/visits/visit[3]`. */
  readonly at: string;
}

/** A row that is not as its format wants it. The rows after it are read where the format allows that. */
export interface Unreadable {
  readonly raw: unknown;
  readonly at: string;
  readonly problem: string;
}

export type ReadRow = Row | Unreadable;

export const isUnreadable = (row: ReadRow): row is Unreadable => 'problem' in row;

/** Called with the bytes that were taken from the file since the last call. */
export type Count = (bytes: number) => void;

/** As much of a broken row as a quarantine needs. */
const LONGEST_RAW = 10_000;
export const cut = (text: string): string => (text.length <= LONGEST_RAW ? text : `${text.slice(0, LONGEST_RAW)}…`);

/** No row may take more memory than this, whatever the file is. */
export const LARGEST_ROW = 64 * 1024 * 1024;
