import { describe, expect, it } from 'vitest';
import { countStatements, dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const FACTS: Facts = {
  sources: ['first-paper', 'second-paper'],
  organizations: ['mali', 'russia'],
  commodities: ['petroleum'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['first-paper'],
      parties: ['mali'],
      terms: [{ commodity: 'petroleum', quantity: { min: 1.5, max: 2, bound: 'RANGE', unit: 't' } }],
    },
  ],
};
const update = (fields: string, version: number) =>
  run(
    `mutation { updateAgreement(input: { ref: "deal", version: ${version}, reason: "told by radio", evidence: [{ source: "second-paper" }], ${fields} }) { record { slug } } }`,
  );
const ENTRY =
  'at by operation reason slug changed before after record { slug } claims { property value status evidence { source { slug } } }';

describe('the history of a record', () => {
  it('says who did what, when, why, with the record before and after', async () => {
    await given(FACTS);
    await update('signedOn: "2025-10", parties: [{ actor: "russia", role: SUPPLIER }]', 1);
    const { history } = (await ask(`{ agreement(ref: "deal") { history { nodes { ${ENTRY} } totalCount } } }`))
      .agreement;
    expect(history.totalCount).toBe(2);
    const [entered, updated] = history.nodes;
    expect(entered).toMatchObject({ operation: 'CREATED', before: null, changed: [], record: { slug: 'deal' } });
    expect(entered.after).toMatchObject({
      slug: 'deal',
      status: 'SIGNED',
      parties: [{ id: expect.any(String), actor: 'mali', role: 'PARTY' }],
      terms: [{ commodity: 'petroleum', quantity: { min: 1.5, max: 2, unit: 't' } }],
    });
    expect(entered.claims.length).toBeGreaterThan(4);
    expect(updated).toMatchObject({
      by: 'the editor',
      operation: 'UPDATED',
      reason: 'told by radio',
      slug: 'deal',
      changed: expect.arrayContaining(['signedOn', 'parties']),
      before: entered.after,
    });
    expect(updated.after).toEqual({
      ...entered.after,
      signedOn: '2025-10',
      parties: [...entered.after.parties, { id: expect.any(String), actor: 'russia', role: 'SUPPLIER' }],
    });
    expect(updated.claims).toContainEqual({
      property: 'signedOn',
      value: '2025-10',
      status: 'ACCEPTED',
      evidence: [{ source: { slug: 'second-paper' } }],
    });
    expect(Date.parse(updated.at)).toBeGreaterThan(Date.parse(entered.at));
  });

  it('outlives the record and its claims', async () => {
    await given(FACTS);
    await run('mutation { deleteAgreement(input: { ref: "deal", version: 1, reason: "a hoax" }) { claims { id } } }');
    const { changes } = await ask(`{ changes(first: 100) { nodes { ${ENTRY} } } }`);
    const own = changes.nodes.filter(({ slug }: { slug: string }) => slug === 'deal');
    expect(own.map(({ operation, record }: never) => ({ operation, record }))).toEqual([
      { operation: 'CREATED', record: null },
      { operation: 'DELETED', record: null },
    ]);
    expect(own[1]).toMatchObject({ reason: 'a hoax', after: null, before: own[0].after });
    expect(own[1].claims).toContainEqual({
      property: 'status',
      value: 'SIGNED',
      status: 'ACCEPTED',
      evidence: [{ source: { slug: 'first-paper' } }],
    });
  });

  it('is found by the id of a record that is gone, and its claims as of when it was there', async () => {
    await given(FACTS);
    const { agreement } = await ask('{ agreement(ref: "deal") { id claims { nodes { id } } } }');
    await update('signedOn: "2025-10"', 1);
    await run('mutation { deleteAgreement(input: { ref: "deal", version: 2, reason: "a hoax" }) { claims { id } } }');
    const { changes } = await ask(
      `{ changes(record: "${agreement.id}", first: 100) { totalCount nodes { at operation by reason claims { id } record { slug } } } }`,
    );
    expect(changes.totalCount).toBe(3);
    expect(changes.nodes.map(({ operation }: { operation: string }) => operation)).toEqual([
      'CREATED',
      'UPDATED',
      'DELETED',
    ]);
    expect(changes.nodes[2]).toMatchObject({ by: 'the editor', reason: 'a hoax', record: null });
    const claim = agreement.claims.nodes[0].id;
    expect(
      await ask(
        `{ node(id: "${agreement.id}") { id } claim: node(id: "${claim}") { id } agreement(ref: "deal") { slug } }`,
      ),
    ).toEqual({
      node: null,
      claim: null,
      agreement: null,
    });
    const was = await ask(
      `{ agreement(ref: "deal", asOf: "${changes.nodes[1].at}") { status claims { totalCount } history { nodes { operation } } } }`,
    );
    expect(was.agreement).toMatchObject({
      status: 'SIGNED',
      claims: { totalCount: agreement.claims.nodes.length + 1 },
      history: { nodes: [{ operation: 'CREATED' }, { operation: 'UPDATED' }] },
    });
    const { message, extensions } = await errorOf(test.database, '{ changes(record: "deal") { totalCount } }');
    expect(message).toContain('is not an id');
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'record' });
  });

  it('of a meeting tells everybody who took part', async () => {
    await given({
      organizations: ['mali'],
      people: ['ada', 'bela'],
      meetings: [
        {
          slug: 'talks',
          participations: ['bela'],
          delegations: [{ slug: 'ours', onBehalfOf: 'mali', members: ['ada'] }],
        },
      ],
    });
    const { history } = (await ask('{ meeting(ref: "talks") { history { nodes { after } } } }')).meeting;
    expect(history.nodes[0].after.participations).toMatchObject([
      { actor: 'bela' },
      { actor: 'ada', delegation: 'ours' },
    ]);
  });
});

describe('the feed of changes', () => {
  const slugs = (changes: { nodes: { slug: string }[] }) => changes.nodes.map(({ slug }) => slug);

  it('goes on after a cursor, whether of a page or of a change', async () => {
    await given(FACTS);
    const all = (
      await ask('{ changes(first: 100) { nodes { slug cursor } edges { cursor } pageInfo { endCursor hasNextPage } } }')
    ).changes;
    expect(all.nodes.map(({ cursor }: { cursor: string }) => cursor)).toEqual(
      all.edges.map(({ cursor }: { cursor: string }) => cursor),
    );
    expect(all.pageInfo.hasNextPage).toBe(false);
    const half = (await ask(`{ changes(after: "${all.nodes[2].cursor}", first: 100) { nodes { slug } } }`)).changes;
    expect(slugs(half)).toEqual(slugs(all).slice(3));
    const end = `{ changes(after: "${all.pageInfo.endCursor}") { nodes { slug operation } pageInfo { endCursor } } }`;
    expect((await ask(end)).changes.nodes).toEqual([]);
    await update('signedOn: "2025"', 1);
    expect((await ask(end)).changes.nodes).toEqual([{ slug: 'deal', operation: 'UPDATED' }]);
  });

  it('refuses a cursor of another list', async () => {
    await given(FACTS);
    const { agreements } = await ask('{ agreements { pageInfo { endCursor } } }');
    expect(
      (await errorOf(test.database, `{ changes(after: "${agreements.pageInfo.endCursor}") { nodes { slug } } }`))
        .message,
    ).toMatch(/cursor of another list/);
  });

  it('costs the same statements for two changes and for many', async () => {
    await given(FACTS);
    const cost = () =>
      countStatements(test.database, () =>
        ask(
          '{ changes(first: 100) { nodes { before after changed record { slug } claims { evidence { source { slug } } } } } }',
        ),
      );
    await update('signedOn: "2025"', 1);
    const few = await cost();
    for (const version of [2, 3, 4, 5]) await update(`topics: ["${version}"]`, version);
    // One statement a table and type of record, not one a change.
    expect(await cost()).toBe(few);
  });
});
