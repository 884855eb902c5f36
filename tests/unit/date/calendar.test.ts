import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayNumber, isoDay, OPEN_END, OPEN_START } from '../../../src/domain/date/edtf.js';
import { InputError } from '../../../src/errors.js';

test('a day is the integer of its digits, and back', () => {
  expect(dayNumber('2025-10-24')).toBe(20251024);
  expect(dayNumber('0985-01-02')).toBe(9850102);
  expect(isoDay(20251024)).toBe('2025-10-24');
  expect(isoDay(9850102)).toBe('0985-01-02');
});

test('an open or unknown end has no day', () => {
  expect([null, OPEN_START, OPEN_END].map(isoDay)).toEqual([null, null, null]);
});

test.each(['2025-02-29', '1900-02-29', '2025-04-31', '2025-00-10', '2025-13-01', '2025-01-00', '0000-01-01'])(
  '%s is not a day',
  (text) => {
    expect(() => dayNumber(text)).toThrow(InputError);
    expect(() => dayNumber(text)).toThrow(`"${text}" is not a day of the calendar`);
  },
);

test.each(['2025-10', '25-10-24', '2025-10-24T00:00', ' 2025-10-24', '2025-10-24\n', '24/10/2025', ''])(
  '%j is not written as a date',
  (text) => {
    expect(() => dayNumber(text)).toThrow(/is not a date: write year-month-day, for example 2025-10-24\./);
  },
);

test('every day of the calendar goes there and back and keeps its order', () => {
  const day = fc
    .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  fc.assert(
    fc.property(day, day, (a, b) => {
      expect(isoDay(dayNumber(a))).toBe(a);
      expect(Math.sign(dayNumber(a) - dayNumber(b))).toBe(a === b ? 0 : a < b ? -1 : 1);
    }),
  );
});
