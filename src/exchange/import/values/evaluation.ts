import type { Problem } from '../../../graphql/input.js';
import type { Flag } from '../fragment.js';
import type { Scope } from './path.js';

/** What comes up while a row is evaluated. */
export interface Evaluation {
  /** The row of the query, whose keys are those of the entities that it makes. */
  readonly row: Scope;
  readonly problems: Problem[];
  readonly flags: Flag[];
}

/** Where in the mapping a problem stands. */
export type MappingPath = readonly (string | number)[];

/** What the parts of a query are compiled with. */
export interface Surroundings {
  readonly nullsOf: (column: string) => ReadonlySet<string>;
  readonly table: (name: string) => Readonly<Record<string, string | readonly string[] | null>> | undefined;
  /** The columns that the rows of a query have to have; null inside elements of rows. */
  readonly columns: Set<string> | null;
  /** The language of texts that say none. */
  readonly lang: string | undefined;
  /** The keys of an entity in the row that is evaluated; undefined where no query has such an entity. */
  readonly keysOf: (entity: string) => ((evaluation: Evaluation) => readonly string[]) | 'ELSEWHERE' | undefined;
  readonly report: (path: MappingPath, message: string) => void;
}

/** Values of a row as texts. */
export type Texts = (scope: Scope, evaluation: Evaluation) => readonly string[];

/** Inside the elements of a nested list. */
export const inElements = (surroundings: Surroundings): Surroundings => ({ ...surroundings, columns: null });
