import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { byKey, deal, firm, type Item, loading, mapping } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const ask = (query: string) => dataOf(test.database, query);
const change = (mutation: string) => dataOf(test.database, mutation, { as: 'editor' });
const load = async (...items: Item[]) => (await loading(test.database, items)).report;

const ROWS = () => [
  firm('1'),
  firm('2', { parent: byKey('firm', '1') }),
  deal('1', { signedOn: '2020', parties: [{ actor: byKey('firm', '2'), role: 'PARTY' }] }),
];
const FIRM = '{ slug kind names { text } parent { slug } }';
const WHAT = `{ one: organization(ref: "firm-1") ${FIRM} two: organization(ref: "firm-2") ${FIRM}
  claims: organization(ref: "firm-2") { claims(property: "kind") { nodes { property value status evidence { source { slug } } } } }
  deal: agreement(ref: "deal-1") { names { text } signedOn { edtf } endedOn { edtf } hasConflict
    parties { role actor { ... on Organization { slug } } } }
  agreements(filter: { source: "deals-2026" }) { totalCount } }`;

/** All that is known, whoever said it first. */
async function told() {
  const { deal: found, ...more } = await ask(WHAT);
  return { ...more, deal: { ...found, parties: new Set(found.parties) } };
}

/** Somebody says something of the deal, so that it stays when its source goes, and the firm that it names with it. */
const somebodyAdds = () =>
  change(`mutation { updateAgreement(input: { ref: "deal-1", version: 1, endedOn: "2030", parties: [
    { actor: "firm-2", role: SUPPLIER, evidence: [{ source: "iso-3166" }] }], evidence: [{ source: "iso-3166" }] }) { record { slug } } }`);
const withdraw = () =>
  change(
    'mutation { deleteSource(input: { ref: "deals-2026", version: 1, reason: "withdrawn" }) { withdrawn { recordsDeleted recordsKept } } }',
  );

describe('a source that is imported again after it was taken back', () => {
  it('says of the records that stayed what it said before, and doubles none', async () => {
    await load(...ROWS());
    await somebodyAdds();
    const before = await told();
    expect(await withdraw()).toMatchObject({ deleteSource: { withdrawn: { recordsDeleted: 1, recordsKept: 2 } } });
    expect(await load(...ROWS())).toMatchObject({ created: 1, updated: 2, quarantined: 0, leftOut: 0 });
    expect(await told()).toEqual(before);
    expect(await load(...ROWS())).toMatchObject({ unchanged: 3 });
  });

  it('takes no record for its own that another import has made, or somebody by hand', async () => {
    await change(
      'mutation { createOrganization(input: { slug: "firm-1", kind: COMPANY, names: [{ text: "Mine", lang: "en" }], evidence: [{ source: "iso-3166" }] }) { record { slug } } }',
    );
    await loading(test.database, [firm('2')], { map: mapping({ source: { slug: 'others', kind: 'DATASET' } }) });
    expect(await load(...ROWS())).toMatchObject({ created: 1, quarantined: 2 });
  });

  it('takes a record for one key only', async () => {
    await load(...ROWS());
    await somebodyAdds();
    await withdraw();
    expect(await load(firm('2'), firm('3', {}, { slug: 'firm-2' }))).toMatchObject({ updated: 1, quarantined: 1 });
    expect(await load(firm('4', {}, { slug: 'firm-2' }))).toMatchObject({ updated: 0, quarantined: 1 });
  });
});
