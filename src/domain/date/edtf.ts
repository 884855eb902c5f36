import { parse } from 'edtf';
import { InputError, quoted } from '../../errors.js';
import { isoDay, OPEN_END, OPEN_START } from './calendar.js';
import { type DatePrecision, type Span, spanOf } from './component.js';

export { dayNumber, isoDay, OPEN_END, OPEN_START } from './calendar.js';
export { DatePrecision } from './component.js';

export interface EdtfValue {
  /** As it was given, without white space around it. */
  readonly edtf: string;
  /** First day that it can mean, YYYY-MM-DD; null where the start is open or unknown. */
  readonly earliest: string | null;
  /** Last day that it can mean, YYYY-MM-DD; null where the end is open or unknown. */
  readonly latest: string | null;
  readonly precision: DatePrecision;
  /** True where some part carries ~ or %. */
  readonly approximate: boolean;
  /** True where some part carries ? or %. */
  readonly uncertain: boolean;
}

/** Longer texts are refused before the parser sees them: its time grows faster than the text. */
const LONGEST = 200;
const REMEMBERED = 10_000;
const EXAMPLES = 'write for example 2025-10-24, 2025-10, 198X, 2025-10-24~ or 2025-10-20/2025-10-24';

function hint(text: string): string {
  const [, datetime] = /^(\d{4}-\d\d-\d\d)[T ]\d/.exec(text) ?? [];
  if (datetime !== undefined) return `times of day are not kept; write ${datetime}`;
  const [, month] = /^\d{4}-?(\d\d)(?!\d)/.exec(text) ?? [];
  // Seasons and other parts of a year are written where months are, as 21 to 41.
  if (month !== undefined && (Number(month) < 1 || (Number(month) > 12 && Number(month) < 21) || Number(month) > 41))
    return 'a year has the months 01 to 12, and its seasons are written 21 to 24, for example 2025-10 or 2025-21';
  const [, y, m, d] =
    /^(\d{4})[-/. ]?(\d\d)$/.exec(text) ?? /^(\d{4})[-/. ]?(\d{1,2})[-/. ]?(\d{1,2})$/.exec(text) ?? [];
  const meant = [y, m?.padStart(2, '0'), d?.padStart(2, '0')].filter((part) => part !== undefined).join('-');
  if (meant !== text && spanOf(meant)) return `write ${meant}`;
  if (/^(Y|-)/.test(text)) return 'only the years 0001 to 9999 are kept';
  return EXAMPLES;
}

function refuse(text: string, why: string): never {
  throw new InputError(`${quoted(text)} ${why}: ${hint(text)}.`);
}

/** Year, month or day, perhaps qualified: what nearly every date is. The calendar alone says whether it exists. */
const PLAIN = /^\d{4}(-\d\d){0,2}[?~%]?$/;

/** The grammar is the library's; it takes a quarter of a millisecond. */
function follow(grammar: string, whole: string): void {
  if (PLAIN.test(grammar)) return;
  try {
    // level 3 of the library is seasons with qualifiers
    parse(grammar, { level: 3 });
  } catch {
    refuse(whole, grammar === whole ? 'is not an EDTF date' : `holds ${quoted(grammar)}, which is not an EDTF date`);
  }
}

function component(whole: string, part: string): Span {
  if (/[TY]|^-/.test(part)) refuse(whole, 'is not a date that can be kept');
  const span = spanOf(part);
  if (span === undefined) {
    refuse(whole, part === whole ? 'is not in the calendar' : `holds ${quoted(part)}, which is not in the calendar`);
  }
  return span;
}

/** Bounds of A/B. `..` is an open end, nothing an unknown one: neither has a day. */
function interval(text: string, lower: string, upper: string): Span {
  const open = (end: string) => end === '' || end === '..';
  if (open(lower) && open(upper)) refuse(text, 'is an interval without any end');
  for (const end of [lower, upper]) {
    // a century or decade here (12/13) is far more likely a day and month
    if (!open(end) && end.length < 4) refuse(text, 'is not an EDTF date');
    // end by end, because the library takes no season beside a date or an open end and fails on `/..`
    if (!open(end)) follow(end, text);
  }
  const from = open(lower) ? null : component(text, lower).from;
  const to = open(upper) ? null : component(text, upper).to;
  if (from !== null && to !== null && from > to) refuse(text, 'is an interval that ends before it begins');
  return { from, to, precision: 'INTERVAL' };
}

/** Bounds of a set or list: from its first to its last member in time, whatever their order. */
function members(text: string, inner: string): Span {
  const spans = inner.split(',').map((item) => {
    const [lower = '', upper] = item.trim().split('..');
    if (upper === undefined) return component(text, lower);
    return interval(text, lower, upper);
  });
  const [only] = spans;
  if (only !== undefined && spans.length === 1) return only;
  return {
    from: Math.min(...spans.map(({ from }) => from ?? OPEN_START)),
    to: Math.max(...spans.map(({ to }) => to ?? OPEN_END)),
    precision: 'INTERVAL',
  };
}

function boundsOf(text: string): Span {
  if (text.length > LONGEST) refuse(text, `is longer than ${LONGEST} characters`);
  const [lower = '', upper, ...more] = text.split('/');
  if (upper !== undefined && more.length === 0) return interval(text, lower, upper);
  follow(text, text);
  return /^[[{]/.test(text) ? members(text, text.slice(1, -1)) : component(text, text);
}

const known = new Map<string, EdtfValue>();

/**
 * Reads an EDTF date (ISO 8601-2, levels 0 to 2, the library's grammar) of the years 0001 to 9999.
 * Throws InputError that says what is wrong and what would be right.
 */
export function parseEdtf(given: string): EdtfValue {
  const edtf = given.trim();
  const before = known.get(edtf);
  if (before !== undefined) return before;
  const { from, to, precision } = boundsOf(edtf);
  const value: EdtfValue = Object.freeze({
    edtf,
    earliest: isoDay(from),
    latest: isoDay(to),
    precision,
    // 1950S2 is an estimate by its notation
    approximate: /[~%S]/.test(edtf),
    uncertain: /[?%]/.test(edtf),
  });
  if (known.size >= REMEMBERED) known.delete(known.keys().next().value ?? '');
  known.set(edtf, value);
  return value;
}

/** The sortable integers YYYYMMDD that the database keeps, OPEN_START and OPEN_END where an end is open or unknown. */
export function edtfBounds(value: EdtfValue): { from: number; to: number } {
  const day = (iso: string | null, open: number) => (iso === null ? open : Number(iso.replaceAll('-', '')));
  return { from: day(value.earliest, OPEN_START), to: day(value.latest, OPEN_END) };
}
