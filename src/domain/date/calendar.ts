import { InputError, quoted } from '../../errors.js';

/** Stands in the database for a start that is open or unknown: below every real day. */
export const OPEN_START = 0;
/** Stands in the database for an end that is open or unknown: above every real day. */
export const OPEN_END = 99999999;

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Days of a month (1-12) in the proleptic Gregorian calendar; 0 for a month that does not exist. */
export function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
}

/** The sortable integer YYYYMMDD of a day. */
export function dayOf(year: number, month: number, day: number): number {
  return year * 10_000 + month * 100 + day;
}

/** '2025-10-24' → 20251024. Throws InputError for anything but a real day of the years 0001 to 9999. */
export function dayNumber(isoDate: string): number {
  const [, y, m, d] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(isoDate) ?? [];
  if (y === undefined) {
    throw new InputError(`${quoted(isoDate)} is not a date: write year-month-day, for example 2025-10-24.`);
  }
  const [year, month, day] = [Number(y), Number(m), Number(d)];
  if (year < 1 || day < 1 || day > daysInMonth(year, month)) {
    throw new InputError(
      `${quoted(isoDate)} is not a day of the calendar (years 0001 to 9999): write for example 2025-10-24.`,
    );
  }
  return dayOf(year, month, day);
}

/** 20251024 → '2025-10-24'; null for an open or unknown end. */
export function isoDay(day: number | null): string | null {
  if (day === null || day <= OPEN_START || day >= OPEN_END) return null;
  const digits = String(day).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}
