import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);
const retract = (where: string) =>
  test.database.write((tx) =>
    tx.run(
      sql`UPDATE claim SET status = 'RETRACTED', retracted_at = '2026-01-01T00:00:00.000Z' WHERE ${sql.raw(where)}`,
    ),
  );

describe('sources of a record', () => {
  const sources = async (ref: string) => {
    const { agreement } = await ask(`{ agreement(ref: "${ref}") { sourceCount sources { slug } } }`);
    expect(agreement.sourceCount).toBe(agreement.sources.length);
    return agreement.sources.map(({ slug }: { slug: string }) => slug);
  };

  it('are those of its claims and of its own links, each once, first cited first', async () => {
    await write(test.database, {
      sources: ['d', 'c', 'b', 'a'],
      agreements: [
        {
          slug: 'deal',
          evidence: ['c'],
          claims: { status: { evidence: ['b', 'c'] } },
          terms: [{ commodity: 'gold', evidence: ['a'] }],
        },
      ],
    });
    expect(await sources('deal')).toEqual(['c', 'b', 'a']);
  });

  it('are not those of whatever mentions it', async () => {
    await write(test.database, {
      agreements: [{ slug: 'deal', evidence: ['own'] }],
      meetings: [{ slug: 'talks', evidence: ['other'], agreements: [{ agreement: 'deal', evidence: ['other'] }] }],
    });
    expect(await sources('deal')).toEqual(['own']);
  });

  it('are those of names too, and of evidence that contradicts', async () => {
    await write(test.database, {
      agreements: [
        {
          slug: 'deal',
          names: [{ text: 'Deal', lang: 'en', evidence: ['paper'] }],
          evidence: ['own', { at: 'denial', stance: 'CONTRADICTS' }],
        },
      ],
    });
    expect((await sources('deal')).sort()).toEqual(['denial', 'own', 'paper']);
  });

  it('no longer count where every claim from them was taken back', async () => {
    await write(test.database, {
      agreements: [{ slug: 'deal', evidence: ['own'], claims: { status: { evidence: ['rumour'] } } }],
    });
    expect(await sources('deal')).toEqual(['own', 'rumour']);
    await retract("property = 'status'");
    expect(await sources('deal')).toEqual(['own']);
  });

  it('are none for a source, which speaks for itself', async () => {
    await write(test.database, { sources: ['paper'] });
    const { source } = await ask('{ source(ref: "paper") { sourceCount sources { slug } claims { totalCount } } }');
    expect(source).toEqual({ sourceCount: 0, sources: [], claims: { totalCount: 0 } });
  });
});

describe('a conflict', () => {
  const conflict = async () => (await ask('{ agreement(ref: "deal") { hasConflict } }')).agreement.hasConflict;

  it('there is none where nothing is disputed', async () => {
    await write(test.database, { agreements: [{ slug: 'deal', claims: { status: { status: 'REFUTED' } } }] });
    expect(await conflict()).toBe(false);
  });

  it('is a disputed claim on the record', async () => {
    await write(test.database, { agreements: [{ slug: 'deal', claims: { status: { status: 'DISPUTED' } } }] });
    expect(await conflict()).toBe(true);
  });

  it('is a disputed claim on one of its links', async () => {
    await write(test.database, {
      agreements: [{ slug: 'deal', terms: [{ commodity: 'gold', claims: { kind: { status: 'DISPUTED' } } }] }],
    });
    expect(await conflict()).toBe(true);
  });

  it('is over when the disputed claim was taken back', async () => {
    await write(test.database, { agreements: [{ slug: 'deal', claims: { status: { status: 'DISPUTED' } } }] });
    await test.database.write((tx) => tx.run(sql`UPDATE claim SET retracted_at = '2026-01-01T00:00:00.000Z'`));
    expect(await conflict()).toBe(false);
  });

  it('does not spread to a record that only mentions the disputed one', async () => {
    await write(test.database, {
      agreements: ['deal'],
      organizations: [{ slug: 'bank', claims: { kind: { status: 'DISPUTED' } } }],
      meetings: [{ slug: 'talks', agreements: [{ agreement: 'deal' }], claims: { kind: { status: 'DISPUTED' } } }],
    });
    expect(await conflict()).toBe(false);
  });
});

describe('what a source says', () => {
  it('are the claims for or against which it is evidence, each once, in the order of entry', async () => {
    await write(test.database, {
      people: [
        { slug: 'ada', evidence: ['paper', 'paper'] },
        { slug: 'bob', evidence: ['other', { at: 'paper', stance: 'CONTRADICTS' }] },
        { slug: 'eve', evidence: ['other'] },
      ],
      agreements: [{ slug: 'deal', evidence: ['other'], terms: [{ commodity: 'gold', evidence: ['paper'] }] }],
    });
    const { source } = await ask(`{ source(ref: "paper") {
      claims { totalCount nodes { property subject { slug } link { __typename } } }
      kinds: claims(property: "kind") { nodes { value } } } }`);
    const term = { subject: { slug: 'deal' }, link: { __typename: 'CommodityTerm' } };
    expect(source.claims).toEqual({
      totalCount: 5,
      nodes: [
        { property: null, subject: { slug: 'ada' }, link: null },
        { property: null, subject: { slug: 'bob' }, link: null },
        { property: null, ...term },
        { property: 'commodity', ...term },
        { property: 'kind', ...term },
      ],
    });
    expect(source.kinds.nodes).toEqual([{ value: 'OFFER' }]);
  });

  it('comes page by page', async () => {
    await write(test.database, {
      sources: ['paper'],
      people: ['ada', 'bob', 'eve'].map((slug) => ({ slug, evidence: ['paper'] })),
    });
    const page = async (given: string) =>
      (
        await ask(
          `{ source(ref: "paper") { claims(${given}) { pageInfo { hasNextPage endCursor } nodes { subject { slug } } } } }`,
        )
      ).source.claims;
    const first = await page('first: 2');
    expect(first).toMatchObject({
      pageInfo: { hasNextPage: true },
      nodes: [{ subject: { slug: 'ada' } }, { subject: { slug: 'bob' } }],
    });
    expect(await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      pageInfo: { hasNextPage: false },
      nodes: [{ subject: { slug: 'eve' } }],
    });
  });
});

describe('sources about a country', () => {
  it('are those of the country and of its State, by any of its names', async () => {
    await write(test.database, {
      countries: [
        { slug: 'mali', code: 'ML', alpha3: 'MLI', names: [{ text: 'Mali', lang: 'en' }], evidence: ['atlas'] },
      ],
      organizations: [
        { slug: 'mali', kind: 'STATE', country: 'mali', names: [{ text: 'Mali', lang: 'en' }], evidence: ['report'] },
        { slug: 'mine', evidence: ['other'] },
      ],
    });
    for (const ref of ['mali', 'Mali', 'ML', 'MLI']) {
      const { sources } = await ask(
        `{ sources(filter: { about: "${ref}" }, orderBy: { field: SLUG }) { nodes { slug } } }`,
      );
      expect(sources.nodes, ref).toEqual([{ slug: 'atlas' }, { slug: 'report' }]);
    }
  });
});
