import { parse } from 'edtf';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysInMonth } from '../../../src/domain/date/calendar.js';
import { dayNumber, edtfBounds, parseEdtf } from '../../../src/domain/date/edtf.js';
import { InputError } from '../../../src/errors.js';

/** Any text: letters that EDTF uses more often than others, NUL, lone surrogates. */
const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'0123456789-/.X?~%[]{},YESTZ: \u0000\ud800\udc00') }),
  fc.string({
    unit: fc.constantFrom('2025', '1985', '-10', '-24', '-XX', '-21', '/', '..', '~', '?', '[', ']', ',', 'X'),
  }),
);

const year = fc.integer({ min: 1, max: 9999 }).map((n) => String(n).padStart(4, '0'));
const two = (min: number, max: number) => fc.integer({ min, max }).map((n) => String(n).padStart(2, '0'));
const qualifier = fc.constantFrom('', '?', '~', '%');
const masked = (text: string, from: number) => `${text.slice(0, 4 - from)}${'X'.repeat(from)}`;
/** Texts of the shapes that people write. */
const date = fc.oneof(
  fc.tuple(year, qualifier).map(([y, q]) => y + q),
  fc.tuple(year, two(1, 12), qualifier).map(([y, m, q]) => `${y}-${m}${q}`),
  fc.tuple(year, two(1, 12), two(1, 28), qualifier).map(([y, m, d, q]) => `${y}-${m}-${d}${q}`),
  fc.tuple(year, two(21, 41)).map(([y, s]) => `${y}-${s}`),
  fc.tuple(year, fc.integer({ min: 1, max: 3 })).map(([y, open]) => masked(y, open)),
  fc.tuple(year, two(1, 12)).map(([y, m]) => `${y}-${m}-XX`),
);
const interval = fc
  .tuple(date, fc.constantFrom('..', ''), fc.boolean())
  .map(([d, open, after]) => (after ? `${d}/${open}` : `${open}/${d}`));

function check(text: string): void {
  const value = parseEdtf(text);
  const days = [value.earliest, value.latest].filter((day) => day !== null);
  for (const day of days) expect(dayNumber(day)).toBeGreaterThan(0);
  if (value.earliest !== null && value.latest !== null) expect(value.earliest <= value.latest).toBe(true);
  const { from, to } = edtfBounds(value);
  expect(from).toBeLessThanOrEqual(to);
  expect(parseEdtf(value.edtf)).toEqual(value);
}

test('any text is either a date with real bounds in order or an InputError', () => {
  fc.assert(
    fc.property(anything, (text) => {
      try {
        check(text);
      } catch (error) {
        expect(error).toBeInstanceOf(InputError);
      }
    }),
    { numRuns: 3000 },
  );
});

test('what people write is understood, with real bounds in order', () => {
  // 000X to 0XXX begin in a year that does not exist and are cut to 0001
  fc.assert(fc.property(fc.oneof(date, interval), check), { numRuns: 1000 });
});

test('an interval spans its two ends', () => {
  fc.assert(
    fc.property(date, date, (a, b) => {
      const [first, second] = [parseEdtf(a), parseEdtf(b)];
      fc.pre(edtfBounds(first).from <= edtfBounds(second).to);
      expect(parseEdtf(`${a}/${b}`)).toMatchObject({ earliest: first.earliest, latest: second.latest });
    }),
  );
});

test('a plain date is understood exactly where the EDTF grammar and the calendar take it', () => {
  const plain = fc.tuple(year, two(0, 45), two(0, 33), fc.constantFrom(4, 7, 10), qualifier);
  fc.assert(
    fc.property(plain, ([y, m, d, length, q]) => {
      const text = `${y}-${m}-${d}`.slice(0, length) + q;
      const grammatical = attempt(() => parse(text, { level: 3 }));
      const exists = length < 10 || Number(d) <= daysInMonth(Number(y), Number(m));
      expect(attempt(() => parseEdtf(text))).toBe(grammatical && exists);
    }),
    { numRuns: 1000 },
  );
});

function attempt(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}
