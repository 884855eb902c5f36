import { describe, expect, it } from 'vitest';
import { countStatements, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { agreement, asking, FACTS, person } from '../support/proposing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const { run, refused } = asking(test);

describe('proposals', () => {
  const page = (args = '') =>
    `{ proposals${args} { totalCount pageInfo { hasNextPage endCursor } nodes { record { slug label ... on Person { names { text } } } link { id } claim { id evidence { source { slug } } } claims { property } reason } } }`;

  it('are listed page by page, by type, and only for whoever may propose', async () => {
    await given(FACTS);
    for (const slug of ['p-one', 'p-two']) await run(person(slug), 'contributor');
    await run(agreement('rice-deal'), 'contributor');
    const slugs = ({ proposals }: { proposals: { nodes: { record: { slug: string } }[] } }) =>
      proposals.nodes.map(({ record }) => record.slug);
    const first = await run(page('(first: 2)'), 'contributor');
    expect(slugs(first)).toEqual(['p-one', 'p-two']);
    expect(first.proposals).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
    const rest = await run(page(`(first: 2, after: "${first.proposals.pageInfo.endCursor}")`));
    expect(slugs(rest)).toEqual(['rice-deal']);
    expect(rest.proposals.nodes[0].reason).toBe('seen');
    expect(slugs(await run(page('(types: [AGREEMENT])')))).toEqual(['rice-deal']);
    expect((await refused(page('(types: [])'))).extensions).toMatchObject({ argument: 'types' });
    expect((await refused(page(), 'reader')).extensions).toMatchObject({ code: 'FORBIDDEN' });
    expect((await errorOf(test.database, page())).extensions).toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('cost as many statements for many as for few', async () => {
    await given(FACTS);
    for (let n = 0; n < 6; n++) await run(person(`p-${n}`), 'contributor');
    const few = await countStatements(test.database, () => run(page('(first: 2)')));
    expect(await countStatements(test.database, () => run(page('(first: 6)')))).toBe(few);
  });
});
