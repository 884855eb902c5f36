import type { Example } from './examples.js';

/** What GraphiQL asks of a storage. */
type TabsStorage = Pick<Storage, 'length' | 'getItem' | 'setItem' | 'removeItem' | 'clear'>;

/**
 * The browser's storage under keys of our own: another GraphiQL that was opened on the same address before
 * (development servers like the same ports) would otherwise show its tabs here instead of our examples.
 * Where the browser allows no storage, nothing is kept beyond the visit.
 */
export function openTabsStorage(prefix = 'accord:'): TabsStorage {
  const store = browserStorage() ?? memoryStorage();
  const ownKeys = () => store.keys().filter((key) => key.startsWith(prefix));
  return {
    get length() {
      return ownKeys().length;
    },
    getItem: (key) => store.get(prefix + key),
    setItem: (key, value) => store.set(prefix + key, value),
    removeItem: (key) => store.remove(prefix + key),
    clear: () => ownKeys().forEach(store.remove),
  };
}

/**
 * What the editors show at first. GraphiQL opens the first tab without its variables as long as nothing was typed,
 * so both are given to it until it has stored some of its own.
 */
export function startingTab(
  storage: TabsStorage,
  examples: readonly Example[],
): { initialQuery: string; initialVariables: string } | undefined {
  if (storage.getItem('graphiql:query') !== null) return undefined;
  const tab = storedTab(storage.getItem('graphiql:tabState')) ?? examples[0];
  return tab && { initialQuery: tab.query ?? '', initialVariables: tab.variables ?? '' };
}

function storedTab(state: string | null): { query: string | null; variables: string | null } | undefined {
  try {
    const { tabs, activeTabIndex } = JSON.parse(state ?? '');
    return tabs[activeTabIndex];
  } catch {
    return undefined;
  }
}

interface KeyValues {
  keys(): string[];
  get(key: string): string | null;
  set(key: string, value: string): void;
  remove(key: string): void;
}

function browserStorage(): KeyValues | undefined {
  try {
    const storage = window.localStorage;
    storage.getItem('');
    return {
      keys: () => Object.keys(storage),
      get: (key) => storage.getItem(key),
      set: (key, value) => storage.setItem(key, value),
      remove: (key) => storage.removeItem(key),
    };
  } catch {
    return undefined;
  }
}

function memoryStorage(): KeyValues {
  const values = new Map<string, string>();
  return {
    keys: () => [...values.keys()],
    get: (key) => values.get(key) ?? null,
    set: (key, value) => void values.set(key, value),
    remove: (key) => void values.delete(key),
  };
}
