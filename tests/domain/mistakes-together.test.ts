import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeAll(async () => {
  test = await openTestDatabase();
  await write(test.database, {
    people: [
      { slug: 'ada-one', names: [{ text: 'Ada' }] },
      { slug: 'ada-two', names: [{ text: 'Ada' }] },
    ],
  });
});
afterAll(() => test.dispose());

interface Listed {
  readonly path: string;
  readonly message: string;
}

/** The code, the first argument and the paths of all problems of a question that must fail. */
async function refused(question: string, variables = {}) {
  const { message, extensions } = await errorOf(test.database, question, { variables });
  const { code, argument, problems } = extensions as { code: string; argument: string; problems?: readonly Listed[] };
  return { message, code, argument, problems, paths: problems?.map(({ path }) => path) };
}

describe('one wrong name', () => {
  it.each([
    ['agreements(filter: { commodity: "nobody" })', 'filter.commodity'],
    ['agreements(filter: { between: ["ada-one", "nobody"] })', 'filter.between[1]'],
    ['agreements(filter: { and: [{}, { not: { party: "nobody" } }] })', 'filter.and[1].not.party'],
    ['meetings(filter: { organization: "nobody" })', 'filter.organization'],
    ['people(filter: { country: "nobody" })', 'filter.country'],
    ['delegations(filter: { onBehalfOf: "nobody" })', 'filter.onBehalfOf'],
    ['sources(filter: { about: "nobody" })', 'filter.about'],
    ['encounters(country: "nobody")', 'country'],
  ])('is named by its argument: %s', async (list, argument) => {
    const answer = await refused(`{ ${list} { totalCount } }`);
    expect(answer).toMatchObject({ code: 'REFERENCE_NOT_FOUND', argument, paths: undefined });
  });

  it('is named by its argument where several records bear it', async () => {
    expect(await refused('{ people(filter: { met: "Ada" }) { totalCount } }')).toMatchObject({
      code: 'REFERENCE_AMBIGUOUS',
      argument: 'filter.met',
    });
    expect(await refused('{ person(ref: "Ada") { slug } }')).toMatchObject({
      code: 'REFERENCE_AMBIGUOUS',
      argument: 'ref',
    });
  });
});

describe('several wrong values', () => {
  it('come together, in the order of the fields', async () => {
    const filter = { source: 'nobody-3', person: 'nobody-2', party: 'nobody-1', commodity: 'nobody-0' };
    const answer = await refused('query ($f: AgreementFilter) { agreements(filter: $f) { totalCount } }', {
      f: filter,
    });
    expect(answer).toMatchObject({ code: 'REFERENCE_NOT_FOUND', argument: 'filter.commodity' });
    expect(answer.paths).toEqual(['filter.commodity', 'filter.party', 'filter.person', 'filter.source']);
    for (const [at, name] of ['nobody-0', 'nobody-1', 'nobody-2', 'nobody-3'].entries()) {
      expect(answer.message).toContain(`"${name}"`);
      expect(answer.problems?.[at]).toMatchObject({ ref: name, near: [], message: expect.stringContaining(name) });
    }
  });

  it('come together where the filter combines others', async () => {
    const answer = await refused(
      '{ agreements(filter: { party: "a-0", or: [{ person: "a-1" }, { not: { between: ["a-2", "a-3"] } }] }) { totalCount } }',
    );
    expect(answer.paths).toEqual([
      'filter.party',
      'filter.or[0].person',
      'filter.or[1].not.between[0]',
      'filter.or[1].not.between[1]',
    ]);
  });

  it('of different kinds come together, and none is left to fail where nobody looks', async () => {
    const date = '{ from: "2025-02-02", to: "2025-01-01" }';
    const answer = await refused(
      `{ agreements(filter: { party: "nobody", date: ${date}, text: "--" }) { totalCount } }`,
    );
    expect(answer).toMatchObject({ code: 'REFERENCE_NOT_FOUND', argument: 'filter.party' });
    expect(answer.paths).toEqual(['filter.party', 'filter.date.from', 'filter.text']);
    const people = await refused(`{ people(filter: { country: "x-y", heldOffice: ${date} }) { totalCount } }`);
    expect(people.paths).toEqual(['filter.country', 'filter.heldOffice.from']);
  });

  it('come together from different arguments', async () => {
    const answer = await refused('{ agreements(first: -1, filter: { status: [], or: [] }) { totalCount } }');
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(answer.paths?.toSorted()).toEqual(['filter.or', 'filter.status', 'first']);
    expect((await refused('{ encounters(person: "x-1", country: "x-2") { totalCount } }')).paths).toEqual([
      'person',
      'country',
    ]);
    expect((await refused('{ howConnected(from: "x-1", to: "x-2") { length } }')).paths).toEqual(['from', 'to']);
  });

  it('of a page come together, before names are looked up', async () => {
    const page = 'first: 5, last: 5, after: "zz"';
    const answer = await refused(`{ agreements(${page}, filter: { commodity: "glod", or: [] }) { totalCount } }`);
    expect(answer).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(answer.paths?.toSorted()).toEqual(['after', 'filter.or', 'first']);
    const named = await refused(`{ agreements(${page}, filter: { commodity: "glod" }) { totalCount } }`);
    expect(named.paths?.toSorted()).toEqual(['after', 'first']);
  });

  it('are twenty at most', async () => {
    const or = Array.from({ length: 30 }, (_, index) => ({ party: `nobody-${index}` }));
    const answer = await refused('query ($f: AgreementFilter) { agreements(filter: $f) { totalCount } }', {
      f: { or },
    });
    expect(answer.paths).toHaveLength(20);
    expect(answer.message.length).toBeLessThan(20 * 80);
  });
});
