import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);
const ask = (query: string) => dataOf(test.database, query);

type Plain = Readonly<Record<string, unknown>>;
/** A meeting of people, each by slug or as a participation. */
const meeting = (slug: string, people: readonly (string | Plain)[], rest: Plain = {}) => ({
  slug,
  participations: people,
  ...rest,
});
const PEOPLE = { people: ['ada', 'bob', 'cid', 'dan'] };

/** Whom a person met, as `slug count`. */
const met = async (person: string, page = '') => {
  const { person: found } = await ask(
    `{ person(ref: "${person}") { encounters${page} { nodes { person { slug } count } } } }`,
  );
  return found.encounters.nodes.map(
    (each: { person: { slug: string }; count: number }) => `${each.person.slug} ${each.count}`,
  );
};

describe('whom a person met', () => {
  it('is nobody any more when the only meeting of the two is taken out', async () => {
    await given({ ...PEOPLE, meetings: [meeting('one', ['ada', 'bob']), meeting('two', ['ada', 'cid'])] });
    await dataOf(
      test.database,
      'mutation { deleteMeeting(input: { ref: "one", version: 1, reason: "entered by mistake" }) { record { slug } } }',
      {
        as: 'editor',
      },
    );
    expect(await met('ada')).toEqual(['cid 1']);
    expect(await met('bob')).toEqual([]);
  });

  it('most often first, then by slug', async () => {
    await given({
      ...PEOPLE,
      meetings: [
        meeting('one', ['dan', 'ada', 'cid']),
        meeting('two', ['ada', 'cid']),
        meeting('three', ['bob', 'ada']),
        meeting('four', ['bob', 'dan']),
      ],
    });
    expect(await met('ada')).toEqual(['cid 2', 'bob 1', 'dan 1']);
  });

  it('whichever their sides, in a delegation or not', async () => {
    await given({
      ...PEOPLE,
      meetings: [
        meeting('one', ['ada'], {
          delegations: [{ slug: 'guests', members: [{ actor: 'bob', role: 'HEAD' }, 'cid'] }],
        }),
      ],
    });
    expect(await met('cid')).toEqual(['ada 1', 'bob 1']);
  });

  it('is nobody at a meeting that is planned, cancelled or unknown', async () => {
    await given({
      ...PEOPLE,
      meetings: ['PLANNED', 'CANCELLED', 'UNKNOWN'].map((status) =>
        meeting(status.toLowerCase(), ['ada', 'bob'], { status }),
      ),
    });
    expect(await met('ada')).toEqual([]);
  });

  it.each(['EXPECTED', 'ABSENT'])('is nobody who was %s, and nobody for who was it', async (status) => {
    await given({ ...PEOPLE, meetings: [meeting('one', ['ada', 'bob', { actor: 'cid', status }])] });
    expect(await met('ada')).toEqual(['bob 1']);
    expect(await met('cid')).toEqual([]);
  });

  it('is neither an organization nor oneself', async () => {
    await given({
      ...PEOPLE,
      organizations: ['bank'],
      meetings: [
        meeting('one', ['ada', 'bank', { actor: 'ada', role: 'SPEAKER' }, 'bob', { actor: 'bob', role: 'HOST' }]),
      ],
    });
    expect(await met('ada')).toEqual(['bob 1']);
  });

  it('is the same as people filtered by met', async () => {
    await given({
      ...PEOPLE,
      meetings: [meeting('one', ['ada', 'cid']), meeting('two', ['ada', 'bob'], { status: 'PLANNED' })],
    });
    const { people } = await ask('{ people(filter: { met: "ada" }) { nodes { slug } } }');
    expect(people.nodes).toEqual([{ slug: 'cid' }]);
    expect(await met('ada')).toEqual(['cid 1']);
  });
});

describe('an encounter', () => {
  const encounter = async (fields: string) =>
    (await ask(`{ person(ref: "ada") { encounters { nodes { ${fields} } } } }`)).person.encounters.nodes[0];
  const dated = (dates: readonly (string | null)[]) =>
    given({
      ...PEOPLE,
      meetings: dates.map((date, at) => meeting(`m${at + 1}`, ['ada', 'bob'], date ? { date } : {})),
    });

  it('knows the first and the last date', async () => {
    await dated(['2021-05', null, '2019-03-04', '2024~', '2020']);
    expect(await encounter('count first { edtf earliest } last { edtf approximate }')).toEqual({
      count: 5,
      first: { edtf: '2019-03-04', earliest: '2019-03-04' },
      last: { edtf: '2024~', approximate: true },
    });
  });

  it('has the date that began first as first, and that ended last as last', async () => {
    await dated(['2020-02', '2020-01/2020-12', '2020-03-01']);
    expect(await encounter('first { edtf } last { edtf }')).toEqual({
      first: { edtf: '2020-01/2020-12' },
      last: { edtf: '2020-01/2020-12' },
    });
  });

  it('has no dates where no meeting has one', async () => {
    await dated([null]);
    expect(await encounter('first { edtf } last { edtf }')).toEqual({ first: null, last: null });
  });

  it('lists the meetings in which both are reported, page by page', async () => {
    await given({
      ...PEOPLE,
      meetings: [
        meeting('m1', ['ada', 'bob', 'cid']),
        meeting('m2', ['ada', 'bob'], { status: 'PLANNED' }),
        meeting('m3', ['ada', { actor: 'bob', status: 'ABSENT' }]),
        meeting('m4', ['bob', 'cid']),
        meeting('m5', ['ada', 'bob']),
        meeting('m6', ['bob', 'ada']),
      ],
    });
    const page = (given: string) =>
      encounter(`count meetings${given} { totalCount pageInfo { hasNextPage endCursor } nodes { slug } }`);
    const first = await page('(first: 2)');
    expect(first).toMatchObject({
      count: 3,
      meetings: { totalCount: 3, nodes: [{ slug: 'm1' }, { slug: 'm5' }], pageInfo: { hasNextPage: true } },
    });
    expect(await page(`(first: 2, after: "${first.meetings.pageInfo.endCursor}")`)).toMatchObject({
      meetings: { nodes: [{ slug: 'm6' }], pageInfo: { hasNextPage: false } },
    });
  });
});

describe('pages of encounters', () => {
  const AT_LUNCH: Facts = {
    people: ['ada', 'bob', 'cid', 'dan', 'eve'],
    meetings: [meeting('lunch', ['ada', 'bob', 'cid', 'dan', 'eve']), meeting('tea', ['ada', 'eve'])],
  };

  it('go on where the last one ended, through equal counts', async () => {
    await given(AT_LUNCH);
    const seen: string[] = [];
    let after = '';
    for (let more = true; more; ) {
      const { person } = await ask(
        `{ person(ref: "ada") { encounters(first: 1${after}) { totalCount pageInfo { hasNextPage endCursor } nodes { person { slug } } } } }`,
      );
      const { nodes, pageInfo, totalCount } = person.encounters;
      expect(totalCount).toBe(4);
      seen.push(nodes[0].person.slug);
      more = pageInfo.hasNextPage;
      after = `, after: "${pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(['eve', 'bob', 'cid', 'dan']);
  });

  it('refuse a cursor of another list', async () => {
    await given(AT_LUNCH);
    const { people } = await ask('{ people(first: 1) { pageInfo { endCursor } } }');
    const { extensions } = await errorOf(
      test.database,
      `{ person(ref: "ada") { encounters(after: "${people.pageInfo.endCursor}") { nodes { count } } } }`,
    );
    expect(extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('cost the same number of statements for one person and for many', async () => {
    const query = `{ people { nodes { encounters { totalCount nodes { person { label } count first { edtf }
      meetings { totalCount nodes { label } } } } } } }`;
    await given({ people: ['ada', 'bob'], meetings: [meeting('one', ['ada', 'bob'])] });
    const few = await countStatements(test.database, () => ask(query));
    await given({ people: ['cid', 'dan', 'eve'], meetings: AT_LUNCH.meetings ?? [] });
    expect(await countStatements(test.database, () => ask(query))).toBe(few);
  });
});
