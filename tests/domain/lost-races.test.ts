import { beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const currentOf = async (source: string) => {
  const { extensions } = await errorOf(test.database, source, { as: 'editor' });
  expect(extensions['code']).toBe('CONFLICT');
  return JSON.parse(JSON.stringify(extensions['current']));
};
const EVIDENCE = 'evidence: [{ source: "paper" }]';

beforeEach(async () => {
  await write(test.database, {
    sources: ['paper'],
    organizations: ['mali'],
    commodities: ['petroleum'],
    places: ['kati'],
    agreements: [
      {
        slug: 'deal',
        status: 'SIGNED',
        terms: [{ commodity: 'petroleum', quantity: { min: 0.1, max: 2, bound: 'RANGE', unit: 't' } }],
      },
    ],
    meetings: [{ slug: 'talks', delegations: [{ slug: 'talks-mali', side: 'HOST', onBehalfOf: 'mali' }] }],
  });
  await run(
    `mutation { updateAgreement(input: { ref: "deal", version: 1, place: "kati", reason: "a second report", ${EVIDENCE} }) { claims { id } } }`,
  );
});

const LAST = {
  slug: 'deal',
  version: 2,
  changedBy: 'the editor',
  reason: 'a second report',
  changedAt: expect.stringMatching(/^\d{4}-.*Z$/),
};

describe('whoever was slower is told what is there now', () => {
  it('of an update: the properties that it would have written, as it would have written them', async () => {
    const current = await currentOf(
      `mutation { updateAgreement(input: { ref: "deal", version: 1, place: "kati", signedOn: "2025", names: [{ text: "The deal" }]
      terms: [{ commodity: "petroleum", kind: OFFER }], ${EVIDENCE} }) { claims { id } } }`,
    );
    const { agreement } = await dataOf(test.database, '{ agreement(ref: "deal") { terms { id } } }');
    expect(current).toEqual({
      ...LAST,
      values: {
        names: [{ text: 'deal', lang: 'en', kind: 'PRIMARY' }],
        signedOn: null,
        place: 'kati',
        terms: [
          {
            id: agreement.terms[0].id,
            commodity: 'petroleum',
            kind: 'OFFER',
            quantity: { min: 0.1, max: 2, bound: 'RANGE', unit: 't' },
          },
        ],
      },
    });
  });

  it('of a deletion: who changed it', async () => {
    expect(
      await currentOf(
        'mutation { deleteAgreement(input: { ref: "deal", version: 1, reason: "entered by mistake" }) { claims { id } } }',
      ),
    ).toEqual({ ...LAST, values: {} });
  });

  it('of a claim, on the record or on a link of it, and of a decision about one', async () => {
    const { agreement } = await dataOf(
      test.database,
      '{ agreement(ref: "deal") { id terms { id } claims(property: "place") { nodes { id } } } }',
    );
    const claim = (subject: string, rest: string, version: number) =>
      `mutation { createClaim(input: { subject: "${subject}", version: ${version}, ${rest}, ${EVIDENCE} }) { claims { value } } }`;
    expect(await currentOf(claim(agreement.id, 'property: "status", value: "IN_FORCE"', 1))).toEqual({
      ...LAST,
      values: { status: 'SIGNED' },
    });
    const quantity = 'property: "quantity", value: { min: 1, max: 1, bound: "EXACT", unit: "t" }';
    expect(await currentOf(claim(agreement.terms[0].id, quantity, 1))).toEqual({
      ...LAST,
      values: { quantity: { min: 0.1, max: 2, bound: 'RANGE', unit: 't' } },
    });
    const [{ id }] = agreement.claims.nodes;
    for (const decide of [`resolveClaim(input: { status: REFUTED, `, 'retractClaim(input: { '])
      expect(
        await currentOf(`mutation { ${decide} claim: "${id}", version: 1, reason: "x" }) { claims { id } } }`),
      ).toEqual({
        ...LAST,
        values: { place: 'kati' },
      });
    expect((await run(claim(agreement.id, 'property: "status", value: "SIGNED"', 2))).createClaim.claims).toEqual([
      { value: 'SIGNED' },
    ]);
  });

  it('of a delegation, which has a version of its own', async () => {
    expect(
      await currentOf(
        `mutation { updateDelegation(input: { ref: "talks-mali", version: 7, side: VISITOR, onBehalfOf: "mali", ${EVIDENCE} }) { claims { id } } }`,
      ),
    ).toMatchObject({
      slug: 'talks-mali',
      version: 1,
      changedBy: 'test',
      values: { side: 'HOST', onBehalfOf: 'mali' },
    });
  });
});
