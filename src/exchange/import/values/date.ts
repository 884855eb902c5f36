import { parseEdtf } from '../../../domain/date/edtf.js';
import { InputError, quoted } from '../../../errors.js';
import { monthOf } from './month-names.js';

/** How a column writes dates, as a mapping declares it. */
export type DateFormat = (text: string) => string | undefined;

const DAY = 86_400_000;
/** Day 0 of the two calendars of Excel. The first counts a 29 February 1900 that never was. */
const EXCEL_1900 = Date.UTC(1899, 11, 30);
const EXCEL_1904 = Date.UTC(1904, 0, 1);
/** 9999-12-31 in the first of them. */
const LAST_SERIAL = 2_958_465;

/** The day of a serial number of Excel; undefined for what is none. A part of a day is dropped. */
export function excelDay(serial: number, since1904 = false): string | undefined {
  if (!Number.isFinite(serial) || serial < 1 || serial >= LAST_SERIAL + 1) return undefined;
  const day = Math.floor(serial);
  const shifted = !since1904 && day < 60 ? day + 1 : day;
  return new Date((since1904 ? EXCEL_1904 : EXCEL_1900) + shifted * DAY).toISOString().slice(0, 10);
}

const pad = (text: string | number, length: number) => String(text).padStart(length, '0');

/** A date of its parts, as far as they are known. */
export function dateOfParts(year: string, month?: string, day?: string): string {
  if (month === undefined) return pad(year, 4);
  const number = /^\d+$/.test(month) ? Number(month) : monthOf(month);
  if (number === undefined) throw new InputError(`${quoted(month)} is not a month: write 1 to 12 or its name.`);
  return [pad(year, 4), pad(number, 2), ...(day === undefined ? [] : [pad(day.replace(/\D+$/, ''), 2)])].join('-');
}

/** ISO 8601 and EDTF; a time of day and its zone are dropped. */
const iso: DateFormat = (text) => {
  const [, day] = /^(\d{4}-\d\d-\d\d)[T ]\d\d?:?\d\d/.exec(text) ?? [];
  if (day !== undefined) return day;
  const [, y, m, d] = /^(\d{4})(\d\d)(\d\d)$/.exec(text) ?? [];
  return y !== undefined ? `${y}-${m}-${d}` : text;
};

const excel =
  (since1904: boolean): DateFormat =>
  (text) =>
    /^\d+([.,]\d+)?$/.test(text) ? excelDay(Number(text.replace(',', '.')), since1904) : undefined;

const WEEKDAY =
  /^(mon|tues|wednes|thurs|fri|satur|sun)day,? |^(mon|tue|wed|thu|fri|sat|sun)[.,]+ |^(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? /i;

/** `24 October 2025`, `October 24th, 2025`, `1er janvier 2025`, `le mardi 4 mars 2025`, `octobre 2025`, `2025`. */
const words: DateFormat = (text) => {
  const plain = text.replace(/^(le|the|on) /i, '').replace(WEEKDAY, '');
  const [, day, month, year] =
    /^(\d{1,2})(?:er|st|nd|rd|th|\.)?[ -](?:of |de )?([\p{L}.]+),?[ -](\d{4})$/iu.exec(plain) ?? [];
  if (day !== undefined && month !== undefined && monthOf(month)) return dateOfParts(year as string, month, day);
  const [, first, second, third] = /^([\p{L}.]+) (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/iu.exec(plain) ?? [];
  if (first !== undefined && monthOf(first)) return dateOfParts(third as string, first, second);
  const [, name, of] = /^([\p{L}.]+),?[ -](?:of |de )?(\d{4})$/iu.exec(plain) ?? [];
  if (name !== undefined && monthOf(name)) return dateOfParts(of as string, name);
  return /^\d{4}$/.test(plain) ? plain : undefined;
};

const NAMED: Readonly<Record<string, DateFormat>> = {
  iso,
  edtf: (text) => text,
  excel: excel(false),
  excel1904: excel(true),
  words,
};
export const NAMED_FORMATS = Object.keys(NAMED);

const TOKENS: Readonly<Record<string, string>> = {
  YYYY: '(?<year>\\d{4})',
  YY: '(?<short>\\d{2})',
  MMMM: '(?<name>[\\p{L}.]+)',
  MMM: '(?<name>[\\p{L}.]+)',
  MM: '(?<month>\\d{1,2})',
  M: '(?<month>\\d{1,2})',
  DD: '(?<day>\\d{1,2})(?:er|st|nd|rd|th)?',
  D: '(?<day>\\d{1,2})(?:er|st|nd|rd|th)?',
};
const TOKEN = /YYYY|YY|MMMM|MMM|MM|M|DD|D/g;
/** Two digits mean the last hundred years, and the coming twenty. */
const YEARS_AHEAD = 20;

const fullYear = (short: string): string => {
  const last = new Date().getUTCFullYear() + YEARS_AHEAD;
  const year = Math.floor(last / 100) * 100 + Number(short);
  return String(year > last ? year - 100 : year);
};

/** A pattern such as `DD/MM/YYYY`; a time of day after it is dropped. Undefined where it is no pattern. */
export function dateFormat(format: string): DateFormat | undefined {
  if (Object.hasOwn(NAMED, format)) return NAMED[format];
  const tokens = format.match(TOKEN) ?? [];
  const kinds = tokens.map((token) => token[0]);
  if (!kinds.includes('Y') || new Set(kinds).size !== kinds.length || /\p{L}/u.test(format.replace(TOKEN, '')))
    return undefined;
  if (kinds.includes('D') && !kinds.includes('M')) return undefined;
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const between = format.split(TOKEN).map(literal);
  const body = between.map((text, index) => text + (TOKENS[tokens[index] ?? ''] ?? '')).join('');
  const pattern = new RegExp(`^${body}(?:[T ]+\\d{1,2}:\\d\\d.*)?$`, 'iu');
  return (text) => {
    const { year, short, month, name, day } = pattern.exec(text)?.groups ?? {};
    const full = year ?? (short === undefined ? undefined : fullYear(short));
    if (full === undefined || (name !== undefined && monthOf(name) === undefined)) return undefined;
    return dateOfParts(full, month ?? name, day);
  };
}

/** A date as EDTF by the first format that fits and gives a day of the calendar. @throws InputError */
export function readDate(text: string, formats: readonly DateFormat[], declared: readonly string[]): string {
  let refusal: unknown;
  for (const format of formats.length > 0 ? formats : [iso]) {
    const edtf = format(text);
    if (edtf === undefined) continue;
    try {
      return parseEdtf(edtf).edtf;
    } catch (error) {
      refusal ??= error;
    }
  }
  if (refusal) throw refusal;
  throw new InputError(`${quoted(text)} is not a date as the mapping declares it (format: ${declared.join(' or ')}).`);
}
