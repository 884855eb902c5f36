/** Numbers that are the same for the same seed on every machine. */
export function random(seed: number): {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `count`. */
  below(count: number): number;
  pick<Item>(list: readonly Item[]): Item;
  skewedBelow(count: number): number;
  skewed<Item>(list: readonly Item[]): Item;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
};
