import { Pending } from './pending.js';

type Read<Key, Value> = (keys: readonly Key[]) => Promise<readonly Value[]>;

export interface BatchOptions<Key, Value> {
  /** Answers in the order of its keys, one value a key. */
  readonly read: Read<Key, Value>;
  /** Tells which keys are equal; null says that none are. */
  readonly keyOf: ((key: Key) => unknown) | null;
  /** What is remembered from elsewhere, and is told what was read. */
  readonly memory?: Memory<Key, Value> | undefined;
}

export interface Memory<Key, Value> {
  recall(key: Key): { readonly value: Value } | undefined;
  remember(key: Key, value: Value): void;
}

/** Collects what is asked for one by one, until nothing else can go on, and has each batch read it at once. */
export class Batching {
  readonly #filled = new Set<{ readNow(): Promise<void> }>();
  #isScheduled = false;

  batch<Key, Value>(options: BatchOptions<Key, Value>): Batch<Key, Value> {
    const batch: Batch<Key, Value> = new Batch(options, () => this.#schedule(batch));
    return batch;
  }

  #schedule(batch: { readNow(): Promise<void> }): void {
    this.#filled.add(batch);
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    // A tick that is asked for by a microtask comes after all other microtasks: whoever can ask for more has done so.
    queueMicrotask(() => process.nextTick(() => this.#readAll()));
  }

  #readAll(): void {
    this.#isScheduled = false;
    const filled = [...this.#filled];
    this.#filled.clear();
    for (const batch of filled) void batch.readNow();
  }
}

/** One relation: what has been asked for, and what is known. */
export class Batch<Key, Value> {
  readonly #read: Read<Key, Value>;
  readonly #keyOf: ((key: Key) => unknown) | null;
  readonly #memory: Memory<Key, Value> | undefined;
  readonly #onFilled: () => void;
  readonly #known = new Map<unknown, Pending<Value>>();
  #keys: Key[] = [];
  #asked: Pending<Value>[] = [];

  constructor({ read, keyOf, memory }: BatchOptions<Key, Value>, onFilled: () => void) {
    this.#read = read;
    this.#keyOf = keyOf;
    this.#memory = memory;
    this.#onFilled = onFilled;
  }

  load(key: Key): Pending<Value> {
    const identity = this.#keyOf?.(key);
    const known = this.#keyOf && this.#known.get(identity);
    if (known) return known;
    const remembered = this.#memory?.recall(key);
    const asked = remembered ? Pending.of(remembered.value) : new Pending<Value>();
    if (this.#keyOf) this.#known.set(identity, asked);
    if (remembered) return asked;
    if (this.#keys.length === 0) this.#onFilled();
    this.#keys.push(key);
    this.#asked.push(asked);
    return asked;
  }

  /** Sets what is known already of a key that nobody has asked for yet. */
  prime(key: Key, make: () => Value): void {
    const identity = this.#keyOf?.(key);
    if (!this.#keyOf || this.#known.has(identity)) return;
    const remembered = this.#memory?.recall(key);
    const value = remembered ? remembered.value : make();
    if (!remembered) this.#memory?.remember(key, value);
    this.#known.set(identity, Pending.of(value));
  }

  async readNow(): Promise<void> {
    const [keys, asked] = [this.#keys, this.#asked];
    this.#keys = [];
    this.#asked = [];
    try {
      const values = await this.#read(keys);
      if (values.length !== keys.length) throw new Error(`a batch of ${keys.length} keys gave ${values.length} values`);
      for (let i = 0; i < asked.length; i++) {
        this.#memory?.remember(keys[i] as Key, values[i] as Value);
        asked[i]?.keep(values[i] as Value);
      }
    } catch (error) {
      for (const pending of asked) if (!pending.isSettled) pending.break(error);
    }
  }
}
