import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const foundIn = (list: string, filter: string) => filtered(test.database, list, filter);
const found = (filter: string) => foundIn('agreements', filter);

/** Eight agreements, one for each way in which three conditions can hold or not. */
const EIGHT: Facts = {
  agreements: Array.from({ length: 8 }, (_, at) => ({
    slug: `n${at}`,
    status: at & 1 ? 'SIGNED' : 'PROPOSED',
    instrument: at & 2 ? 'LOAN' : 'GRANT',
    ...(at & 4 ? { signedOn: '2020' } : {}),
  })),
};
const A = '{ status: [SIGNED] }';
const B = '{ instrument: [LOAN] }';
const C = '{ date: { from: "2020-01-01", to: "2020-12-31" } }';

describe('and, or, not', () => {
  it('hold together with the fields beside them', async () => {
    await given(EIGHT);
    expect(await found(`{ status: [SIGNED], and: [${B}, ${C}] }`)).toEqual(['n7']);
    expect(await found(`{ status: [SIGNED], or: [${B}, ${C}] }`)).toEqual(['n3', 'n5', 'n7']);
    expect(await found(`{ status: [SIGNED], not: ${B} }`)).toEqual(['n1', 'n5']);
    expect(await found(`{ or: [${A}, ${B}], and: [${C}], not: ${B} }`)).toEqual(['n5']);
  });

  it('negate the whole of a filter, not each of its fields', async () => {
    await given(EIGHT);
    expect(await found('{ not: { status: [SIGNED], instrument: [LOAN] } }')).toEqual([
      'n0',
      'n1',
      'n2',
      'n4',
      'n5',
      'n6',
    ]);
  });

  it('keep an or beside an and apart', async () => {
    await given(EIGHT);
    expect(await found(`{ or: [{ status: [SIGNED], instrument: [LOAN] }, ${C}] }`)).toEqual([
      'n3',
      'n4',
      'n5',
      'n6',
      'n7',
    ]);
  });

  it('give back what not takes away, also of what has no date', async () => {
    await given(EIGHT);
    expect(await found(`{ not: ${C} }`)).toEqual(['n0', 'n1', 'n2', 'n3']);
    expect(await found(`{ not: { not: ${C} } }`)).toEqual(['n4', 'n5', 'n6', 'n7']);
    expect(await found(`{ not: { or: [${C}, ${A}] } }`)).toEqual(['n0', 'n2']);
    expect(await found(`{ not: { and: [${C}, ${A}] } }`)).toEqual(['n0', 'n1', 'n2', 'n3', 'n4', 'n6']);
  });

  it('take an empty filter for one that always holds', async () => {
    await given({ agreements: ['one'] });
    expect(await found('{ and: [{}] }')).toEqual(['one']);
    expect(await found('{ or: [{}] }')).toEqual(['one']);
    expect(await found('{ or: [{ status: [CANCELLED] }, {}] }')).toEqual(['one']);
    expect(await found('{ not: {} }')).toEqual([]);
    expect(await found('{ not: { not: {} } }')).toEqual(['one']);
  });

  it('take null for absent, at every place', async () => {
    await given({ agreements: ['one'] });
    const nothing =
      'and: null, or: null, not: null, commodity: null, includeNarrower: null, party: null, between: null, status: null, ' +
      'instrument: null, termKind: null, date: null, text: null, person: null, meeting: null, source: null';
    expect(await found(`{ ${nothing} }`)).toEqual(['one']);
    expect(await found(`{ not: { ${nothing} } }`)).toEqual([]);
    expect(await found('{ date: { from: null, to: null, mode: null }, not: { status: [CANCELLED] } }')).toEqual([]);
  });

  it('take a single filter for a list of one', async () => {
    await given(EIGHT);
    expect(await found(`{ or: ${A} }`)).toEqual(await found(A));
    expect(await found(`{ and: ${A} }`)).toEqual(await found(A));
  });

  it('take any nesting from variables', async () => {
    await given(EIGHT);
    const filter = { not: { or: [{ and: [{ status: ['SIGNED'] }] }, { not: { date: { from: '2020-01-01' } } }] } };
    const { agreements } = await dataOf(
      test.database,
      'query ($filter: AgreementFilter) { agreements(filter: $filter) { nodes { slug } } }',
      { variables: { filter } },
    );
    expect(agreements.nodes).toEqual([{ slug: 'n4' }, { slug: 'n6' }]);
  });

  it('mean what logic means, however they are nested', async () => {
    await given(EIGHT);
    interface Formula {
      readonly text: string;
      readonly holds: (at: number) => boolean;
    }
    const atom = (text: string, bit: number): Formula => ({ text, holds: (at) => (at & bit) !== 0 });
    const atoms = fc.constantFrom(atom(A, 1), atom(B, 2), atom(C, 4));
    const { formula } = fc.letrec<{ formula: Formula }>((tie) => {
      const some = fc.array(tie('formula'), { minLength: 1, maxLength: 3 });
      return {
        formula: fc.oneof(
          { depthSize: 'small' },
          atoms,
          some.map((all) => ({
            text: `{ and: [${all.map(({ text }) => text).join(', ')}] }`,
            holds: (at: number) => all.every(({ holds }) => holds(at)),
          })),
          some.map((any) => ({
            text: `{ or: [${any.map(({ text }) => text).join(', ')}] }`,
            holds: (at: number) => any.some(({ holds }) => holds(at)),
          })),
          tie('formula').map((one) => ({ text: `{ not: ${one.text} }`, holds: (at: number) => !one.holds(at) })),
        ),
      };
    });
    const all = Array.from({ length: 8 }, (_, at) => at);
    await fc.assert(
      fc.asyncProperty(formula, async ({ text, holds }) => {
        expect(await found(text)).toEqual(all.filter(holds).map((at) => `n${at}`));
      }),
      { numRuns: 60 },
    );
  });
});

it.each([
  ['places', { places: [{ slug: 'set', country: 'ML' }, 'unset'] }, '{ country: "ML" }'],
  ['organizations', { organizations: [{ slug: 'set', country: 'ML' }, 'unset'] }, '{ country: "ML" }'],
  ['organizations', { organizations: ['top', { slug: 'set', parent: 'top' }, 'unset'] }, '{ parent: "top" }'],
  ['commodities', { commodities: ['top', { slug: 'set', parent: 'top' }, 'unset'] }, '{ parent: "top" }'],
  ['meetings', { meetings: [{ slug: 'set', place: 'palace' }, 'unset'] }, '{ place: "palace" }'],
  ['meetings', { meetings: [{ slug: 'set', date: '2020' }, 'unset'] }, '{ date: {} }'],
  ['sources', { sources: [{ slug: 'set', lang: 'fr' }, 'unset'] }, '{ lang: ["fr"] }'],
  ['sources', { sources: [{ slug: 'set', publisher: 'press' }, 'unset'] }, '{ publisher: "press" }'],
  [
    'people',
    { people: [{ slug: 'set', tenures: [{ title: { en: 'Head' }, since: '2020' }] }, 'unset'] },
    '{ heldOffice: {} }',
  ],
  [
    'delegations',
    { meetings: [{ slug: 'm', delegations: [{ slug: 'set', onBehalfOf: 'bank' }, { slug: 'unset' }] }] },
    '{ onBehalfOf: "bank" }',
  ],
] as const)(
  'a condition and its contrary share out the %s, those without the value too (%#)',
  async (list, facts, filter) => {
    await given({ countries: [{ slug: 'mali', code: 'ML', alpha3: 'MLI' }], ...facts });
    expect(await foundIn(list, filter)).toEqual(['set']);
    expect(await foundIn(list, `{ not: ${filter} }`)).toContain('unset');
    expect(await foundIn(list, `{ not: ${filter} }`)).not.toContain('set');
  },
);

it('a condition and its contrary share out the terms, those without a giver, a getter or a date too', async () => {
  await given({
    agreements: [
      { slug: 'one', terms: [{ commodity: 'set', from: 'mine', to: 'bank', period: '2020' }, { commodity: 'unset' }] },
    ],
  });
  for (const filter of ['{ from: "mine" }', '{ to: "bank" }', '{ date: {} }']) {
    expect(await foundIn('commodityTerms', filter)).toEqual(['set']);
    expect(await foundIn('commodityTerms', `{ not: ${filter} }`)).toEqual(['unset']);
  }
});
