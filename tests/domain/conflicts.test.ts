import { describe, expect, it } from 'vitest';
import { openConflicts } from '../../src/domain/claim/conflict-report.service.js';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();
const update = (slug: string, source: string, rest: string) =>
  dataOf(
    test.database,
    `mutation { updateAgreement(input: { ref: "${slug}", version: 1, evidence: [{ source: "${source}" }] ${rest} }) { record { version } } }`,
    { as: 'editor' },
  );
const ask = (args = '') =>
  dataOf(
    test.database,
    `{ conflicts${args} { totalCount pageInfo { hasNextPage endCursor }
      nodes { record { slug } link { __typename } property claims { value status evidence { source { slug } } } } } }`,
  );
const lines = async () => {
  const found: string[] = [];
  for await (const line of openConflicts(test.database)) found.push(line);
  return found;
};

const given = () =>
  write(test.database, {
    sources: ['one', 'two'],
    organizations: [
      {
        slug: 'firm',
        names: [
          { text: 'Firm', evidence: ['one'], status: 'DISPUTED' },
          { text: 'Firma', evidence: ['two'], status: 'DISPUTED' },
        ],
      },
    ],
    agreements: [
      {
        slug: 'deal',
        signedOn: '2025-01-01',
        evidence: ['one'],
        terms: [{ commodity: 'gold', kind: 'OFFER', evidence: ['one'] }],
      },
      { slug: 'other', signedOn: '2025-01-01', evidence: ['one'] },
    ],
  });

describe('conflicts', () => {
  it('are listed once each, in the order in which they began, with the claims on both sides', async () => {
    await given();
    await update('deal', 'two', 'signedOn: "2025-02-02"');
    const { conflicts } = await ask();
    expect(conflicts.totalCount).toBe(2);
    expect(conflicts.nodes).toEqual([
      {
        record: { slug: 'firm' },
        link: null,
        property: 'name',
        claims: [
          { value: 'Firm', status: 'DISPUTED', evidence: [{ source: { slug: 'one' } }] },
          { value: 'Firma', status: 'DISPUTED', evidence: [{ source: { slug: 'two' } }] },
        ],
      },
      {
        record: { slug: 'deal' },
        link: null,
        property: 'signedOn',
        claims: [
          { value: '2025-01-01', status: 'DISPUTED', evidence: [{ source: { slug: 'one' } }] },
          { value: '2025-02-02', status: 'DISPUTED', evidence: [{ source: { slug: 'two' } }] },
        ],
      },
    ]);
    expect(await lines()).toEqual([
      'Organization firm, name: Firm (one) against Firma (two)',
      'Agreement deal, signedOn: 2025-01-01 (one) against 2025-02-02 (two)',
    ]);
  });

  it('go when somebody decides', async () => {
    await given();
    await update('deal', 'two', 'signedOn: "2025-02-02"');
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "deal") { claims(property: "signedOn") { nodes { id } } } }',
    );
    await dataOf(
      test.database,
      `mutation { resolveClaim(input: { claim: "${agreement.claims.nodes[1].id}", status: ACCEPTED, reason: "Seen." }) { claims { status } } }`,
      { as: 'editor' },
    );
    const { conflicts } = await ask('(types: [AGREEMENT])');
    expect(conflicts).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('are paged, of the types that are asked for', async () => {
    await given();
    await update('deal', 'two', 'signedOn: "2025-02-02"');
    await update('other', 'two', 'signedOn: "2025-02-02"');
    const first = (await ask('(types: [AGREEMENT], first: 1)')).conflicts;
    expect([first.totalCount, first.nodes[0].record.slug, first.pageInfo.hasNextPage]).toEqual([2, 'deal', true]);
    const next = (await ask(`(types: [AGREEMENT], first: 1, after: "${first.pageInfo.endCursor}")`)).conflicts;
    expect([next.nodes[0].record.slug, next.pageInfo.hasNextPage]).toEqual(['other', false]);
    expect((await errorOf(test.database, '{ conflicts(types: []) { totalCount } }')).extensions['code']).toBe(
      'BAD_USER_INPUT',
    );
  });

  it('take as many statements for many as for one', async () => {
    await given();
    const one = await countStatements(test.database, () => ask());
    await update('deal', 'two', 'signedOn: "2025-02-02"');
    await update('other', 'two', 'signedOn: "2025-02-02"');
    const before = await countStatements(test.database, () => ask());
    await write(test.database, {
      organizations: Array.from({ length: 12 }, (_, n) => ({
        slug: `firm-${n}`,
        names: [
          { text: `A ${n}`, evidence: ['one'], status: 'DISPUTED' },
          { text: `B ${n}`, evidence: ['two'], status: 'DISPUTED' },
        ],
      })),
    });
    expect(await countStatements(test.database, () => ask())).toBe(before);
    expect(one).toBeLessThanOrEqual(before);
  });
});
