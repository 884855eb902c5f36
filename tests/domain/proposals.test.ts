import { describe, expect, it } from 'vitest';
import { Exporter } from '../../src/exchange/export/exporter.js';
import { appSchema, dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();
const as = (role: 'contributor' | 'editor') => (source: string) => dataOf(test.database, source, { as: role });
const ask = (source: string) => dataOf(test.database, source);
const EVIDENCE = 'evidence: [{ source: "paper" }]';

const facts = () =>
  write(test.database, {
    sources: ['paper'],
    organizations: ['mali', 'russia'],
    commodities: ['petroleum', 'wheat'],
    places: ['kati'],
    agreements: [
      {
        slug: 'deal',
        status: 'NEGOTIATING',
        evidence: ['a-source', 'paper'],
        parties: ['mali'],
        terms: [
          {
            commodity: 'petroleum',
            from: 'russia',
            to: 'mali',
            period: '2025',
          },
        ],
        amounts: [{ value: '10', currency: 'EUR' }],
      },
    ],
  });

/** Everything in which a value of the agreement would show. */
const everywhere = () =>
  ask(`{
    agreement(ref: "deal") { label status signedOn { edtf } date { edtf } place { slug } summary names { text } hasConflict terms { quantity { min } } amounts { value } }
    byStatus: agreements(filter: { status: [IN_FORCE] }) { totalCount }
    byDate: agreements(filter: { date: { from: "2025-01-01", to: "2025-12-31" } }) { totalCount }
    byText: agreements(filter: { text: "zanzibar" }) { totalCount }
    place(ref: "kati") { slug }
    search(text: "Zanzibar") { nodes { record { slug } } }
    commodityFlows(groupBy: [COMMODITY, AGREEMENT_STATUS], unit: "t") { total { min max } agreementStatus }
    amountsTotal { total }
  }`);

async function exported(): Promise<string> {
  const exporter = new Exporter(test.database, await appSchema());
  let text = '';
  for (const file of [
    'agreements.csv',
    'terms.csv',
    'amounts.csv',
    'entities.ftm.json',
    'facts.jsonld',
    'network.gexf',
  ]) {
    const { parts, close } = await exporter.open({ file });
    for await (const part of parts) text += part;
    await close();
  }
  return text;
}

const propose = async () => {
  const { agreement } = await ask('{ agreement(ref: "deal") { terms { id } amounts { id } } }');
  const [term, amount] = [agreement.terms[0].id, agreement.amounts[0].id];
  await as(
    'contributor',
  )(`mutation { updateAgreement(input: { ref: "deal", version: 1, status: IN_FORCE, signedOn: "2025-03-04", place: "kati", ${EVIDENCE}
    names: [{ text: "The Zanzibar deal", lang: "en", kind: PRIMARY }], summary: [{ lang: "en", text: "All about Zanzibar" }]
    terms: [{ id: "${term}", quantity: { min: 70707, max: 70707, bound: EXACT, unit: "t" } }], amounts: [{ id: "${amount}", value: "80808" }] }) { claims { id } } }`);
};

describe("a contributor's claims", () => {
  it('show nowhere but among the claims until somebody accepts them', async () => {
    await facts();
    const [before, files] = [await everywhere(), await exported()];
    await propose();
    expect(await everywhere()).toEqual(before);
    expect(await exported()).toBe(files);
    const { agreement } = await ask(
      '{ agreement(ref: "deal") { claims { nodes { id property status } } terms { claims { nodes { id property status } } } amounts { claims { nodes { id property status } } } } }',
    );
    const all = [agreement, agreement.terms[0], agreement.amounts[0]].flatMap(({ claims }) => claims.nodes);
    const proposed = all.filter(({ status }) => status === 'PROPOSED');
    expect(proposed.map(({ property }) => property).sort()).toEqual(
      [null, null, 'name', 'place', 'quantity', 'signedOn', 'status', 'summary', 'value'].sort(),
    );
    for (const { id, property } of proposed)
      if (property !== null)
        await as('editor')(
          `mutation { resolveClaim(input: { claim: "${id}", status: ACCEPTED, reason: "checked" }) { claims { id } } }`,
        );
    expect(await everywhere()).toMatchObject({
      agreement: {
        status: 'IN_FORCE',
        signedOn: { edtf: '2025-03-04' },
        place: { slug: 'kati' },
        summary: 'All about Zanzibar',
        hasConflict: false,
        terms: [{ quantity: { min: 70707 } }],
        amounts: [{ value: '80808' }],
      },
      byStatus: { totalCount: 1 },
      byDate: { totalCount: 1 },
      byText: { totalCount: 1 },
      search: { nodes: [{ record: { slug: 'deal' } }] },
      commodityFlows: [{ total: { min: 70707, max: 70707 }, agreementStatus: 'IN_FORCE' }],
      amountsTotal: [{ total: '80808' }],
    });
    const after = await exported();
    for (const shown of ['Zanzibar', '70707', '80808', '2025-03-04']) {
      expect(files).not.toContain(shown);
      expect(after).toContain(shown);
    }
  });
});
