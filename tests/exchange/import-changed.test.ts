import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { byName, deal, type Item, loading, named, says } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);
const change = (mutation: string) => dataOf(test.database, mutation, { as: 'editor' });
const load = async (...items: Item[]) => (await loading(test.database, items)).report;

const party = (actor: string, role: string) => ({ actor: byName(actor), role });
const amount = (value: string, currency = 'USD') => ({ value, currency });
const DEAL = `{ agreement(ref: "deal-1") { names { text } signedOn { edtf } topics hasConflict
  parties { role actor { ... on Organization { slug } } } amounts { value currency } } }`;
/** Somebody adds a fact, so that the record is no longer the import's alone. */
const somebodyAdds = () =>
  change(
    `mutation { updateAgreement(input: { ref: "deal-1", version: 1, endedOn: "2030", evidence: [{ source: "iso-3166" }] }) { record { slug } } }`,
  );
const MALI =
  '{ organization(ref: "mali") { kind hasConflict names { text } claims(first: 50) { nodes { property value status recordedBy } } } }';
const mali = (key: string, fields: Record<string, unknown>) => says('state', key, fields, { means: ['Mali'] });

describe.each([
  { whose: 'of the import alone', touch: async () => {} },
  { whose: 'that others have a hand in', touch: somebodyAdds },
])('a record $whose', ({ touch }) => {
  const first = () =>
    deal('1', {
      names: [...named('Deal 1'), { text: 'The Deal', lang: 'en', kind: 'ALIAS' }],
      signedOn: '2020',
      topics: ['a', 'b'],
      parties: [party('Mali', 'PARTY'), party('Senegal', 'GUARANTOR')],
      amounts: [amount('5'), amount('7', 'EUR')],
    });
  const second = () => deal('1', { topics: ['a'], parties: [party('Mali', 'PARTY')], amounts: [amount('6')] });

  it('says what the files say now, and no more', async () => {
    await load(first());
    await touch();
    expect(await load(second())).toMatchObject({ updated: 1, leftOut: 0, quarantined: 0 });
    expect(await ask(DEAL)).toEqual({
      agreement: {
        names: [{ text: 'Deal 1' }],
        signedOn: null,
        topics: ['a'],
        hasConflict: false,
        parties: [{ role: 'PARTY', actor: { slug: 'mali' } }],
        amounts: [{ value: '6', currency: 'USD' }],
      },
    });
  });

  it('goes back with the old file, and says then what it said before', async () => {
    await load(first());
    await touch();
    const before = await ask(DEAL);
    const then = new Date().toISOString();
    await sleep(10);
    await load(second());
    expect(await ask(DEAL)).not.toEqual(before);
    expect(await ask(DEAL.replace('"deal-1"', `"deal-1", asOf: "${then}"`))).toEqual(before);
    expect(await load(first())).toMatchObject({ updated: 1 });
    expect(await ask(DEAL)).toEqual(before);
    expect(await load(first())).toMatchObject({ unchanged: 1 });
  });

  it('is told by a dry run as it becomes', async () => {
    await load(first());
    await touch();
    const before = await dump(test.database);
    const { report: dry } = await loading(test.database, [second()], { dryRun: true });
    expect(difference(before, await dump(test.database))).toEqual({});
    const real = await load(second());
    const { seconds: _, ...told } = dry;
    expect(real).toMatchObject({ ...told, dryRun: false });
  });
});

describe('what others say', () => {
  it('stays, and only what the import said goes', async () => {
    await load(mali('ML', { kind: 'COMPANY', names: named('Mali Republic') }));
    const { organization: between } = await ask(MALI);
    expect(between).toMatchObject({ hasConflict: true });
    await load(mali('ML', { names: named('Republic of Mali') }));
    const { organization } = await ask(MALI);
    expect(organization).toMatchObject({ hasConflict: false, kind: 'STATE' });
    const texts = organization.names.map(({ text }: { text: string }) => text);
    expect(texts).not.toContain('Mali Republic');
    expect(organization.claims.nodes.filter(({ status }: { status: string }) => status === 'RETRACTED')).toEqual([
      { property: 'kind', value: 'COMPANY', status: 'RETRACTED', recordedBy: 'import deals-2026' },
      { property: 'name', value: 'Mali Republic', status: 'RETRACTED', recordedBy: 'import deals-2026' },
    ]);
  });

  it('stays where somebody else has recorded it from the same source', async () => {
    await load(deal('1', { signedOn: '2020' }));
    await change(
      `mutation { updateAgreement(input: { ref: "deal-1", version: 1, endedOn: "2030", evidence: [{ source: "deals-2026" }] }) { record { slug } } }`,
    );
    await load(deal('1', {}));
    expect(await ask('{ agreement(ref: "deal-1") { signedOn { edtf } endedOn { edtf } } }')).toEqual({
      agreement: { signedOn: null, endedOn: { edtf: '2030' } },
    });
  });

  it('needs not be said again of a record that is there, and must of a new one', async () => {
    const rows = [
      mali('ML', { names: named('Mali A') }),
      says('known', 'X', { names: named('Xylo') }, { means: ['Xylo'] }),
    ];
    const { report, lines } = await loading(test.database, rows);
    expect(report).toMatchObject({ updated: 1, created: 0, quarantined: 1 });
    expect(lines).toMatchObject([{ key: 'X', problems: [{ path: 'kind', message: 'is missing' }] }]);
  });

  it('counts for a record that several keys mean: what one of them still says stays', async () => {
    const other = (text: string) => mali('RM', { kind: 'STATE', names: named(text) });
    await load(mali('ML', { kind: 'STATE', names: [...named('Mali A'), ...named('Mali B')] }), other('Mali B'));
    await load(mali('ML', { kind: 'STATE', names: named('Mali A') }), other('Mali B'));
    const texts = async () => (await ask(MALI)).organization.names.map(({ text }: { text: string }) => text);
    expect(await texts()).toEqual(expect.arrayContaining(['Mali A', 'Mali B']));
    await load(mali('ML', { kind: 'STATE', names: named('Mali A') }), other('Mali C'));
    expect(await texts()).toEqual(expect.arrayContaining(['Mali A', 'Mali C']));
    expect(await texts()).not.toContain('Mali B');
    // The other key may stand in files that are not given this time.
    await load(mali('ML', { kind: 'STATE', names: named('Mali D') }));
    expect(await texts()).toEqual(expect.arrayContaining(['Mali A', 'Mali C', 'Mali D']));
  });

  it('is not touched for a name that means nothing any more', async () => {
    await load(deal('1', { parties: [party('Mali', 'PARTY'), party('Senegal', 'GUARANTOR')] }));
    await somebodyAdds();
    const report = await load(deal('1', { parties: [party('Mali', 'PARTY'), party('Senegall', 'GUARANTOR')] }));
    expect(report).toMatchObject({ leftOut: 1 });
    const { agreement } = await ask(DEAL);
    expect(agreement.parties).toHaveLength(2);
  });
});
