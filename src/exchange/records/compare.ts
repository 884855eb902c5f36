import { isDeepStrictEqual } from 'node:util';
import type { Plain } from './format.js';

/** When and by whom something was recorded differs between databases that say the same. */
const TIMES = ['recordedAt', 'recordedBy'];

function withoutTimes(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutTimes);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !TIMES.includes(key))
      .map(([key, each]) => [key, key === 'retractedAt' ? true : withoutTimes(each)]),
  );
}

/** The properties in which two records differ, whatever the times at which these were recorded. */
export function differences(one: Plain, other: Plain): string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter(
    (key) => !TIMES.includes(key) && !isDeepStrictEqual(withoutTimes(one[key]), withoutTimes(other[key])),
  );
}
