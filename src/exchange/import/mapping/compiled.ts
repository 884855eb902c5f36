import type { Fragment, Mapping, Place } from '../fragment.js';
import type { Holds } from '../values/conditions.js';
import type { Each } from '../values/each.js';
import type { Evaluation } from '../values/evaluation.js';
import type { Scope } from '../values/path.js';
import type { ReaderSpec } from './reader.schema.js';

/** A record that each row of a query makes. */
export interface Entity {
  readonly name: string;
  /** The records of one row that there are to be; more than one where the entity has `each`. */
  readonly fragments: (evaluation: Evaluation, place: Place) => readonly Fragment[];
}

export interface Join {
  readonly name: string;
  readonly files: readonly string[] | undefined;
  readonly reader: ReaderSpec;
  readonly key: (scope: Scope) => readonly string[];
  readonly on: (scope: Scope) => readonly string[];
}

/** A part of a mapping that reads files of one form. */
export interface Query {
  readonly files: readonly string[] | undefined;
  readonly reader: ReaderSpec;
  readonly joins: readonly Join[];
  /** The columns that a table has to have. */
  readonly columns: ReadonlySet<string>;
  readonly each: Each | null;
  readonly holds: Holds | null;
  readonly entities: readonly Entity[];
}

export interface CompiledMapping extends Mapping {
  readonly queries: readonly Query[];
  /** The folder from which the files of its queries are named. */
  readonly folder: string;
}
