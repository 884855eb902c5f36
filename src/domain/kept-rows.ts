import { LRUCache } from 'lru-cache';

/** What loaders have read of one state of the data, for other requests that see the same state. */
export interface Kept {
  get(loader: object, key: number | string): { readonly value: unknown } | undefined;
  set(loader: object, key: number | string, value: unknown): void;
}

/** What a cache has given and lacked so far, and what it holds now, in bytes. */
export interface CacheFigures {
  readonly hits: number;
  readonly misses: number;
  readonly bytes: number;
}

/** About what a value takes, in bytes. */
function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 24 + 2 * value.length;
  if (typeof value !== 'object' || value === null) return 8;
  let size = 48;
  for (const part of Object.values(value)) size += sizeOf(part);
  return size;
}

/**
 * Rows kept in memory for as long as nothing is written. Who asks names the state that the data was in when his request came:
 * rows of another state are forgotten, and rows that an older request still brings go nowhere. So every row that is given is
 * as new as the state that its request saw, just as if it had been read.
 */
export class KeptRows {
  readonly #bytes: number;
  #state: string | undefined;
  #kept: RowsOfOneState | undefined;
  readonly #asked = { hits: 0, misses: 0 };

  /** @param bytes of all that is kept, more than 0. */
  constructor(bytes: number) {
    this.#bytes = bytes;
  }

  /** @param state undefined where there is no telling: nothing is kept then. */
  at(state: string | undefined): Kept | undefined {
    if (state === undefined) return undefined;
    if (state !== this.#state || !this.#kept) {
      this.#state = state;
      this.#kept = rowsOfOneState(this.#bytes, this.#asked);
    }
    return this.#kept;
  }

  figures(): CacheFigures {
    return { ...this.#asked, bytes: this.#kept?.bytes() ?? 0 };
  }
}

// Loaders are told apart by number: a number is a cheaper key than a text.
const numbers = new WeakMap<object, number>();
let last = 0;
const LOADERS = 1_000;

function keyOf(loader: object, key: number | string): number | string {
  let number = numbers.get(loader);
  if (number === undefined) {
    last += 1;
    number = last;
    numbers.set(loader, number);
  }
  return typeof key === 'number' && number < LOADERS ? key * LOADERS + number : `${number} ${key}`;
}

/** About what an entry costs besides its value, in bytes. */
const ENTRY_BYTES = 150;

interface RowsOfOneState extends Kept {
  bytes(): number;
}

function rowsOfOneState(bytes: number, asked: { hits: number; misses: number }): RowsOfOneState {
  const rows = new LRUCache<number | string, { readonly value: unknown }>({
    maxSize: bytes,
    sizeCalculation: ({ value }) => ENTRY_BYTES + sizeOf(value),
  });
  return {
    get(loader, key) {
      const row = rows.get(keyOf(loader, key));
      if (row) asked.hits += 1;
      else asked.misses += 1;
      return row;
    },
    set: (loader, key, value) => void rows.set(keyOf(loader, key), { value }),
    bytes: () => rows.calculatedSize,
  };
}
