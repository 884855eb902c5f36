import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);
const date = async (slug = 'deal') =>
  (await dataOf(test.database, `{ agreement(ref: "${slug}") { date { edtf } } }`)).agreement.date?.edtf ?? null;

type Plain = Readonly<Record<string, unknown>>;
const about = (slug: string, rest: Plain): Plain => ({ slug, agreements: ['deal'], ...rest });

describe('the date of an agreement', () => {
  it.each([
    [{ signedOn: '2003', announcedOn: '2002', inForceFrom: '2001', endedOn: '2000' }, '2003'],
    [{ announcedOn: '2002', inForceFrom: '2001', endedOn: '2000' }, '2002'],
    [{ inForceFrom: '2001', endedOn: '2000' }, '2001'],
    [{ endedOn: '2000' }, null],
    [{}, null],
  ])('of %j is %s', async (dates, expected) => {
    await given({ agreements: [{ slug: 'deal', ...dates }] });
    expect(await date()).toBe(expected);
  });

  it('is its own though a meeting was earlier', async () => {
    await given({ agreements: [{ slug: 'deal', inForceFrom: '2010' }], meetings: [about('talks', { date: '2000' })] });
    expect(await date()).toBe('2010');
  });

  it('is that of the earliest held meeting about it, where it has none', async () => {
    await given({
      agreements: ['deal'],
      meetings: [
        about('later', { date: '2005' }),
        about('planned', { date: '2001', status: 'PLANNED' }),
        about('cancelled', { date: '2001', status: 'CANCELLED' }),
        about('undated', {}),
        about('first', { date: '2004-05/2006' }),
        about('same-start', { date: '2004-05-01' }),
        { slug: 'other', date: '2000' },
      ],
    });
    expect(await date()).toBe('2004-05/2006');
  });

  it('orders and filters lists', async () => {
    await given({
      agreements: ['deal', { slug: 'old', signedOn: '1990' }, 'undated'],
      meetings: [about('talks', { date: '2000-01-02' })],
    });
    const { desc, asc, found } = await dataOf(
      test.database,
      `{ asc: agreements(orderBy: { field: DATE }) { nodes { slug } }
         desc: agreements(orderBy: { field: DATE, direction: DESC }) { nodes { slug } }
         found: agreements(filter: { date: { from: "2000-01-01", to: "2000-12-31" } }) { nodes { slug } } }`,
    );
    const slugs = (list: { nodes: { slug: string }[] }) => list.nodes.map(({ slug }) => slug);
    expect([slugs(asc), slugs(desc), slugs(found)]).toEqual([
      ['old', 'deal', 'undated'],
      ['deal', 'old', 'undated'],
      ['deal'],
    ]);
  });
});

describe('the date from a meeting follows', () => {
  const TALKS = about('talks', { date: '2000' });
  beforeEach(() => given({ agreements: ['deal'], meetings: [TALKS, about('later', { date: '2005' })] }));

  it.each([
    ['the meeting that gets another date', { ...TALKS, date: '2007' }, '2005'],
    ['the meeting that loses its date', about('talks', {}), '2005'],
    ['the meeting that turns out not to have been held', { ...TALKS, status: 'CANCELLED' }, '2005'],
    ['the meeting that was about something else', { slug: 'talks', date: '2000' }, '2005'],
    ['the meeting that stays', { ...TALKS, kind: 'SUMMIT' }, '2000'],
  ])('%s', async (_what, talks, expected) => {
    await given({ meetings: [talks] });
    expect(await date()).toBe(expected);
  });

  it('an earlier meeting that is found out later', async () => {
    await given({ meetings: [about('first', { date: '1999' })] });
    expect(await date()).toBe('1999');
  });

  it('the agreement that gets a date of its own, and loses it again', async () => {
    await given({ agreements: [{ slug: 'deal', signedOn: '2020' }] });
    expect(await date()).toBe('2020');
    await given({ agreements: ['deal'] });
    expect(await date()).toBe('2000');
  });

  it('both the agreement that a meeting leaves and the one that it turns to', async () => {
    await given({ agreements: ['other'], meetings: [{ slug: 'talks', date: '2000', agreements: ['other'] }] });
    expect([await date(), await date('other')]).toEqual(['2005', '2000']);
  });
});
