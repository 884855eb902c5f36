import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

type Warning = { readonly code: string; readonly property: string; readonly message: string };

const warnings = async (type: string, slug: string): Promise<Warning[]> =>
  (await dataOf(test.database, `{ ${type}(ref: "${slug}") { warnings { code property message } } }`))[type].warnings;

const ofAgreement = async (dates: Readonly<Record<string, string>>) => {
  await write(test.database, { agreements: [{ slug: 'deal', ...dates }] });
  return (await warnings('agreement', 'deal')).map(({ code, property }) => `${code} ${property}`);
};

describe('warnings', () => {
  it('are none for what is plausible', async () => {
    expect(
      await ofAgreement({ announcedOn: '1999-12', signedOn: '2000', inForceFrom: '2000-06', endedOn: '2010' }),
    ).toEqual([]);
  });

  it('name an agreement in force before it was signed, and keep both dates', async () => {
    expect(await ofAgreement({ signedOn: '2020-05-02', inForceFrom: '2020-05-01' })).toEqual([
      'DATES_REVERSED inForceFrom',
    ]);
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "deal") { signedOn { edtf } inForceFrom { edtf } warnings { message } } }',
    );
    expect(agreement).toMatchObject({ signedOn: { edtf: '2020-05-02' }, inForceFrom: { edtf: '2020-05-01' } });
    expect(agreement.warnings[0].message).toMatch(/2020-05-01.*2020-05-02/);
  });

  it('do not name dates that can be in order', async () => {
    expect(await ofAgreement({ signedOn: '2020-05-02', inForceFrom: '2020-05' })).toEqual([]);
  });

  it('name an end before the signature, and before the start', async () => {
    expect(await ofAgreement({ signedOn: '2020', inForceFrom: '2021', endedOn: '2019' })).toEqual([
      'DATES_REVERSED endedOn',
      'DATES_REVERSED endedOn',
    ]);
  });

  it('name a year that is hardly meant once, at the property where it was written', async () => {
    expect(await ofAgreement({ signedOn: '2142-01-01' })).toEqual(['YEAR_UNLIKELY signedOn']);
  });

  it('name a year far in the past', async () => {
    expect(await ofAgreement({ announcedOn: '0202-01-01' })).toEqual(['YEAR_UNLIKELY announcedOn']);
  });

  it('do not take an open end for a year', async () => {
    expect(await ofAgreement({ inForceFrom: '2020/..' })).toEqual([]);
  });

  it('are on meetings and sources too', async () => {
    await write(test.database, {
      meetings: [{ slug: 'talks', date: '2142' }],
      sources: [{ slug: 'paper', publishedOn: '2142' }],
    });
    expect(await warnings('meeting', 'talks')).toMatchObject([{ code: 'YEAR_UNLIKELY', property: 'date' }]);
    expect(await warnings('source', 'paper')).toMatchObject([{ code: 'YEAR_UNLIKELY', property: 'publishedOn' }]);
  });

  it('are not on an agreement that has an unlikely date only from a meeting', async () => {
    await write(test.database, {
      agreements: ['deal'],
      meetings: [{ slug: 'talks', date: '2142', agreements: ['deal'] }],
    });
    expect(await warnings('agreement', 'deal')).toEqual([]);
  });

  it('name coordinates that are none', async () => {
    await write(test.database, { places: [{ slug: 'town', latitude: -190, longitude: 181 }] });
    expect(await warnings('place', 'town')).toMatchObject([
      { code: 'COORDINATES_IMPOSSIBLE', property: 'latitude' },
      { code: 'COORDINATES_IMPOSSIBLE', property: 'longitude' },
    ]);
  });

  it('are on an office that ends before it begins, and on what a mutation answers', async () => {
    await write(test.database, { sources: ['paper'] });
    const { createPerson } = await dataOf(
      test.database,
      `mutation { createPerson(input: { slug: "ada", names: [{ text: "Ada" }], evidence: [{ source: "paper" }], tenures: [
        { title: [{ lang: "en", text: "Minister" }], since: "2021", until: "2019-05", firstCited: "2020-02-02", lastCited: "2020-02-01" }
        { title: [{ lang: "en", text: "Mayor" }], since: "2019", until: "2019" }
        { title: [{ lang: "en", text: "Envoy" }], since: "2142" }] })
        { record { tenures { title since { edtf } until { edtf } warnings { code property message } } } } }`,
      { as: 'editor' },
    );
    expect(createPerson.record.tenures).toMatchObject([
      { title: 'Mayor', warnings: [] },
      {
        title: 'Minister',
        since: { edtf: '2021' },
        until: { edtf: '2019-05' },
        warnings: [
          { code: 'DATES_REVERSED', property: 'until', message: 'until (2019-05) lies before since (2021).' },
          { code: 'DATES_REVERSED', property: 'lastCited' },
        ],
      },
      { title: 'Envoy', warnings: [{ code: 'YEAR_UNLIKELY', property: 'since' }] },
    ]);
  });

  it('are on a term for a time that is hardly meant', async () => {
    await write(test.database, {
      commodities: ['rice'],
      agreements: [{ slug: 'deal', terms: [{ commodity: 'rice', kind: 'OFFER', period: '2142' }] }],
    });
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "deal") { terms { warnings { code property } } } }',
    );
    expect(agreement.terms).toEqual([{ warnings: [{ code: 'YEAR_UNLIKELY', property: 'period' }] }]);
  });
});
