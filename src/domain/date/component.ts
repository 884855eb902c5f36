import { dayOf, daysInMonth } from './calendar.js';

export const DatePrecision = {
  DAY: 'DAY',
  MONTH: 'MONTH',
  SEASON: 'SEASON',
  YEAR: 'YEAR',
  DECADE: 'DECADE',
  INTERVAL: 'INTERVAL',
  UNKNOWN: 'UNKNOWN',
} as const;
export type DatePrecision = (typeof DatePrecision)[keyof typeof DatePrecision];

/** The days (YYYYMMDD) between which a date lies, both included; null where nothing bounds it. */
export interface Span {
  readonly from: number | null;
  readonly to: number | null;
  readonly precision: DatePrecision;
}

const UNBOUNDED: Span = { from: null, to: null, precision: 'UNKNOWN' };

/**
 * First month and number of months of the divisions of a year, ISO 8601-2 codes 21 to 41: seasons of the northern
 * hemisphere (also for those without one), of the southern one, quarters, thirds, halves. A season that begins in
 * December runs into the next year.
 */
const DIVISIONS: Readonly<Record<number, readonly [month: number, months: number]>> = {
  21: [3, 3],
  22: [6, 3],
  23: [9, 3],
  24: [12, 3],
  25: [3, 3],
  26: [6, 3],
  27: [9, 3],
  28: [12, 3],
  29: [9, 3],
  30: [12, 3],
  31: [3, 3],
  32: [6, 3],
  33: [1, 3],
  34: [4, 3],
  35: [7, 3],
  36: [10, 3],
  37: [1, 4],
  38: [5, 4],
  39: [9, 4],
  40: [1, 6],
  41: [7, 6],
};

function ofDivision(year: number, code: number): Span | undefined {
  const division = DIVISIONS[code];
  if (division === undefined) return undefined;
  const [first, months] = division;
  const last = first + months - 1;
  const [endYear, endMonth] = last > 12 ? [year + 1, last - 12] : [year, last];
  // the last winter that four digits can write
  const to = endYear > 9999 ? dayOf(9999, 12, 31) : dayOf(endYear, endMonth, daysInMonth(endYear, endMonth));
  return { from: dayOf(year, first, 1), to, precision: 'SEASON' };
}

function ofYears(from: number, to: number, precision: DatePrecision): Span | undefined {
  return to < 1 ? undefined : { from: dayOf(Math.max(from, 1), 1, 1), to: dayOf(to, 12, 31), precision };
}

/** Two or four digits, X for any digit → the numbers from first to last that they can mean, in that order. */
function* matching(pattern: string, first: number, last: number): Generator<number> {
  const step = first <= last ? 1 : -1;
  const digits = new RegExp(`^${pattern.replaceAll('X', '\\d')}$`);
  for (let n = first; n !== last + step; n += step) {
    if (digits.test(String(n).padStart(pattern.length, '0'))) yield n;
  }
}

function* days(year: string, month: string, day: string, backwards: boolean): Generator<number> {
  const low = Math.max(1, Number(year.replaceAll('X', '0')));
  const high = Number(year.replaceAll('X', '9'));
  if (high < low) return;
  for (const y of backwards ? matching(year, high, low) : matching(year, low, high)) {
    for (const m of backwards ? matching(month, 12, 1) : matching(month, 1, 12)) {
      const length = daysInMonth(y, m);
      for (const d of backwards ? matching(day, length, 1) : matching(day, 1, length)) yield dayOf(y, m, d);
    }
  }
}

function precisionOf(text: string, from: number, to: number): DatePrecision {
  if (!text.includes('X')) return text.length === 10 ? 'DAY' : text.length === 7 ? 'MONTH' : 'YEAR';
  // open digits that leave exactly one day, month, year or decade; all others leave something between
  if (from === to) return 'DAY';
  if (/^\d{4}-\d\d-XX$/.test(text)) return 'MONTH';
  if (/^\d{4}(-XX){1,2}$/.test(text)) return 'YEAR';
  return /^\d{3}X(-XX){0,2}$/.test(text) ? 'DECADE' : 'INTERVAL';
}

/**
 * Bounds of one date, season, decade, century or year that the EDTF grammar has let through; qualifiers (?, ~, %) do
 * not move them. Undefined for what names no day of the years 0001 to 9999.
 */
export function spanOf(component: string): Span | undefined {
  const text = component.replace(/[?~%]/g, '');
  if (/^\d{2}$/.test(text)) return ofYears(Number(text) * 100, Number(text) * 100 + 99, 'INTERVAL');
  if (/^\d{3}$/.test(text)) return ofYears(Number(text) * 10, Number(text) * 10 + 9, 'DECADE');

  const [, estimate, digits] = /^(\d{4})S([1-9])$/.exec(text) ?? [];
  if (estimate !== undefined) {
    const open = Math.max(0, 4 - Number(digits));
    return spanOf(estimate.slice(0, 4 - open) + 'X'.repeat(open));
  }

  const [, year, month = 'XX', day = 'XX'] = /^([\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  if (Number(month) > 20) {
    return text.length > 7 || year.includes('X') || Number(year) < 1
      ? undefined
      : ofDivision(Number(year), Number(month));
  }
  // no year, or one of which not even the millennium is known
  if (year.startsWith('X')) return UNBOUNDED;
  const from = days(year, month, day, false).next().value;
  const to = days(year, month, day, true).next().value;
  if (from === undefined || to === undefined) return undefined;
  return { from, to, precision: precisionOf(text, from, to) };
}
