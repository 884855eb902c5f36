import { divide, exact, multiply, type Ratio, scale } from './ratio.js';
import type { TimeUnit, Unit } from './units.js';

export interface Range {
  readonly min: number | null;
  readonly max: number | null;
}

/** What a figure is counted in: a unit, and for a rate the period. per null is a total. */
export interface Measure {
  readonly unit: Unit;
  readonly per: TimeUnit | null;
}

/** How many there are in a year of 365.25 days. */
const PER_YEAR: Readonly<Record<TimeUnit, Ratio>> = {
  DAY: exact('365.25'),
  WEEK: exact('365.25/7'),
  MONTH: exact('12'),
  QUARTER: exact('4'),
  YEAR: exact('1'),
};

const factors = new Map<string, Ratio>();

function factorOf(from: Measure, to: Measure): Ratio {
  const key = `${from.unit.code} ${from.per} ${to.unit.code} ${to.per}`;
  const before = factors.get(key);
  if (before !== undefined) return before;
  let factor = divide(from.unit.ratio, to.unit.ratio);
  if (from.per !== null && to.per !== null) factor = multiply(factor, divide(PER_YEAR[from.per], PER_YEAR[to.per]));
  factors.set(key, factor);
  return factor;
}

/**
 * The range in another unit and, for a rate, over another period; a side that is null stays null.
 * Null where it does not convert: units of different dimensions, a total asked as a rate or the reverse, or a figure
 * too large for a number.
 */
export function convert(range: Range, from: Measure, to: Measure): Range | null {
  if (from.unit.dimension !== to.unit.dimension || (from.per === null) !== (to.per === null)) return null;
  if (from.unit.code === to.unit.code && from.per === to.per) return { min: range.min, max: range.max };
  const factor = factorOf(from, to);
  const side = (value: number | null) => (value === null ? null : scale(value, factor));
  const [min, max] = [side(range.min), side(range.max)];
  return (min === null || Number.isFinite(min)) && (max === null || Number.isFinite(max)) ? { min, max } : null;
}
