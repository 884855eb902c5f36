import { describe, expect, it } from 'vitest';
import { countStatements, dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, refusalOf, slugsOf } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (list: string, filter: string) => filtered(test.database, list, filter);

/** No two figures of a type rank its records alike. */
const ONE_TWO_NONE: Facts = {
  sources: ['one', 'two', 'none', 'third'],
  organizations: ['one', 'two', 'none'],
  places: ['one', 'two', 'none'],
  commodities: ['two', { slug: 'one', parent: 'two' }, 'none'],
  agreements: [
    { slug: 'one', parties: ['two'], terms: [{ commodity: 'two' }, { commodity: 'two' }], evidence: ['two'] },
    { slug: 'two', parties: ['one', 'two'], terms: [{ commodity: 'one' }], evidence: ['two', 'third'] },
    'none',
  ],
  meetings: [
    {
      slug: 'two',
      place: 'two',
      participations: ['one', { actor: 'none', status: 'ABSENT' }],
      delegations: [{ slug: 'one', members: ['two'] }, { slug: 'two' }],
      agreements: ['none', 'one'],
    },
    {
      slug: 'one',
      place: 'one',
      participations: ['one'],
      delegations: [{ slug: 'none' }],
      agreements: ['one', 'two', 'none'],
    },
    {
      slug: 'none',
      place: 'two',
      delegations: [{ slug: 'a' }, { slug: 'b' }, { slug: 'c' }],
      agreements: ['none'],
    },
  ],
};

describe.each([
  ['agreements', 'partyCount', 'PARTY_COUNT', { none: 0, one: 1, two: 2 }],
  ['agreements', 'termCount', 'TERM_COUNT', { none: 0, two: 1, one: 2 }],
  ['agreements', 'meetingCount', 'MEETING_COUNT', { two: 1, one: 2, none: 3 }],
  ['meetings', 'participantCount', 'PARTICIPANT_COUNT', { none: 0, one: 1, two: 2 }],
  ['meetings', 'delegationCount', 'DELEGATION_COUNT', { one: 1, two: 2, none: 3 }],
  ['meetings', 'agreementCount', 'AGREEMENT_COUNT', { none: 1, two: 2, one: 3 }],
  ['delegations', 'memberCount', 'MEMBER_COUNT', { none: 0, a: 0, b: 0, c: 0, two: 0, one: 1 }],
  ['organizations', 'agreementCount', 'AGREEMENT_COUNT', { none: 0, one: 1, two: 2 }],
  ['organizations', 'meetingCount', 'MEETING_COUNT', { none: 0, two: 1, one: 2 }],
  ['commodities', 'agreementCount', 'AGREEMENT_COUNT', { none: 0, one: 1, two: 2 }],
  ['places', 'meetingCount', 'MEETING_COUNT', { none: 0, one: 1, two: 2 }],
  ['agreements', 'sourceCount', 'SOURCE_COUNT', { none: 1, one: 2, two: 3 }],
] as const)('%s by %s', (list, field, order, counts) => {
  const slugs = Object.keys(counts);
  const count = (slug: string) => (counts as Readonly<Record<string, number>>)[slug] as number;
  const those = (holds: (count: number) => boolean) => slugs.filter((slug) => holds(count(slug))).sort();
  const sorted = async (filter: string) => (await found(list, `{ ${field}: ${filter} }`)).sort();

  it('are found and ordered by it, and tell it', async () => {
    await given(ONE_TWO_NONE);
    const { nodes } = (await dataOf(test.database, `{ list: ${list} { nodes { slug ${field} } } }`)).list;
    expect(Object.fromEntries(nodes.map((node: Record<string, unknown>) => [node['slug'], node[field]]))).toEqual(
      counts,
    );
    const most = Math.max(...Object.values(counts));
    expect(await sorted(`{ min: ${most} }`)).toEqual(those((n) => n >= most));
    expect(await sorted(`{ max: ${most - 1} }`)).toEqual(those((n) => n < most));
    expect(await sorted(`{ min: ${most - 1}, max: ${most - 1} }`)).toEqual(those((n) => n === most - 1));
    expect(await sorted(`{ min: ${most + 1} }`)).toEqual([]);
    expect((await found(list, `{ not: { ${field}: { min: ${most} } } }`)).sort()).toEqual(those((n) => n < most));
    const upward = await slugsOf(test.database, list, `orderBy: { field: ${order} }`);
    expect(upward.map(count)).toEqual(Object.values(counts).sort((a, b) => a - b));
    expect(await slugsOf(test.database, list, `orderBy: { field: ${order}, direction: DESC }`)).toEqual(
      upward.toReversed(),
    );
  });
});

it('people by meetings and sources by claims', async () => {
  await given(ONE_TWO_NONE);
  expect(await found('people', '{ meetingCount: { min: 1 } }')).toEqual([]);
  await given({
    meetings: [{ slug: 'another', participations: [{ actor: 'ada', evidence: ['third'] }] }],
    people: ['ada'],
  });
  expect(await found('people', '{ meetingCount: { min: 1 } }')).toEqual(['ada']);
  expect((await slugsOf(test.database, 'people', 'orderBy: { field: MEETING_COUNT, direction: DESC }'))[0]).toBe('ada');
  expect(await found('sources', '{ claimCount: { max: 0 } }')).toEqual(['one', 'none']);
  expect((await slugsOf(test.database, 'sources', 'orderBy: { field: CLAIM_COUNT, direction: DESC }'))[0]).toBe(
    'a-source',
  );
});

describe('a range', () => {
  it.each([
    ['{ partyCount: {} }', /filter\.partyCount: give min, max or both/, 'filter.partyCount.min'],
    ['{ partyCount: { min: null } }', /filter\.partyCount: give min, max or both/, 'filter.partyCount.min'],
    ['{ partyCount: { min: 3, max: 2 } }', /min \(3\) is greater than max \(2\)/, 'filter.partyCount.min'],
    ['{ or: [{}, { not: { sourceCount: { min: 3, max: 2 } } }] }', /greater/, 'filter.or[1].not.sourceCount.min'],
  ])('%s is refused', async (filter, message, argument) => {
    const refusal = await refusalOf(test.database, 'agreements', `filter: ${filter}`);
    expect(refusal).toEqual({ code: 'BAD_USER_INPUT', message: expect.stringMatching(message), argument });
  });

  it('that is null is absent', async () => {
    await given(ONE_TWO_NONE);
    expect(await found('agreements', '{ partyCount: null, sourceCount: null, hasConflict: null }')).toHaveLength(3);
  });
});

describe('hasConflict', () => {
  const FACTS: Facts = {
    agreements: [
      { slug: 'disputed', claims: { status: { status: 'DISPUTED' } } },
      { slug: 'plain' },
      { slug: 'by-a-term', terms: [{ commodity: 'gold', kind: 'NEED', claims: { kind: { status: 'DISPUTED' } } }] },
    ],
    meetings: [{ slug: 'talks', agreements: ['disputed', 'plain'], claims: { status: { status: 'DISPUTED' } } }],
  };

  it('finds records of which the sources disagree, as the field of that name says', async () => {
    await given(FACTS);
    const { nodes } = (await dataOf(test.database, '{ agreements { nodes { slug hasConflict } } }')).agreements;
    expect(nodes).toEqual([
      { slug: 'disputed', hasConflict: true },
      { slug: 'plain', hasConflict: false },
      { slug: 'by-a-term', hasConflict: true },
    ]);
    expect(await found('agreements', '{ hasConflict: true }')).toEqual(['disputed', 'by-a-term']);
    expect(await found('agreements', '{ hasConflict: false }')).toEqual(['plain']);
    expect(await found('agreements', '{ not: { hasConflict: true } }')).toEqual(['plain']);
    expect(await found('meetings', '{ hasConflict: true }')).toEqual(['talks']);
  });

  it.each(['countries', 'places', 'organizations', 'delegations', 'commodities', 'sources'])(
    'finds no %s where none is disputed',
    async (list) => {
      await given({ ...ONE_TWO_NONE, countries: [{ slug: 'mali', code: 'ML', alpha3: 'MLI' }] });
      expect(await found(list, '{ hasConflict: true }')).toEqual([]);
      expect((await found(list, '{ hasConflict: false, sourceCount: { min: 0 } }')).length).toBeGreaterThan(0);
    },
  );
});

describe('inside records', () => {
  it('lists are filtered and ordered alike, page by page, and totalCount counts a record once', async () => {
    await given(ONE_TWO_NONE);
    const { meeting } = await dataOf(
      test.database,
      `{ meeting(ref: "one") {
        most: agreements(orderBy: { field: PARTY_COUNT, direction: DESC }, first: 1) { totalCount nodes { slug } pageInfo { endCursor } }
        few: agreements(filter: { partyCount: { min: 1 }, or: [{ partyCount: { max: 1 } }, { meetingCount: { min: 2 } }] }) { totalCount nodes { slug } }
      } }`,
    );
    expect(meeting.most).toMatchObject({ totalCount: 3, nodes: [{ slug: 'two' }] });
    expect(meeting.few).toEqual({ totalCount: 1, nodes: [{ slug: 'one' }] });
    const { meeting: next } = await dataOf(
      test.database,
      `{ meeting(ref: "one") { agreements(orderBy: { field: PARTY_COUNT, direction: DESC }, after: "${meeting.most.pageInfo.endCursor}") { nodes { slug } } } }`,
    );
    expect(next.agreements.nodes).toEqual([{ slug: 'one' }, { slug: 'none' }]);
  });

  it('cost as many statements for one as for many', async () => {
    await given(ONE_TWO_NONE);
    const nested = `agreements(filter: { partyCount: { min: 1 }, sourceCount: { min: 1 }, hasConflict: false }, orderBy: { field: TERM_COUNT })
      { nodes { slug partyCount termCount meetingCount } totalCount }`;
    const count = (first: number) =>
      countStatements(test.database, () =>
        dataOf(test.database, `{ meetings(first: ${first}) { nodes { ${nested} } } }`),
      );
    // how many a range names is counted once a minute
    await count(1);
    expect(await count(3)).toBe(await count(1));
  });
});

it('pages by count go on where they stopped, however many have the same count', async () => {
  const slugs = Array.from({ length: 9 }, (_, at) => `n${at}`);
  await given({
    agreements: slugs.map((slug, at) => ({
      slug,
      parties: slugs.slice(0, Math.floor(at / 3)).map((actor) => `party-${actor}`),
    })),
    organizations: slugs.map((slug) => `party-${slug}`),
  });
  for (const direction of ['ASC', 'DESC']) {
    const order = `orderBy: { field: PARTY_COUNT, direction: ${direction} }`;
    const whole = direction === 'ASC' ? slugs : slugs.toReversed();
    expect(await slugsOf(test.database, 'agreements', order)).toEqual(whole);
    const walked: string[] = [];
    let after = '';
    for (;;) {
      const { agreements } = await dataOf(
        test.database,
        `{ agreements(first: 2, ${order}${after}) { nodes { slug } pageInfo { hasNextPage hasPreviousPage endCursor } } }`,
      );
      expect(agreements.pageInfo.hasPreviousPage).toBe(walked.length > 0);
      walked.push(...agreements.nodes.map(({ slug }: { slug: string }) => slug));
      if (!agreements.pageInfo.hasNextPage) break;
      after = `, after: "${agreements.pageInfo.endCursor}"`;
    }
    expect(walked).toEqual(whole);
    const { agreements } = await dataOf(test.database, `{ agreements(last: 4, ${order}) { nodes { slug } } }`);
    expect(agreements.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(whole.slice(-4));
  }
});
