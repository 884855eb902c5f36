import { edtfBounds, OPEN_END, OPEN_START, parseEdtf } from '../date/edtf.js';
import type { Warning } from './record.entity.js';

/** Facts of cooperation outside these years are more likely slips of the pen. */
const FIRST_YEAR = 1500;
const YEARS_AHEAD = 100;

const DATES = [
  'date',
  'announcedOn',
  'signedOn',
  'inForceFrom',
  'endedOn',
  'publishedOn',
  'since',
  'until',
  'firstCited',
  'lastCited',
  'period',
] as const;

/** What of a record or link can look impossible. */
type Doubtful = Readonly<Partial<Record<(typeof DATES)[number], string | null>>> & {
  readonly type?: string;
  readonly latitude?: number | null;
  readonly longitude?: number | null;
};

/** Pairs of dates of which the first cannot lie after the second. */
const ORDER = [
  ['signedOn', 'inForceFrom'],
  ['signedOn', 'endedOn'],
  ['inForceFrom', 'endedOn'],
  ['since', 'until'],
  ['firstCited', 'lastCited'],
] as const;

const bounds = (edtf: string) => edtfBounds(parseEdtf(edtf));

/** Derived from the values at every reading, never stored: it cannot disagree with them. */
export function warningsOf(given: object): Warning[] {
  const doubtful = given as Doubtful;
  const lastYear = new Date().getUTCFullYear() + YEARS_AHEAD;
  const warnings: Warning[] = [];
  for (const property of DATES) {
    const edtf = doubtful[property];
    // An agreement's date is one of its others, or that of a meeting, which has the warning.
    if (edtf == null || (property === 'date' && doubtful.type === 'AGREEMENT')) continue;
    const { from, to } = bounds(edtf);
    const years = [from, to]
      .filter((day) => day !== OPEN_START && day !== OPEN_END)
      .map((day) => Math.floor(day / 10_000));
    if (years.some((year) => year < FIRST_YEAR || year > lastYear))
      warnings.push({
        code: 'YEAR_UNLIKELY',
        property,
        message: `${property} is ${edtf}, a year that is hardly meant.`,
      });
  }
  for (const [first, second] of ORDER) {
    const [a, b] = [doubtful[first], doubtful[second]];
    if (a != null && b != null && bounds(a).from > bounds(b).to)
      warnings.push({
        code: 'DATES_REVERSED',
        property: second,
        message: `${second} (${b}) lies before ${first} (${a}).`,
      });
  }
  const { latitude, longitude } = doubtful;
  if (latitude != null && Math.abs(latitude) > 90)
    warnings.push({
      code: 'COORDINATES_IMPOSSIBLE',
      property: 'latitude',
      message: `latitude ${latitude} is beyond a pole: latitude and longitude may be exchanged.`,
    });
  if (longitude != null && Math.abs(longitude) > 180)
    warnings.push({
      code: 'COORDINATES_IMPOSSIBLE',
      property: 'longitude',
      message: `longitude ${longitude} is beyond 180 degrees.`,
    });
  return warnings;
}
