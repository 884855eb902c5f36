import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { TWO_STATES } from '../support/lists.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const slug = async (field: string, ref: string): Promise<string | null> =>
  (await dataOf(test.database, `query ($ref: Ref!) { found: ${field}(ref: $ref) { slug } }`, { variables: { ref } }))
    .found?.slug ?? null;

const withParty = async (ref: string): Promise<string[]> =>
  (
    await dataOf(test.database, 'query ($ref: Ref!) { agreements(filter: { party: $ref }) { nodes { slug } } }', {
      variables: { ref },
    })
  ).agreements.nodes.map((node: { slug: string }) => node.slug);

describe('codes of countries', () => {
  it.each(['ML', 'ml', ' MLI ', 'mli', 'ML\u200b'])('%j is Mali, as a country and as a State', async (code) => {
    await write(test.database, TWO_STATES);
    expect(await slug('country', code)).toBe('mali');
    expect(await slug('organization', code)).toBe('mali');
  });

  it('come before names', async () => {
    await write(test.database, {
      countries: [
        ...TWO_STATES.countries,
        { slug: 'molvania', code: 'MV', alpha3: 'MOL', names: [{ text: 'ML', lang: 'en' }] },
      ],
    });
    expect(await slug('country', 'ML')).toBe('mali');
  });

  it('come after slugs', async () => {
    await write(test.database, { ...TWO_STATES, people: [], organizations: [...TWO_STATES.organizations, 'ml'] });
    expect(await slug('organization', 'ML')).toBe('ml');
  });

  it('mean no other organization of the country', async () => {
    await write(test.database, {
      countries: [...TWO_STATES.countries],
      organizations: [{ slug: 'sorem', kind: 'COMPANY', country: 'ML' }],
    });
    expect(await slug('organization', 'ML')).toBeNull();
  });

  it('are two or three plain letters: nothing else becomes one in capitals', async () => {
    await write(test.database, { countries: [{ slug: 'south-sudan', code: 'SS', alpha3: 'SSD' }] });
    expect(await slug('country', 'ß')).toBeNull();
    expect(await slug('country', 'SS')).toBe('south-sudan');
  });

  it('mean nothing for a type that has none', async () => {
    await write(test.database, { ...TWO_STATES, places: [{ slug: 'bamako', country: 'ML' }] });
    expect(await slug('place', 'ML')).toBeNull();
  });
});

describe('a State as a party', () => {
  beforeEach(async () => {
    await write(test.database, {
      countries: [
        {
          slug: 'mali',
          code: 'ML',
          alpha3: 'MLI',
          names: [
            { text: 'Mali', lang: 'en' },
            { text: 'Μάλι', lang: 'el' },
          ],
        },
        TWO_STATES.countries[1],
      ],
      organizations: [
        { slug: 'state-of-mali', kind: 'STATE', country: 'ML', names: [{ text: 'State of Mali', lang: 'en' }] },
        TWO_STATES.organizations[1],
      ],
      agreements: [
        { slug: 'deal', parties: ['state-of-mali'] },
        { slug: 'other', parties: ['russia'] },
      ],
    });
  });

  it.each(['Mali', 'mali', 'ML', 'MLI', 'Μάλι', 'Мали', 'State of Mali', 'state-of-mali'])(
    'answers to %s, a name, slug or code of its country or of its own',
    async (ref) => {
      expect(await withParty(ref)).toEqual(['deal']);
    },
  );

  it('answers to the id of its country', async () => {
    const { country } = await dataOf(test.database, '{ country(ref: "ML") { id } }');
    expect(await withParty(country.id)).toEqual(['deal']);
  });

  it('is one hit, not two, where State and country have one name', async () => {
    expect(await withParty('Russia')).toEqual(['other']);
  });

  it('comes before an organization that has the name as an alias', async () => {
    await write(test.database, {
      organizations: [{ slug: 'mali-air', names: [{ text: 'Mali Air' }, { text: 'Mali', kind: 'ALIAS' }] }],
    });
    expect(await withParty('Mali')).toEqual(['deal']);
  });

  it('is ambiguous with an organization of the same name', async () => {
    await write(test.database, { organizations: [{ slug: 'mali-company', names: [{ text: 'Mali' }] }] });
    const { extensions } = await errorOf(test.database, '{ agreements(filter: { party: "MALÍ" }) { totalCount } }');
    expect(extensions['candidates']).toMatchObject([{ slug: 'state-of-mali' }, { slug: 'mali-company' }]);
  });
});

describe('codes of goods', () => {
  const code = (scheme: string, text: string, match: string) => ({ scheme, code: text, match });
  beforeEach(() =>
    write(test.database, {
      commodities: [
        { slug: 'petroleum-products', codes: [code('HS', '2710', 'EXACT'), code('CPC', '333', 'EXACT')] },
        { slug: 'diesel', codes: [code('HS', '2710', 'BROAD'), code('HS', '271019', 'CLOSE')] },
        { slug: 'crude', codes: [code('HS', '2709', 'NARROW'), code('CN', '27090090', 'EXACT')] },
        { slug: 'engines', codes: [code('CPC', '2709', 'EXACT'), code('OTHER', 'X2710A', 'EXACT')] },
      ],
    }),
  );

  it.each(['2710', '27.10', '27 10', 'HS 2710', 'hs2710', 'HS:2710', 'HS-27.10', ' 2710 '])(
    '%j is what the code means exactly, not what it only covers',
    async (ref) => {
      expect(await slug('commodity', ref)).toBe('petroleum-products');
    },
  );

  it.each(['271019', 'HS 2709', '2710190000', '27'])('%j means nothing exactly', async (ref) => {
    expect(await slug('commodity', ref)).toBeNull();
  });

  it.each([
    ['CPC 333', 'petroleum-products'],
    ['cn 2709 00 90', 'crude'],
    ['CPC 2709', 'engines'],
    ['2709', 'engines'],
    ['OTHER X2710a', 'engines'],
    ['x2710a', 'engines'],
  ])('other schemes count too: %s', async (ref, found) => {
    expect(await slug('commodity', ref)).toBe(found);
  });

  it('looks in the scheme that is named only', async () => {
    expect(await slug('commodity', 'CN 2710')).toBeNull();
    expect(await slug('commodity', 'HS 333')).toBeNull();
  });

  it('names every commodity that codes of two schemes mean', async () => {
    await write(test.database, { commodities: [{ slug: 'bolts', codes: [code('CN', '333', 'EXACT')] }] });
    const { extensions } = await errorOf(test.database, '{ commodity(ref: "333") { slug } }');
    expect(extensions['code']).toBe('REFERENCE_AMBIGUOUS');
    expect(await slug('commodity', 'CN 333')).toBe('bolts');
  });

  it('are no names of anything else', async () => {
    expect(await slug('organization', '2710')).toBeNull();
  });
});
