import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { deal, type Item, loading } from '../support/loading.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
});
afterEach(() => test.dispose());

const load = async (...items: Item[]) => (await loading(test.database, items)).report;
const somebodyAdds = () =>
  dataOf(
    test.database,
    `mutation { updateAgreement(input: { ref: "deal-1", version: 1, endedOn: "2030", evidence: [{ source: "iso-3166" }] }) { record { slug } } }`,
    { as: 'editor' },
  );
const AMOUNTS = `{ agreement(ref: "deal-1") { hasConflict amounts { value currency basis claims { nodes { property value status evidence { locator } } } } } }`;
const amounts = async () => {
  const { agreement } = await dataOf(test.database, AMOUNTS);
  return { hasConflict: agreement.hasConflict, values: agreement.amounts.map(({ value }: { value: string }) => value) };
};
/** Two payments of one deal, each with a row of its own, alike but for their value. */
const rows = (...values: string[]) =>
  values.map((value) => deal('1', { amounts: [{ value, currency: 'USD', basis: 'nominal', year: 2020 }] }));

describe('amounts of one currency, basis and year, from two rows of a record that others share', () => {
  it('are two amounts, and again the same two', async () => {
    await load(deal('1'));
    await somebodyAdds();
    expect(await load(...rows('5', '7'))).toMatchObject({ updated: 1, quarantined: 0, leftOut: 0 });
    expect(await amounts()).toEqual({ hasConflict: false, values: ['5', '7'] });
    expect(await load(...rows('5', '7'))).toMatchObject({ unchanged: 1 });
    expect(await load(...rows('5', '8'))).toMatchObject({ updated: 1, quarantined: 0 });
    expect(await amounts()).toEqual({ hasConflict: false, values: ['5', '8'] });
    expect(await load(...rows('8'))).toMatchObject({ updated: 1, quarantined: 0 });
    expect(await amounts()).toEqual({ hasConflict: false, values: ['8'] });
  });

  it('stay two where the import made them before others had a hand in it', async () => {
    await load(...rows('5', '7'));
    await somebodyAdds();
    expect(await load(...rows('5', '7'))).toMatchObject({ unchanged: 1 });
    expect(await load(...rows('5', '7', '9'))).toMatchObject({ updated: 1, quarantined: 0 });
    expect(await amounts()).toEqual({ hasConflict: false, values: ['5', '7', '9'] });
    expect(await load(...rows('6', '7', '9'))).toMatchObject({ updated: 1, quarantined: 0 });
    expect((await amounts()).values.sort()).toEqual(['6', '7', '9']);
  });
});
