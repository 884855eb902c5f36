import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { refusalOf } from '../support/lists.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, { meetings: [{ slug: 'talks', agreements: ['treaty'] }] });
});
afterAll(() => test.dispose());

const LISTS: Readonly<Record<string, string>> = {
  agreements: 'between status instrument termKind',
  meetings: 'kind status',
  people: '',
  commodityTerms: 'kind agreementStatus',
  delegations: 'side status',
  organizations: 'kind',
  commodities: 'scheme',
  countries: 'code',
  places: '',
  sources: 'kind lang',
};

describe.each(Object.entries(LISTS))('%s', (list, fields) => {
  it.each([...fields.split(' ').filter(Boolean), 'and', 'or'])('refuse %s without a value', async (field) => {
    const { code, argument, message } = await refusalOf(test.database, list, `filter: { ${field}: [] }`);
    expect([code, argument]).toEqual(['BAD_USER_INPUT', `filter.${field}`]);
    expect(message).toContain(`filter.${field}: must not be an empty list`);
  });
});

describe('an argument that is wrong', () => {
  it.each([
    ['{ and: [{}, { status: [] }] }', 'filter.and[1].status'],
    ['{ or: [{ or: [] }] }', 'filter.or[0].or'],
    ['{ not: { between: [] } }', 'filter.not.between'],
    ['{ not: { not: { and: [{ instrument: [] }] } } }', 'filter.not.not.and[0].instrument'],
    ['{ date: { from: "2025-02-01", to: "2025-01-01" } }', 'filter.date.from'],
    ['{ or: [{}, { not: { date: { from: "2025-02-01", to: "2025-01-01" } } }] }', 'filter.or[1].not.date.from'],
    ['{ text: "" }', 'filter.text'],
    ['{ and: { text: " -- " } }', 'filter.and[0].text'],
    [`{ text: "${Array.from({ length: 33 }, (_, at) => `w${at}`).join(' ')}" }`, 'filter.text'],
  ])('is named by its path: %s', async (filter, path) => {
    const { code, argument, message } = await refusalOf(test.database, 'agreements', `filter: ${filter}`);
    expect([code, argument]).toEqual(['BAD_USER_INPUT', path]);
    expect(message).toContain(path.replace(/\.from$/, ''));
  });

  it('is named in every place at once', async () => {
    const { extensions } = await errorOf(
      test.database,
      '{ agreements(filter: { status: [], or: [] }) { totalCount } }',
    );
    expect(extensions['problems']).toMatchObject([{ path: 'filter.or' }, { path: 'filter.status' }]);
  });

  it('is named alike in a list inside a record and in variables', async () => {
    const nested = '{ meetings { nodes { agreements(filter: { or: [{ status: [] }] }) { totalCount } } } }';
    expect((await errorOf(test.database, nested)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument: 'filter.or[0].status',
    });
    const { extensions } = await errorOf(
      test.database,
      'query ($filter: MeetingFilter) { meetings(filter: $filter) { totalCount } }',
      { variables: { filter: { not: { kind: [] } } } },
    );
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'filter.not.kind' });
  });

  it.each([
    ['amountsTotal(filter: { not: { status: [] } }) { count }', 'filter.not.status'],
    ['commodityFlows(filter: { kind: [] }, groupBy: [YEAR], unit: "t") { year }', 'filter.kind'],
    [
      'commodityFlows(filter: { date: { from: "2025-02-01", to: "2025-01-01" } }, groupBy: [], unit: "t") { year }',
      'filter.date.from',
    ],
  ])('is named alike in sums: %s', async (field, argument) => {
    expect((await errorOf(test.database, `{ ${field} }`)).extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      argument,
    });
  });

  it('is refused before anything is read, however little of the answer is asked for', async () => {
    const { code } = await refusalOf(
      test.database,
      'people',
      'filter: { heldOffice: { from: "2025-02-01", to: "2025-01-01" } }',
    );
    expect(code).toBe('BAD_USER_INPUT');
    const typename = await errorOf(test.database, '{ agreements(filter: { status: [] }) { __typename } }');
    expect(typename.extensions['code']).toBe('BAD_USER_INPUT');
  });

  it.each([
    ['agreements', 'commodity'],
    ['agreements', 'party'],
    ['agreements', 'person'],
    ['agreements', 'meeting'],
    ['agreements', 'source'],
    ['meetings', 'country'],
    ['meetings', 'organization'],
    ['meetings', 'place'],
    ['meetings', 'agreement'],
    ['people', 'met'],
    ['commodityTerms', 'from'],
    ['sources', 'about'],
  ])('is not known: %s by %s', async (list, field) => {
    const { code, message } = await refusalOf(
      test.database,
      list,
      `filter: { not: { ${field}: "nobody-knows-this" } }`,
    );
    expect(code).toBe('REFERENCE_NOT_FOUND');
    expect(message).toContain('"nobody-knows-this"');
  });

  it('is of a type that the argument cannot mean', async () => {
    expect((await refusalOf(test.database, 'agreements', 'filter: { party: "talks" }')).code).toBe(
      'REFERENCE_NOT_FOUND',
    );
  });
});

describe('a filter that is too much', () => {
  const ask = (filter: object) =>
    dataOf(test.database, 'query ($filter: AgreementFilter) { agreements(filter: $filter) { nodes { slug } } }', {
      variables: { filter },
    });
  const wide = (width: number, one: object) => ({ or: Array.from({ length: width }, () => one) });
  const deep = (depth: number): object => (depth === 0 ? { status: ['SIGNED'] } : { not: deep(depth - 1) });

  it('is answered up to its limits: a hundred filters in all, twenty deep', async () => {
    const one = { and: [{ status: ['SIGNED'] }, { text: 'treaty' }] };
    expect((await ask(wide(33, one))).agreements.nodes).toEqual([{ slug: 'treaty' }]);
    expect((await ask(deep(18))).agreements.nodes).toEqual([{ slug: 'treaty' }]);
  });

  it.each([
    ['a list too long', wide(101, { status: ['SIGNED'] })],
    ['too many in all', wide(50, wide(50, { text: 'treaty' }))],
    ['too deep', deep(500)],
  ])('is refused in words: %s', async (_, filter) => {
    const { extensions } = await errorOf(
      test.database,
      'query ($filter: AgreementFilter) { agreements(filter: $filter) { nodes { slug } } }',
      { variables: { filter } },
    );
    expect(extensions['code']).toBe('BAD_USER_INPUT');
  });

  it('is counted before anything in it is looked at', async () => {
    const { message, extensions } = await errorOf(
      test.database,
      'query ($filter: AgreementFilter) { agreements(filter: $filter) { nodes { slug } } }',
      { variables: { filter: wide(101, { between: [], text: '--' }) } },
    );
    expect(message).toBe('filter: at most 100 filters can be combined; ask for less at once');
    expect(extensions['problems']).toHaveLength(1);
  });
});
