import type { KeyedReads } from '../database/database.js';
import { type Batch, Batching } from '../graphql/execution/batching.js';
import type { Pending } from '../graphql/execution/pending.js';

/** How one relation is read for many keys at once; `batch` answers in the order of its keys, one value a key. */
export interface Loader<Key, Value> {
  batch(keys: readonly Key[], context: Context): Promise<readonly Value[]>;
  /** What makes two keys equal, where a key is more than a number or a string. */
  keyOf?(key: Key): string;
  /** false where no two keys are ever equal. */
  readonly cached?: false;
}

/** What every resolver of one request shares. */
export interface Context {
  /** Questions only read. */
  readonly database: KeyedReads;
  /** The reader's languages, best first, as BCP 47 tags (from Accept-Language). */
  readonly languages: readonly string[];
  load<Key, Value>(loader: Loader<Key, Value>, key: Key): Pending<Value>;
  /** Hands a loader what another statement has read along, so that it need not ask again. */
  prime<Key, Value>(loader: Loader<Key, Value>, key: Key, make: () => Value): void;
  /** The same for a relation that may be absent. */
  loadOptional<Key, Value>(loader: Loader<Key, Value>, key: Key | null): Pending<Value> | null;
}

/** One batch per loader per request: relations are read together, and nothing is kept beyond the request. */
export function createContext(input: { database: KeyedReads; languages: readonly string[] }): Context {
  const batching = new Batching();
  const batches = new Map<object, unknown>();
  function batchOf<Key, Value>(loader: Loader<Key, Value>): Batch<Key, Value> {
    let known = batches.get(loader) as Batch<Key, Value> | undefined;
    if (!known) {
      const { keyOf = (key: Key): unknown => key, cached } = loader;
      known = batching.batch((keys) => loader.batch(keys, context), cached === false ? null : keyOf);
      batches.set(loader, known);
    }
    return known;
  }
  const context: Context = {
    ...input,
    load: (loader, key) => batchOf(loader).load(key),
    prime: (loader, key, make) => batchOf(loader).prime(key, make),
    loadOptional: (loader, key) => (key === null ? null : context.load(loader, key)),
  };
  return context;
}
