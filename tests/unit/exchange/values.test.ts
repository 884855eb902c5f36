import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, cleanLines } from '../../../src/exchange/import/values/clean.js';
import { dateFormat, excelDay, readDate } from '../../../src/exchange/import/values/date.js';
import { readNumber } from '../../../src/exchange/import/values/number.js';

describe('dates', () => {
  const read = (text: string, ...formats: string[]) =>
    readDate(
      text,
      formats.flatMap((name) => dateFormat(name) ?? []),
      formats,
    );

  test.each([
    ['03/04/2025', 'DD/MM/YYYY', '2025-04-03'],
    ['03/04/2025', 'MM/DD/YYYY', '2025-03-04'],
    ['3/4/2025 10:15', 'DD/MM/YYYY', '2025-04-03'],
    ['1er août 2024', 'D MMMM YYYY', '2024-08-01'],
    ['24-OCT-99', 'DD-MMM-YY', '1999-10-24'],
    ['04.2025', 'MM.YYYY', '2025-04'],
    ['le mardi 4 mars 2025', 'words', '2025-03-04'],
    ['March 4th, 2025', 'words', '2025-03-04'],
    ['Sept. 2025', 'words', '2025-09'],
    ['1er janvier 2020', 'words', '2020-01-01'],
    ['39448,5', 'excel', '2008-01-01'],
    ['1', 'excel1904', '1904-01-02'],
    ['20250403', 'iso', '2025-04-03'],
    ['2025-04-03T23:30:00+02:00', 'iso', '2025-04-03'],
    ['198X', 'edtf', '198X'],
  ])('%s as %s', (text, format, edtf) => {
    expect(read(text, format)).toBe(edtf);
  });

  test('what no format fits, and a day that is in no calendar', () => {
    expect(() => read('24 Foo 2025', 'words', 'DD/MM/YYYY')).toThrow('(format: words or DD/MM/YYYY)');
    expect(() => read('31/02/2025', 'DD/MM/YYYY')).toThrow('is not in the calendar');
  });

  test('the next format counts where one gives no day of the calendar', () => {
    expect(read('12/31/2025', 'DD/MM/YYYY', 'MM/DD/YYYY')).toBe('2025-12-31');
  });

  test('the calendar of Excel, with the day that never was', () => {
    expect([1, 59, 60, 61, 40081, 2958465].map((serial) => excelDay(serial))).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-02-28',
      '1900-03-01',
      '2009-09-25',
      '9999-12-31',
    ]);
    expect([0, -1, 2958466, Number.NaN].map((serial) => excelDay(serial))).toEqual(Array(4).fill(undefined));
  });

  test.each(['DD-XX', 'DD/DD/YYYY', 'MM/DD', 'DD/YYYY', ''])('%j is no format', (format) => {
    expect(dateFormat(format)).toBeUndefined();
  });
});

describe('numbers', () => {
  test.each([
    ['1 234,50', { decimal: ',' }, '1234.5'],
    ['1.234.567,89', { decimal: ',', thousands: '.' }, '1234567.89'],
    ["1'000", { decimal: '.' }, '1000'],
    ['-0.5', { decimal: '.' }, '-0.5'],
    ['−12', { decimal: '.' }, '-12'],
    ['1.5E-3', { decimal: '.' }, '0.0015'],
    ['2,5', { decimal: ',', power: 6 }, '2500000'],
    ['2.345', { decimal: '.', round: 2 }, '2.35'],
    ['9.999', { decimal: '.', round: 2 }, '10'],
    ['007', { decimal: '.' }, '7'],
  ] as const)('%s', (text, format, number) => {
    expect(readNumber(text, format)).toBe(number);
  });

  test.each(['1,234', '1.2.3', '12 34', 'abc', '', '1 2345', '--1'])(
    '%j is none without a word of the mapping',
    (text) => {
      expect(() => readNumber(text, { decimal: '.' })).toThrow('is not a number');
    },
  );

  test('every whole number and its thousandths come back as they were, however they are grouped', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }), fc.integer({ min: -6, max: 6 }), (value, power) => {
        const grouped = String(value).replace(/\B(?=(\d{3})+$)/g, '.');
        const read = readNumber(grouped, { decimal: ',', thousands: '.' });
        expect(read).toBe(String(value));
        expect(readNumber(readNumber(read, { decimal: '.', power }), { decimal: '.', power: -power })).toBe(read);
      }),
    );
  });
});

describe('cleaning', () => {
  test('white space, control characters and composed letters', () => {
    expect(clean(' a\u00a0 b\r\n\tc\u0000\u00ad\ufeffe\u0301 ')).toBe('a b cé');
  });

  test('what is not seen leaves no second space', () => {
    expect(clean('a\t\u0000\tb')).toBe('a b');
    expect(cleanLines('a\r\u0000\nb \u200b c')).toBe('a\nb c');
  });

  test('is the same when it is done again', () => {
    const dirt = fc.constantFrom(...'\t\n\r \u0000\u0085\u00a0\u00ad\u200b\u2028\ufeff\u0301ae');
    const texts = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: dirt }));
    fc.assert(
      fc.property(
        texts,
        (text) => clean(clean(text)) === clean(text) && cleanLines(cleanLines(text)) === cleanLines(text),
      ),
    );
  });
});
