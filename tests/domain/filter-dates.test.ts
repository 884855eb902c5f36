import { beforeAll, describe, expect, it } from 'vitest';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';
import { filtered } from '../support/lists.js';

const DATES = {
  day: '2025-10-24',
  about: '2025-10-24~',
  month: '2025-10',
  year: '2025',
  decade: '202X',
  span: '2025-09-15/2025-10-10',
  'until-then': '../2025-10-10',
  'from-then-on': '2025-10-20/..',
  'start-unknown': '/2025-10-10',
  undated: undefined,
};

describe('a date range', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await openTestDatabase();
    await write(test.database, {
      meetings: Object.entries(DATES).map(([slug, date]) => ({ slug, ...(date ? { date } : {}) })),
    });
    return () => test.dispose();
  });
  const found = async (range: string) => (await filtered(test.database, 'meetings', `{ date: ${range} }`)).join(' ');
  const all = 'day about month year decade span until-then from-then-on start-unknown';

  it.each([
    ['one day', '{ from: "2025-10-24", to: "2025-10-24" }', 'day about month year decade from-then-on'],
    [
      'the last day of a span',
      '{ from: "2025-10-10", to: "2025-10-10" }',
      'month year decade span until-then start-unknown',
    ],
    ['the day after it', '{ from: "2025-10-11", to: "2025-10-11" }', 'month year decade'],
    [
      'the first day of a span',
      '{ from: "2025-09-15", to: "2025-09-15" }',
      'year decade span until-then start-unknown',
    ],
    ['the day before it', '{ from: "2025-09-14", to: "2025-09-14" }', 'year decade until-then start-unknown'],
    ['the first day of a month', '{ to: "2025-10-01" }', 'month year decade span until-then start-unknown'],
    ['no start', '{ to: "2025-01-01" }', 'year decade until-then start-unknown'],
    ['no end', '{ from: "2025-10-25" }', 'month year decade from-then-on'],
    ['no end, long after', '{ from: "2040-01-01" }', 'from-then-on'],
    ['no start, long before', '{ to: "1800-01-01" }', 'until-then start-unknown'],
    ['no end and no start', '{}', all],
    ['ends given as null', '{ from: null, to: null }', all],
    ['its mode given', '{ from: "2040-01-01", mode: OVERLAPS }', 'from-then-on'],
    ['its mode given as null', '{ from: "2040-01-01", mode: null }', 'from-then-on'],
  ])('overlaps: %s', async (_, range, slugs) => {
    expect(await found(range)).toBe(slugs);
  });

  it.each([
    ['one day', 'from: "2025-10-24", to: "2025-10-24"', 'day about'],
    ['a month', 'from: "2025-10-01", to: "2025-10-31"', 'day about month'],
    ['a month less a day', 'from: "2025-10-02", to: "2025-10-31"', 'day about'],
    ['a year', 'from: "2025-01-01", to: "2025-12-31"', 'day about month year span'],
    ['exactly a span', 'from: "2025-09-15", to: "2025-10-10"', 'span'],
    ['no start', 'to: "2025-12-31"', 'day about month year span until-then start-unknown'],
    ['no end', 'from: "2025-09-15"', 'day about month span from-then-on'],
    ['no end and no start', '', all],
  ])('lies within: %s', async (_, range, slugs) => {
    expect(await found(`{ ${range} mode: WITHIN }`)).toBe(slugs);
  });

  it('never meets what has no date, and its contrary does', async () => {
    expect(await filtered(test.database, 'meetings', '{ not: { date: {} } }')).toEqual(['undated']);
    expect(await filtered(test.database, 'meetings', '{ not: { date: { mode: WITHIN } } }')).toEqual(['undated']);
  });
});

describe('the date of an agreement', () => {
  const test = emptiedDatabase();
  const of = async (year: number) =>
    (await filtered(test.database, 'agreements', `{ date: { from: "${year}-01-01", to: "${year}-12-31" } }`)).join(' ');

  it('is that of signing, else of the announcement, else of coming into force', async () => {
    await write(test.database, {
      agreements: [
        { slug: 'all', signedOn: '2001', announcedOn: '2002', inForceFrom: '2003' },
        { slug: 'announced', announcedOn: '2002', inForceFrom: '2003' },
        { slug: 'in-force', inForceFrom: '2003', endedOn: '2004' },
        { slug: 'ended', endedOn: '2004' },
      ],
    });
    expect([await of(2001), await of(2002), await of(2003), await of(2004)]).toEqual([
      'all',
      'announced',
      'in-force',
      '',
    ]);
  });

  it('is else that of the earliest held meeting about it', async () => {
    await write(test.database, {
      agreements: ['met-about', { slug: 'signed', signedOn: '2001' }],
      meetings: [
        { slug: 'undated', agreements: ['met-about'] },
        { slug: 'planned', date: '2002', status: 'PLANNED', agreements: ['met-about'] },
        { slug: 'later', date: '2005', agreements: ['met-about', 'signed'] },
        { slug: 'first', date: '2004', agreements: ['met-about', 'signed'] },
      ],
    });
    expect([await of(2001), await of(2002), await of(2004), await of(2005)]).toEqual(['signed', '', 'met-about', '']);
  });

  it('goes with the meeting when that turns out not to have been held', async () => {
    await write(test.database, { meetings: [{ slug: 'talks', date: '2004', agreements: ['one'] }] });
    expect(await of(2004)).toBe('one');
    await write(test.database, {
      meetings: [{ slug: 'talks', date: '2004', status: 'CANCELLED', agreements: ['one'] }],
    });
    expect(await of(2004)).toBe('');
  });
});
