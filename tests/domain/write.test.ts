import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);
const slugs = async (list: string) =>
  (await dataOf(test.database, `{ list: ${list} { nodes { slug } } }`)).list.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );

describe('a batch', () => {
  it('is entered in the order in which it was given', async () => {
    await given({ people: ['cid', 'ada', 'bob'] });
    await given({ people: ['aaa'] });
    expect(await slugs('people')).toEqual(['cid', 'ada', 'bob', 'aaa']);
  });

  it('is written whole or not at all', async () => {
    await given({ commodities: ['oil'] });
    const before = await dump(test.database);
    await expect(
      given({
        people: ['ada'],
        agreements: [{ slug: 'deal', terms: [{ commodity: 'oil' }] }],
        commodities: [
          { slug: 'oil', parent: 'diesel' },
          { slug: 'diesel', parent: 'oil' },
        ],
      }),
    ).rejects.toThrow(/its own ancestor/);
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('may be larger than one statement carries, with parents after their children', async () => {
    const many = Array.from({ length: 1200 }, (_, at) => ({ slug: `c${at}`, parent: 'root' }));
    expect(await given({ commodities: [...many, 'root'] })).toMatchObject({ created: 1202 });
    const { commodity } = await dataOf(test.database, '{ commodity(ref: "root") { descendants { slug } } }');
    expect(commodity.descendants).toHaveLength(1200);
  });

  it('says what became of its records, delegations too', async () => {
    const talks = { slug: 'talks', delegations: [{ slug: 'guests' }] };
    expect(await given({ sources: ['a-source'], meetings: [talks] })).toEqual({
      created: 3,
      updated: 0,
      unchanged: 0,
      kept: 0,
    });
    expect(await given({ meetings: [{ ...talks, kind: 'CALL' }, 'other'] })).toEqual({
      created: 1,
      updated: 1,
      unchanged: 1,
      kept: 0,
    });
  });

  it('may be empty', async () => {
    expect(await given({})).toEqual({ created: 0, updated: 0, unchanged: 0, kept: 0 });
  });

  it('written twice at the same time is there once', async () => {
    await given({ sources: ['a-source'] });
    const reports = await Promise.all([given({ people: ['ada'] }), given({ people: ['ada'] })]);
    expect(reports.map(({ created, unchanged }) => [created, unchanged])).toEqual([
      [1, 0],
      [0, 1],
    ]);
  });
});

describe('a slug', () => {
  it('may be that of records of different types', async () => {
    await given({ people: ['ada'], organizations: ['ada'], places: ['ada'] });
    const { person, organization, place } = await dataOf(
      test.database,
      '{ person(ref: "ada") { slug } organization(ref: "ada") { slug } place(ref: "ada") { slug } }',
    );
    expect([person, organization, place]).toEqual(Array(3).fill({ slug: 'ada' }));
  });

  it('may not stand twice in one batch', async () => {
    await expect(given({ people: ['ada', 'ada'] })).rejects.toThrow(/Person ada stands twice/);
  });

  it('of a delegation may not stand twice either, be it in two meetings', async () => {
    const delegations = [{ slug: 'guests' }];
    await expect(
      given({
        meetings: [
          { slug: 'one', delegations },
          { slug: 'two', delegations },
        ],
      }),
    ).rejects.toThrow(/two: delegations\[0\]: Delegation guests stands twice, also at one/);
  });
});

describe('a record under another of its type', () => {
  it.each(['organizations', 'agreements', 'commodities'] as const)('of %s may not stand under itself', async (kind) => {
    const circle = [
      { slug: 'a', parent: 'b' },
      { slug: 'b', parent: 'c' },
      { slug: 'c', parent: 'a' },
    ];
    await expect(given({ [kind]: circle })).rejects.toThrow(/a: parent: makes a its own ancestor/);
    expect(await slugs(kind)).toEqual([]);
  });

  it('may stand under one that stands under another', async () => {
    await given({ organizations: ['a', { slug: 'b', parent: 'a' }, { slug: 'c', parent: 'b' }] });
    const { organization } = await dataOf(test.database, '{ organization(ref: "c") { parent { parent { slug } } } }');
    expect(organization.parent.parent).toEqual({ slug: 'a' });
  });
});

describe('a version', () => {
  const versions = async () =>
    (
      await test.database.rows<{ slug: string; version: number }>(
        { slug: 'r.slug', version: 'r.version' },
        sql`FROM registry r ORDER BY r.id`,
      )
    ).map(({ slug, version }) => `${slug} ${version}`);

  it('moves with its record and with no other', async () => {
    const talks = { slug: 'talks', date: '2020', agreements: ['deal'] };
    await given({ sources: ['a-source'], agreements: ['deal'], meetings: [talks] });
    await given({ meetings: [{ ...talks, date: '2021' }] });
    expect(await versions()).toEqual(['a-source 1', 'deal 1', 'talks 2']);
  });
});
