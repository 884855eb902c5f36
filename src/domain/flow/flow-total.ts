import { convert, type Measure } from '../quantity/convert.js';
import { findUnit, type TimeUnit } from '../quantity/units.js';
import type { FlowRow } from './flow.service.js';

/** Sums over the terms of a group that share unit and period; the counts say how many of them have any figure, and each end. */
export interface Part {
  readonly unit: string | null;
  readonly per: TimeUnit | null;
  readonly count: number;
  readonly figures: number;
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

const DIGITS = 15;

/** 0.1 + 0.2 is 0.3: more digits than these are noise of the addition. What was not added is left as it is. */
const withoutNoise = (sum: number | null, figures: number) =>
  sum === null || figures < 2 || Number.isSafeInteger(sum) ? sum : Number(sum.toPrecision(DIGITS));

/** The parts in one unit and period; what cannot be converted is counted, not added. */
export function totalOf(
  parts: readonly Part[],
  wanted: Measure,
): Pick<FlowRow, 'total' | 'termCount' | 'notConvertible'> {
  const ranges = [];
  let [termCount, figures] = [0, 0];
  for (const part of parts) {
    termCount += part.count;
    const unit = part.unit === null ? undefined : findUnit(part.unit);
    const range = {
      min: part.minCount === part.figures ? part.min : null,
      max: part.maxCount === part.figures ? part.max : null,
    };
    const converted = unit && part.figures > 0 ? convert(range, { unit, per: part.per }, wanted) : null;
    if (!converted) continue;
    ranges.push(converted);
    figures += part.figures;
  }
  return {
    total: {
      min: withoutNoise(add(ranges.map(({ min }) => min)), figures),
      max: withoutNoise(add(ranges.map(({ max }) => max)), figures),
      unit: wanted.unit.code,
      per: wanted.per,
    },
    termCount,
    notConvertible: termCount - figures,
  };
}
