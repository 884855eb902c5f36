// Numbers that are the same for the same seed on every machine (mulberry32).
export function random(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (count) => Math.floor(next() * count);
  const skewedBelow = (count) => Math.floor(next() ** 3 * count);
  return {
    next,
    below,
    pick: (list) => list[below(list.length)],
    /** The first come far more often than others, as in the news. */
    skewedBelow,
    skewed: (list) => list[skewedBelow(list.length)],
    between: (low, high) => low + below(high - low + 1),
  };
}
