import DataLoader from 'dataloader';
import type { KeyedReads } from '../database/database.js';

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
  load<Key, Value>(loader: Loader<Key, Value>, key: Key): Promise<Value>;
  /** Hands a loader what another statement has read along, so that it need not ask again. */
  prime<Key, Value>(loader: Loader<Key, Value>, key: Key, value: Value): void;
  /** The same for a relation that may be absent. */
  loadOptional<Key, Value>(loader: Loader<Key, Value>, key: Key | null): Promise<Value | null>;
}

/** One DataLoader per definition per request: relations are batched, and nothing is cached beyond the request. */
export function createContext(input: { database: KeyedReads; languages: readonly string[] }): Context {
  const loaders = new Map<Loader<never, unknown>, DataLoader<unknown, unknown, unknown>>();
  function loaderOf<Key, Value>(loader: Loader<Key, Value>) {
    let known = loaders.get(loader) as DataLoader<Key, Value, unknown> | undefined;
    if (!known) {
      const { keyOf } = loader;
      known = new DataLoader<Key, Value, unknown>(async (keys) => await loader.batch(keys, context), {
        cache: loader.cached !== false,
        cacheKeyFn: keyOf ? (each) => keyOf(each) : (each) => each,
      });
      loaders.set(loader, known as DataLoader<unknown, unknown, unknown>);
    }
    return known;
  }
  const context: Context = {
    ...input,
    load: (loader, key) => loaderOf(loader).load(key),
    prime: (loader, key, value) => void loaderOf(loader).prime(key, value),
    loadOptional: async (loader, key) => (key === null ? null : await context.load(loader, key)),
  };
  return context;
}
