/** A map that keeps the entries used last and hands the others to `evict`. */
export class RecentlyUsed<Value> {
  readonly #entries = new Map<string, Value>();
  readonly #limit: number;
  readonly #evict: (value: Value) => void;

  constructor(limit: number, evict: (value: Value) => void = () => undefined) {
    this.#limit = limit;
    this.#evict = evict;
  }

  get(key: string): Value | undefined {
    const value = this.#entries.get(key);
    if (value === undefined) return undefined;
    this.#entries.delete(key);
    this.#entries.set(key, value);
    return value;
  }

  set(key: string, value: Value): void {
    this.#entries.set(key, value);
    if (this.#entries.size <= this.#limit) return;
    const [oldest, evicted] = this.#entries.entries().next().value as [string, Value];
    this.#entries.delete(oldest);
    this.#evict(evicted);
  }

  clear(): Value[] {
    const values = [...this.#entries.values()];
    this.#entries.clear();
    return values;
  }
}
