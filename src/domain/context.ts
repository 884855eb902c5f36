import type { Viewer } from '../auth/viewer.js';
import type { Database, KeyedReads } from '../database/database.js';
import { type Batch, Batching, type Memory } from '../graphql/execution/batching.js';
import type { Pending } from '../graphql/execution/pending.js';
import type { Kept } from './kept-rows.js';
import type { RecordType } from './record/record.enums.js';

/** How one relation is read for many keys at once; `batch` answers in the order of its keys, one value a key. */
export interface Loader<Key, Value> {
  batch(keys: readonly Key[], context: Context): Promise<readonly Value[]>;
  /** What makes two keys equal, where a key is more than a number or a string. */
  keyOf?(key: Key): string;
  /** false where no two keys are ever equal. */
  readonly cached?: false;
  /** What it reads depends on the key and the state of the data alone: other requests may have it too. */
  readonly kept?: true;
}

/** A record that a Ref means. */
export interface Found {
  readonly id: number;
  readonly type: RecordType;
  readonly slug: string;
}

/** Says what Refs mean where that is something else than now. */
export interface RefReader {
  hits(ref: string, types: readonly RecordType[]): Promise<readonly Found[]>;
}

/** What every resolver of one request shares. */
export interface Context {
  /** Questions only read. */
  readonly database: KeyedReads;
  /** Where mutations write; null where nothing can be written. */
  readonly writes: Writes | null;
  /** Who asks; null for anybody. */
  readonly viewer: Viewer | null;
  /** The change after which everything is read, where that is of the past; else null. */
  readonly asOf: number | null;
  /** Whether records of the past are looked for among all; otherwise it is asked of a few what they were. */
  readonly seeks: boolean;
  /** What Refs mean; null where they mean what they mean now. */
  readonly refs: RefReader | null;
  /** How standing questions hear of writes; null where none can be asked. */
  readonly pulse: Pulse | null;
  /** Texts for which it has been looked what is near to them, in this operation: that is dear, and done for few. */
  readonly lookedFor: Set<string>;
  /** The reader's languages, best first, as BCP 47 tags (from Accept-Language). */
  readonly languages: readonly string[];
  /** The same for whoever reads after a write: nothing that was read before is remembered. */
  afresh(): Context;
  load<Key, Value>(loader: Loader<Key, Value>, key: Key): Pending<Value>;
  /** Hands a loader what another statement has read along, so that it need not ask again. */
  prime<Key, Value>(loader: Loader<Key, Value>, key: Key, make: () => Value): void;
  /** The same for a relation that may be absent. */
  loadOptional<Key, Value>(loader: Loader<Key, Value>, key: Key | null): Pending<Value> | null;
}

type Writes = Pick<Database, 'write'>;

/** The reads behind those of one request: what others wait for as well, or is remembered for them, does not end with it. */
export const sharedReads = (reads: KeyedReads): KeyedReads => (reads.of ? sharedReads(reads.of) : reads);

/** Tells of writes by any process, to one reader, and lets readers find out together what is the same for all of them. */
export interface Pulse {
  /** Takes one of the places that there are for standing questions; what it gives gives it back. @throws UnavailableError where all are taken. */
  enter(): () => void;
  /** Names the state that the data are in. @throws UnauthenticatedError where the reader may no longer read, UnavailableError where the database is away. */
  state(): Promise<string>;
  /** Ends when the data are, or may be, in another state than that, or when the signal says so. */
  moved(since: string, signal: AbortSignal): Promise<void>;
  /** What `work` finds out: once for all who ask under this key for as long as it is remembered, and never too much at once. */
  once<Value>(key: string, work: () => Promise<Value>): Promise<Value>;
}

export interface ContextInput {
  readonly database: KeyedReads;
  readonly writes?: Writes | null;
  readonly viewer?: Viewer | null;
  readonly asOf?: number | null;
  readonly seeks?: boolean;
  readonly refs?: RefReader | null;
  readonly pulse?: Pulse | null;
  readonly lookedFor?: Set<string>;
  readonly languages: readonly string[];
  /** What other requests have read of the same state of the data; without it, nothing is kept beyond the request. */
  readonly kept?: Kept | undefined;
}

/** One batch per loader per request: relations are read together. */
export function createContext({ kept, ...input }: ContextInput): Context {
  const batching = new Batching();
  const batches = new Map<object, unknown>();
  function batchOf<Key, Value>(loader: Loader<Key, Value>): Batch<Key, Value> {
    let known = batches.get(loader) as Batch<Key, Value> | undefined;
    if (!known) {
      const { keyOf = (key: Key): unknown => key, cached } = loader;
      known = batching.batch({
        read: (keys) => loader.batch(keys, context),
        keyOf: cached === false ? null : keyOf,
        memory: kept && loader.kept && memoryOf(loader, keyOf, kept),
      });
      batches.set(loader, known);
    }
    return known;
  }
  const context: Context = {
    ...input,
    writes: input.writes ?? null,
    viewer: input.viewer ?? null,
    asOf: input.asOf ?? null,
    seeks: input.seeks ?? false,
    refs: input.refs ?? null,
    pulse: input.pulse ?? null,
    lookedFor: input.lookedFor ?? new Set(),
    afresh: () => createContext(input),
    load: (loader, key) => batchOf(loader).load(key),
    prime: (loader, key, make) => batchOf(loader).prime(key, make),
    loadOptional: (loader, key) => (key === null ? null : context.load(loader, key)),
  };
  return context;
}

const memoryOf = <Key, Value>(loader: object, keyOf: (key: Key) => unknown, kept: Kept): Memory<Key, Value> => ({
  recall: (key) => kept.get(loader, keyOf(key) as number | string) as { value: Value } | undefined,
  remember: (key, value) => kept.set(loader, keyOf(key) as number | string, value),
});
