import { describe, expect, test } from 'vitest';
import { edtfBounds, OPEN_END, OPEN_START, parseEdtf } from '../../../src/domain/date/edtf.js';
import { InputError } from '../../../src/errors.js';

const spanOf = (text: string) => {
  const { earliest, latest, precision } = parseEdtf(text);
  return [earliest, latest, precision];
};

describe('the days that a date can mean', () => {
  test.each([
    ['2025-10-24', '2025-10-24', '2025-10-24', 'DAY'],
    ['2025-10', '2025-10-01', '2025-10-31', 'MONTH'],
    ['2024-02', '2024-02-01', '2024-02-29', 'MONTH'],
    ['1900-02', '1900-02-01', '1900-02-28', 'MONTH'],
    ['2025', '2025-01-01', '2025-12-31', 'YEAR'],
    ['0001', '0001-01-01', '0001-12-31', 'YEAR'],
    ['9999', '9999-01-01', '9999-12-31', 'YEAR'],
    ['198X', '1980-01-01', '1989-12-31', 'DECADE'],
    ['198', '1980-01-01', '1989-12-31', 'DECADE'],
    ['19XX', '1900-01-01', '1999-12-31', 'INTERVAL'],
    ['19', '1900-01-01', '1999-12-31', 'INTERVAL'],
    ['00', '0001-01-01', '0099-12-31', 'INTERVAL'],
    ['1XXX', '1000-01-01', '1999-12-31', 'INTERVAL'],
    ['1950S2', '1900-01-01', '1999-12-31', 'INTERVAL'],
    ['1950S3', '1950-01-01', '1959-12-31', 'DECADE'],
    ['2025-10-XX', '2025-10-01', '2025-10-31', 'MONTH'],
    ['2023-02-XX', '2023-02-01', '2023-02-28', 'MONTH'],
    ['2025-XX', '2025-01-01', '2025-12-31', 'YEAR'],
    ['2025-XX-XX', '2025-01-01', '2025-12-31', 'YEAR'],
    ['2025-1X', '2025-10-01', '2025-12-31', 'INTERVAL'],
    ['2025-02-2X', '2025-02-20', '2025-02-28', 'INTERVAL'],
    ['2025-XX-31', '2025-01-31', '2025-12-31', 'INTERVAL'],
    ['2025-X2-30', '2025-12-30', '2025-12-30', 'DAY'],
    ['198X-02-29', '1980-02-29', '1988-02-29', 'INTERVAL'],
  ])('%s', (text, earliest, latest, precision) => {
    expect(spanOf(text)).toEqual([earliest, latest, precision]);
  });

  test.each([
    ['2025-21', '2025-03-01', '2025-05-31'],
    ['2025-22', '2025-06-01', '2025-08-31'],
    ['2025-23', '2025-09-01', '2025-11-30'],
    ['2023-24', '2023-12-01', '2024-02-29'],
    ['2025-31', '2025-03-01', '2025-05-31'],
    ['2025-33', '2025-01-01', '2025-03-31'],
    ['2025-36', '2025-10-01', '2025-12-31'],
    ['2025-38', '2025-05-01', '2025-08-31'],
    ['2025-41', '2025-07-01', '2025-12-31'],
    ['2025-21~', '2025-03-01', '2025-05-31'],
    ['9999-24', '9999-12-01', '9999-12-31'],
  ])('season or part of a year %s', (text, earliest, latest) => {
    expect(spanOf(text)).toEqual([earliest, latest, 'SEASON']);
  });

  test.each([
    ['2025-10-20/2025-10-24', '2025-10-20', '2025-10-24'],
    ['2025-10-24/2025-10-24', '2025-10-24', '2025-10-24'],
    ['1984~/2004-06', '1984-01-01', '2004-06-30'],
    ['2025-21/2025-22', '2025-03-01', '2025-08-31'],
    ['2025-21/2025-10-24', '2025-03-01', '2025-10-24'],
    ['2025-21/..', '2025-03-01', null],
    ['2004-06-XX/2004-07-03', '2004-06-01', '2004-07-03'],
    ['1985/198X', '1985-01-01', '1989-12-31'],
    ['1985/..', '1985-01-01', null],
    ['2025-10-20/', '2025-10-20', null],
    ['../1985', null, '1985-12-31'],
    ['/1985', null, '1985-12-31'],
    ['[1667,1668,1670..1672]', '1667-01-01', '1672-12-31'],
    ['{1670, 1667-05}', '1667-05-01', '1670-12-31'],
    ['[..1984]', null, '1984-12-31'],
    ['[..1667, 1984]', null, '1984-12-31'],
    ['{1667,1760-12..}', '1667-01-01', null],
  ])('interval or set %s', (text, earliest, latest) => {
    expect(spanOf(text)).toEqual([earliest, latest, 'INTERVAL']);
  });

  test('a set of one is that one', () => {
    expect(spanOf('[2025-10]')).toEqual(['2025-10-01', '2025-10-31', 'MONTH']);
  });

  test.each(['XXXX', 'XXXX-12', 'XXXX-12-25', 'X985'])('%s has no known year', (text) => {
    expect(spanOf(text)).toEqual([null, null, 'UNKNOWN']);
  });
});

test.each([
  ['2025-10-24', false, false],
  ['2025-10-24~', true, false],
  ['1984?', false, true],
  ['1984%', true, true],
  ['2004-06-~11', true, false],
  ['1984?/2004-06~', true, true],
  ['198~', true, false],
  ['1950S2', true, false],
])('%s is approximate %s, uncertain %s', (text, approximate, uncertain) => {
  expect(parseEdtf(text)).toMatchObject({ edtf: text, approximate, uncertain });
});

test('white space around the text is not kept, the rest is as it was given', () => {
  expect(parseEdtf('  {1667, 1668} ').edtf).toBe('{1667, 1668}');
});

test('the same text gives the same frozen value', () => {
  expect(parseEdtf('2025-10-24')).toBe(parseEdtf('2025-10-24'));
  expect(Object.isFrozen(parseEdtf('2025-10-24'))).toBe(true);
});

test('the bounds for the database are integers, with sentinels where there is no day', () => {
  expect(edtfBounds(parseEdtf('2025-10'))).toEqual({ from: 20251001, to: 20251031 });
  expect(edtfBounds(parseEdtf('0985/..'))).toEqual({ from: 9850101, to: OPEN_END });
  expect(edtfBounds(parseEdtf('/0985'))).toEqual({ from: OPEN_START, to: 9851231 });
});

test.each([
  ['', '"" is not an EDTF date: write for example 2025-10-24, 2025-10, 198X, 2025-10-24~ or 2025-10-20/2025-10-24.'],
  ['soon', /^"soon" is not an EDTF date: write for example 2025-10-24/],
  [
    '2025-10-24T10:00:00Z',
    '"2025-10-24T10:00:00Z" is not a date that can be kept: times of day are not kept; write 2025-10-24.',
  ],
  ['2025-10-24 10:00', '"2025-10-24 10:00" is not an EDTF date: times of day are not kept; write 2025-10-24.'],
  ['20251024', '"20251024" is not an EDTF date: write 2025-10-24.'],
  ['2025/10/4', '"2025/10/4" is not an EDTF date: write 2025-10-04.'],
  ['202510', '"202510" is not an EDTF date: write 2025-10.'],
  ['2025/10', '"2025/10" is not an EDTF date: write 2025-10.'],
  ['2025-10-0', /is not an EDTF date: write for example/],
  ['2025-02-29', /^"2025-02-29" is not in the calendar: write for example/],
  ['2025-01/2025-2-28', /holds "2025-2-28", which is not an EDTF date/],
  ['10/24', /^"10\/24" is not an EDTF date/],
  ['198/199', /is not an EDTF date/],
  ['2025-10/24', /is not an EDTF date/],
  ['[2025]/2026', /./],
  ['2025-01/2025-02-29', /holds "2025-02-29", which is not in the calendar/],
  ['2025-13-45', /is not in the calendar/],
  ['2025-13', /a year has the months 01 to 12/],
  ['2025-00', /a year has the months 01 to 12/],
  ['2025-42', /a year has the months 01 to 12/],
  ['2025-13-01', /a year has the months 01 to 12/],
  ['202513', /a year has the months 01 to 12/],
  ['2025-21-10', /is not in the calendar/],
  ['2025-42', /is not in the calendar/],
  ['2025-00', /is not in the calendar/],
  ['0000', /is not in the calendar/],
  ['-0985', '"-0985" is not a date that can be kept: only the years 0001 to 9999 are kept.'],
  ['Y-170000002', '"Y-170000002" is not a date that can be kept: only the years 0001 to 9999 are kept.'],
  ['Y17000', /only the years 0001 to 9999 are kept/],
  ['2025-10-24/2025-10-20', /ends before it begins/],
  ['1985/1984', /ends before it begins/],
  ['/', /without any end/],
  ['../..', /without any end/],
  ['/..', /without any end/],
  [`[${'1984,'.repeat(60)}1984]`, /is longer than 200 characters/],
  ['2025\u0000', /^"2025\ufffd" is not an EDTF date/],
])('%j is refused', (text, message) => {
  expect(() => parseEdtf(text)).toThrow(InputError);
  expect(() => parseEdtf(text)).toThrow(message);
});
