import type { KeyedReads } from '../database/database.js';

/** What answering an operation has cost so far. */
export interface Work {
  /** When it began, by `performance.now()`. */
  readonly began: number;
  /** Statements to the read side of the database. */
  statements: number;
}

export const newWork = (): Work => ({ began: performance.now(), statements: 0 });

/** The same reads, each of them noted in `work`. */
export const counted = (reads: KeyedReads, work: Work): KeyedReads => ({
  of: reads,
  rows: (columns, body) => {
    work.statements += 1;
    return reads.rows(columns, body);
  },
  rowsPerKey: (keys, columns, body) => {
    work.statements += 1;
    return reads.rowsPerKey(keys, columns, body);
  },
});
