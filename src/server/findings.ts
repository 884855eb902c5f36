import { LRUCache } from 'lru-cache';

/** What is remembered, in values: numbers, texts and the objects that hold them, some hundred bytes each at most. */
const MOST = 200_000;
/** Pieces of work that run at once: the questions of others shall find room between them. */
const AT_ONCE = 2;

/** Values in a value, as far as two levels down: a list of transactions is one of lists of changes. */
const sizeOf = (value: unknown, levels = 2): number => {
  if (levels === 0 || typeof value !== 'object' || value === null) return 1;
  let size = 1;
  for (const part of Object.values(value)) size += sizeOf(part, levels - 1);
  return size;
};

/** What was found out about the history, which never changes, for all who want to know the same. */
export class Findings {
  readonly #found = new LRUCache<string, { readonly value: unknown }>({
    maxSize: MOST,
    sizeCalculation: ({ value }) => sizeOf(value),
  });
  readonly #running = new Map<string, Promise<unknown>>();
  readonly #queue: (() => void)[] = [];
  #busy = 0;

  /** What `work` gives, from memory or else from one run for all who ask at once. @throws what it throws; that is not remembered. */
  once<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const found = this.#found.get(key);
    if (found) return Promise.resolve(found.value as Value);
    const running = this.#running.get(key) ?? this.#run(key, work);
    return running as Promise<Value>;
  }

  #run<Value>(key: string, work: () => Promise<Value>): Promise<Value> {
    const running = this.#inTurn(work)
      .then((value) => {
        this.#found.set(key, { value });
        return value;
      })
      .finally(() => this.#running.delete(key));
    this.#running.set(key, running);
    return running;
  }

  async #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    if (this.#busy >= AT_ONCE) await new Promise<void>((go) => this.#queue.push(go));
    else this.#busy += 1;
    try {
      return await work();
    } finally {
      const next = this.#queue.shift();
      // Who comes next takes over the place.
      if (next) next();
      else this.#busy -= 1;
    }
  }
}
