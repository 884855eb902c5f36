import { convert, type Measure } from '../quantity/convert.js';
import { findUnit, type TimeUnit } from '../quantity/units.js';
import type { FlowRow } from './flow.service.js';

/** Sums over the terms of a group that share unit and period; the counts say how many of them have each end. */
export interface Part {
  readonly unit: string | null;
  readonly per: TimeUnit | null;
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly minCount: number;
  readonly maxCount: number;
}

/** One end of the sum: null as soon as one term leaves it open. */
const add = (sums: readonly (number | null)[]): number | null =>
  sums.length > 0 && sums.every((sum) => sum !== null)
    ? sums.reduce<number>((total, sum) => total + (sum as number), 0)
    : null;

/** The parts in one unit and period; what cannot be converted is counted, not added. */
export function totalOf(
  parts: readonly Part[],
  wanted: Measure,
): Pick<FlowRow, 'total' | 'termCount' | 'notConvertible'> {
  const ranges = [];
  let notConvertible = 0;
  for (const part of parts) {
    const unit = part.unit === null ? undefined : findUnit(part.unit);
    const range = {
      min: part.minCount === part.count ? part.min : null,
      max: part.maxCount === part.count ? part.max : null,
    };
    const converted =
      unit && part.minCount + part.maxCount > 0 ? convert(range, { unit, per: part.per }, wanted) : null;
    if (converted) ranges.push(converted);
    else notConvertible += part.count;
  }
  return {
    total: {
      min: add(ranges.map(({ min }) => min)),
      max: add(ranges.map(({ max }) => max)),
      unit: wanted.unit.code,
      per: wanted.per,
    },
    termCount: parts.reduce((sum, { count }) => sum + count, 0),
    notConvertible,
  };
}
