import type { ClaimStatus } from '../claim/claim.enums.js';
import type { Folded } from './fold-links.js';
import type { ImportedKey } from './imported-keys.js';

/** What a merge moved in other records, so that it can be taken back row by row, whatever else has become of them. */
export interface Moved {
  /** The id of the record that it was merged into, and the change that this was for it. */
  readonly into: number;
  readonly change: number;
  /** The change that left that record as the merge did: the same, or a later one that was undone. Nothing may have been built on it. */
  readonly standing: number;
  /** Rows that named it, by `table.column`. */
  readonly rows: Readonly<Record<string, readonly number[]>>;
  /** Meetings that were about both agreements already. */
  readonly both: readonly number[];
  /** Claims whose value was its slug. */
  readonly values: readonly number[];
  /** Claims that contradicted each other only by naming one record in two ways: id, status before and after. */
  readonly settled: readonly (readonly [claim: number, before: ClaimStatus, after: ClaimStatus])[];
  /** Links that named it beside the same ones of the other: not there in merges of before this was noted. */
  readonly folded?: readonly Folded[];
  /** Records that had been merged into it. */
  readonly aliases: readonly number[];
  /** What imports had noted of it. */
  readonly imported: readonly ImportedKey[];
}
