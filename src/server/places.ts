/** Places for what stays open: so many in all, and so many for one address. */
export class Places {
  readonly #most: number;
  readonly #mostOfOne: number;
  readonly #ofAddress = new Map<string, number>();
  #taken = 0;

  constructor(most: number, mostOfOne: number) {
    this.#most = most;
    this.#mostOfOne = mostOfOne;
  }

  get taken(): number {
    return this.#taken;
  }

  /** Whether there is one for an address. */
  has(address: string): boolean {
    return this.#taken < this.#most && (this.#ofAddress.get(address) ?? 0) < this.#mostOfOne;
  }

  /** Takes one. @returns what gives it back. */
  take(address: string): () => void {
    this.#taken += 1;
    this.#ofAddress.set(address, (this.#ofAddress.get(address) ?? 0) + 1);
    return () => {
      this.#taken -= 1;
      const left = (this.#ofAddress.get(address) ?? 1) - 1;
      if (left === 0) this.#ofAddress.delete(address);
      else this.#ofAddress.set(address, left);
    };
  }
}
