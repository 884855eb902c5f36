import type { RecordType } from '../../domain/record/record.enums.js';

/** Where something stands in a file: for evidence, quarantine and messages. */
export interface Place {
  /** The file's base name. */
  readonly file: string;
  /** SHA-256 of the file's bytes, in hexadecimal. */
  readonly hash: string;
  /** `row 12`, `sheet Data row 12`, `/visits/visit[3]`, `line 7`. */
  readonly at: string;
}

/**
 * What stands in the place of a Ref: a record that the same mapping makes, or a text that is to be resolved as in a
 * question, after the mapping's aliases. Where the text means nothing, or several records, LEAVE_OUT leaves out the
 * property, or the link that cannot be without it, and reports it; REFUSE refuses the fragment.
 */
export type Mention =
  | { readonly record: string; readonly key: string }
  | { readonly ref: string; readonly onMissing: OnMissing };
export type OnMissing = 'LEAVE_OUT' | 'REFUSE';

/** The code of a value that was left out because the mapping says so. */
export const LEFT_OUT = 'LEFT_OUT';

/** A value that is kept although it looks impossible, or that was left out. */
export interface Flag {
  /** Path inside the record's fields, such as `amounts[0].currency`. */
  readonly property: string;
  readonly code: string;
  readonly message: string;
}

/** What one row says of one record. All fragments of one name and key are one record, whatever file they come from. */
export interface Fragment {
  /** The name of the record's block in the mapping. */
  readonly record: string;
  /** Identity within the import: the joined values of its keys. */
  readonly key: string;
  /** The slug that it is to have where it is new. Unlike keys have unlike slugs, unless a template of the mapping makes them. */
  readonly slug: string;
  /** For blocks that join existing records: texts to resolve as in a question; the first that means one record wins. */
  readonly means: readonly string[];
  /**
   * The plain object of its draft (src/domain/TYPE/TYPE.draft.ts), every Ref a Mention, links as lists, without slug and
   * evidence. A delegation inside a meeting has its slug: equal slugs are one delegation.
   */
  readonly fields: Readonly<Record<string, unknown>>;
  /** The sources that this row names for itself; empty where the mapping's source is the only one. */
  readonly sources: readonly Mention[];
  readonly place: Place;
  readonly flags: readonly Flag[];
}

/** What cannot be taken, for the quarantine. */
export interface Refused {
  /** The record of the mapping that it was to be; null where the row itself cannot be read. */
  readonly record: string | null;
  readonly row: unknown;
  readonly place: Place;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
}

export const isRefused = (item: Fragment | Refused): item is Refused => 'problems' in item;

/**
 * How the records of a block relate to those that are there before: CREATE makes its own, EXISTING must mean one that is
 * there (and is refused otherwise), EITHER joins one that is there, else makes a new one.
 */
export type Match = 'CREATE' | 'EXISTING' | 'EITHER';

export interface RecordBlock {
  readonly type: RecordType;
  readonly match: Match;
}

/** A text that a source writes for a record: its slug or code, or null for "means nothing here". */
export interface Alias {
  /** For Refs to these types only; null for all. */
  readonly types: readonly RecordType[] | null;
  readonly text: string;
  readonly ref: string | null;
}

/** What the loader has to know of a mapping; `readMapping` gives more, for `fragmentsOf`. */
export interface Mapping {
  /** Base name of its file. */
  readonly name: string;
  /** SHA-256 of its text: another mapping of the same files is another import. */
  readonly hash: string;
  /** The plain draft of the source that everything comes from, without evidence; it has a slug. */
  readonly source: Readonly<Record<string, unknown>>;
  /** The record blocks by their names, in the order in which they are first named. */
  readonly records: ReadonlyMap<string, RecordBlock>;
  readonly aliases: readonly Alias[];
}

/** A file that is read, hashed before the first row is. */
export interface InputFile {
  readonly path: string;
  readonly name: string;
  readonly hash: string;
  readonly size: number;
}

/** How far the reading is; `bytes` of `size` over all files and queries that are read. */
export interface Progress {
  readonly file: string;
  readonly bytes: number;
  readonly size: number;
  readonly rows: number;
}

export interface ReadOptions {
  /** Told of every row or element that the filters of its query let through and of which no record is made. */
  readonly onEmpty?: () => void;
  readonly onProgress?: (progress: Progress) => void;
}

/**
 * `fragmentsOf` in fragments.ts: everything that the files say, row by row. What cannot be taken comes as Refused; a
 * file that cannot be read at all is an InputError that names it.
 */
export type FragmentsOf<Own extends Mapping = Mapping> = (
  mapping: Own,
  files: readonly InputFile[],
  options?: ReadOptions,
) => AsyncIterable<Fragment | Refused>;
