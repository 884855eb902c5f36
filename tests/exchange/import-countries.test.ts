import { afterEach, beforeEach, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { byName, deal, firm, loading, mapping, named, says } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const party = (ref: string) => ({ actor: byName(ref), role: 'PARTY' });

it('finds countries, and States as actors, as people write them', async () => {
  const { report } = await loading(test.database, [
    firm('A', { country: byName('Congo, Rep.') }),
    deal('1', { parties: [party('Congo, Dem. Rep.'), party('gabonaise'), party('Korea, Dem. Rep.')] }),
  ]);
  expect(report).toMatchObject({ created: 2, leftOut: 0, unresolved: [] });
  const { agreement, organization } = await dataOf(
    test.database,
    `{ agreement(ref: "deal-1") { parties { actor { ... on Organization { slug kind } } } }
       organization(ref: "firm-a") { country { slug } } }`,
  );
  expect(agreement.parties.map(({ actor }: { actor: unknown }) => actor)).toEqual([
    { slug: 'dr-congo', kind: 'STATE' },
    { slug: 'gabon', kind: 'STATE' },
    { slug: 'north-korea', kind: 'STATE' },
  ]);
  expect(organization.country.slug).toBe('republic-of-the-congo');
});

it('lists a State of the past with those that came after, until an alias says which is meant', async () => {
  const rows = [deal('1', { parties: [party('Czechoslovakia'), party('Africa, regional')] })];
  const { report, lines } = await loading(test.database, rows);
  expect(report.leftOut).toBe(2);
  expect(report.unresolved).toMatchObject([
    { name: 'Czechoslovakia', count: 1, near: ['czechia', 'slovakia'] },
    { name: 'Africa, regional', count: 1 },
  ]);
  expect(lines[0]).toMatchObject({ problems: [{ message: expect.stringContaining('State of the past') }] });
  const aliases = [
    { types: null, text: 'Czechoslovakia', ref: 'Czech Rep.' },
    { types: null, text: 'Africa, regional', ref: null },
  ];
  const settled = await loading(test.database, rows, { map: mapping({ aliases }) });
  expect(settled.report).toMatchObject({ updated: 1, leftOut: 0, unresolved: [] });
});

it('lists an organization where only a country can stand, and takes it as an actor', async () => {
  const union = says('firm', 'U', { kind: 'INTERNATIONAL_ORGANIZATION', names: named('Union of Examples') });
  await loading(test.database, [union]);
  const { report, lines } = await loading(test.database, [
    union,
    firm('A', { country: byName('Union of Examples') }),
    deal('1', { parties: [party('Union of Examples')] }),
  ]);
  expect(report).toMatchObject({ created: 2, unchanged: 1, leftOut: 1 });
  expect(lines[0]).toMatchObject({
    problems: [{ path: 'country', message: expect.stringContaining('not a country') }],
  });
});

it('keeps to a record that is called so', async () => {
  await loading(test.database, [says('firm', 'S', { kind: 'COMPANY', names: named('Gabonaise') })]);
  await loading(test.database, [deal('1', { parties: [party('Gabonaise')] })], {
    map: mapping({ source: { slug: 'others', kind: 'DATASET' } }),
  });
  const { agreement } = await dataOf(
    test.database,
    '{ agreement(ref: "deal-1") { parties { actor { ... on Organization { slug } } } } }',
  );
  expect(agreement.parties).toEqual([{ actor: { slug: 'firm-s' } }]);
});
