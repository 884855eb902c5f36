import type { RecordType } from '../../../domain/record/record.enums.js';

/** A name that means nothing that is known, or several things. */
export interface Unresolved {
  readonly name: string;
  /** What it could have meant. */
  readonly types: readonly RecordType[];
  /** How many values, links or records could not be taken because of it. */
  readonly count: number;
  /** Slugs of what is called nearly so, or of what it can mean. */
  readonly near: readonly string[];
  /** Where it stands first. */
  readonly first: string;
}

/** Why rows, records, values or links could not be taken, other than for a name that means nothing. */
export interface Reason {
  /** How many could not for this reason. */
  readonly count: number;
  /** The name of the record in the mapping; null where a row cannot be read at all. */
  readonly record: string | null;
  /** Of the first of them, as the message. */
  readonly property: string;
  readonly message: string;
  /** Where the first of them stands. */
  readonly first: string;
}

/** One thing that the report tells of a record. */
export interface Noted {
  readonly record: string;
  readonly key: string;
  readonly where: string;
  readonly property: string;
  readonly message: string;
}

export interface Counted {
  count: number;
  /** The first ones. */
  readonly first: Noted[];
}

/** What became of an import; all but `leftOut` counts records, or rows where no record could be made of them. */
export interface ImportReport {
  readonly dryRun: boolean;
  created: number;
  updated: number;
  unchanged: number;
  /** Somebody has taken them out since: they stay out. */
  kept: number;
  quarantined: number;
  /** Records that these files do not make any more, of which everything that the import said was taken back. */
  retracted: number;
  /** Values and links that were left out of records that were taken. */
  leftOut: number;
  /** Values that were taken although they look impossible. */
  readonly flags: Counted;
  /** Values of later rows that say otherwise than the first row of the same key, which counts. */
  readonly disagreements: Counted;
  /** Records of an earlier run that these files do not make any more; they stay. */
  readonly vanished: Counted;
  /** Why something was put aside, but for names that mean nothing. */
  readonly reasons: readonly Reason[];
  /** How many more were put aside for reasons that are not listed. */
  readonly reasonsMore: number;
  readonly unresolved: readonly Unresolved[];
  /** How many more names are not resolved than are listed. */
  readonly unresolvedMore: number;
  /** The file with what could not be taken; null where everything was, and for a dry run. */
  readonly quarantine: string | null;
  readonly seconds: number;
}

const nothing = (): Counted => ({ count: 0, first: [] });

export const emptyReport = (dryRun: boolean): ImportReport => ({
  dryRun,
  created: 0,
  updated: 0,
  unchanged: 0,
  kept: 0,
  quarantined: 0,
  retracted: 0,
  leftOut: 0,
  flags: nothing(),
  disagreements: nothing(),
  vanished: nothing(),
  reasons: [],
  reasonsMore: 0,
  unresolved: [],
  unresolvedMore: 0,
  quarantine: null,
  seconds: 0,
});

export interface Progress {
  readonly stage: 'reading' | 'writing';
  /** What the rows say of records, then records. */
  readonly done: number;
  /** Null where it is not known yet. */
  readonly total: number | null;
}
