import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type Facts, write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const given = (facts: Facts) => write(test.database, facts);

const tree = async (slug: string) => {
  const { commodity } = await dataOf(
    test.database,
    `{ commodity(ref: "${slug}") { parent { slug } children { slug } ancestors { slug } descendants { slug } } }`,
  );
  const slugs = (list: { slug: string }[]) => list.map((each) => each.slug).join(' ');
  const { parent, children, ancestors, descendants } = commodity;
  return { parent: parent?.slug ?? null, children: slugs(children), up: slugs(ancestors), down: slugs(descendants) };
};

/** Agreements on a commodity or something narrower, asked in the three ways that there are. */
const on = async (slug: string): Promise<string> => {
  const { filtered, nested, terms } = await dataOf(
    test.database,
    `{ filtered: agreements(filter: { commodity: "${slug}" }) { nodes { slug } }
       nested: commodity(ref: "${slug}") { agreements { nodes { slug } } }
       terms: commodityTerms(filter: { commodity: "${slug}" }) { nodes { agreement { slug } } } }`,
  );
  const slugs = (list: { slug: string }[]) => list.map((each) => each.slug).join(' ');
  const answers = [
    slugs(filtered.nodes),
    slugs(nested.agreements.nodes),
    slugs(terms.nodes.map(({ agreement }: { agreement: { slug: string } }) => agreement)),
  ];
  expect(new Set(answers).size, answers.join(' | ')).toBe(1);
  return answers[0] as string;
};

const TREE: Facts = {
  commodities: [
    'energy',
    { slug: 'oil', parent: 'energy' },
    { slug: 'diesel', parent: 'oil' },
    { slug: 'petrol', parent: 'oil' },
    'food',
  ],
  agreements: [
    { slug: 'a-diesel', terms: [{ commodity: 'diesel' }] },
    { slug: 'an-oil', terms: [{ commodity: 'oil' }] },
  ],
};

describe('the tree', () => {
  it('knows who stands above, nearest first, and who below, by slug', async () => {
    await given(TREE);
    expect(await tree('oil')).toEqual({
      parent: 'energy',
      children: 'diesel petrol',
      up: 'energy',
      down: 'diesel petrol',
    });
    expect(await tree('diesel')).toEqual({ parent: 'oil', children: '', up: 'oil energy', down: '' });
    expect(await tree('energy')).toEqual({ parent: null, children: 'oil', up: '', down: 'diesel oil petrol' });
  });

  it('takes children before their parents', async () => {
    await given({ commodities: [{ slug: 'diesel', parent: 'oil' }, { slug: 'oil', parent: 'energy' }, 'energy'] });
    expect(await tree('diesel')).toMatchObject({ up: 'oil energy' });
  });

  it('moves a branch with all below it', async () => {
    await given(TREE);
    await given({ commodities: [{ slug: 'oil', parent: 'food' }] });
    expect([(await tree('diesel')).up, (await tree('food')).down, (await tree('energy')).down]).toEqual([
      'oil food',
      'diesel oil petrol',
      '',
    ]);
  });

  it('moves a commodity below a new one', async () => {
    await given(TREE);
    await given({ commodities: ['fuel', { slug: 'diesel', parent: 'fuel' }] });
    expect((await tree('diesel')).up).toBe('fuel');
  });

  it('refuses a move below itself and stays as it was', async () => {
    await given(TREE);
    await expect(given({ commodities: [{ slug: 'energy', parent: 'diesel' }] })).rejects.toThrow(
      'energy: parent: makes energy its own ancestor',
    );
    expect((await tree('energy')).down).toBe('diesel oil petrol');
    expect((await tree('diesel')).up).toBe('oil energy');
  });
});

describe('agreements on a commodity', () => {
  it('are those on something narrower too', async () => {
    await given(TREE);
    expect([await on('energy'), await on('oil'), await on('diesel'), await on('petrol')]).toEqual([
      'a-diesel an-oil',
      'a-diesel an-oil',
      'a-diesel',
      '',
    ]);
  });

  it('follow a branch that moves', async () => {
    await given(TREE);
    await given({ commodities: [{ slug: 'oil', parent: 'food' }] });
    expect([await on('energy'), await on('food')]).toEqual(['', 'a-diesel an-oil']);
  });

  it('follow a commodity that comes between', async () => {
    await given(TREE);
    await given({
      commodities: [
        { slug: 'fuel', parent: 'oil' },
        { slug: 'diesel', parent: 'fuel' },
      ],
    });
    expect([await on('fuel'), await on('oil'), await on('energy')]).toEqual([
      'a-diesel',
      'a-diesel an-oil',
      'a-diesel an-oil',
    ]);
  });

  it('follow terms that change', async () => {
    await given(TREE);
    await given({ agreements: [{ slug: 'a-diesel', terms: [{ commodity: 'food' }] }] });
    expect([await on('diesel'), await on('oil'), await on('food')]).toEqual(['', 'an-oil', 'a-diesel']);
  });

  it('follow terms that go', async () => {
    await given(TREE);
    await given({ agreements: ['a-diesel', 'an-oil'] });
    expect([await on('energy'), await on('oil'), await on('diesel')]).toEqual(['', '', '']);
  });

  it('follow a new agreement on an old commodity', async () => {
    await given(TREE);
    await given({
      agreements: [{ slug: 'a-petrol', terms: [{ commodity: 'petrol' }, { commodity: 'petrol', kind: 'NEED' }] }],
    });
    const { agreements } = await dataOf(
      test.database,
      '{ agreements(filter: { commodity: "energy" }) { nodes { slug } } }',
    );
    expect(agreements.nodes.map(({ slug }: { slug: string }) => slug)).toEqual(['a-diesel', 'an-oil', 'a-petrol']);
  });
});

describe('an exact code', () => {
  const code = (match: string) => [{ scheme: 'HS', code: '2710', match }];

  it('finds its commodity, other matches do not', async () => {
    await given({
      commodities: [
        { slug: 'diesel', codes: code('BROAD') },
        { slug: 'oil', codes: code('EXACT') },
      ],
    });
    const { commodity } = await dataOf(
      test.database,
      '{ commodity(ref: "HS 2710") { slug codes { scheme code match } } }',
    );
    expect(commodity).toEqual({ slug: 'oil', codes: code('EXACT') });
  });

  it('is that of one commodity, also where the other was there before', async () => {
    await given({ commodities: [{ slug: 'oil', codes: code('EXACT') }] });
    await expect(given({ commodities: [{ slug: 'diesel', codes: code('EXACT') }] })).rejects.toThrow(
      'diesel: codes[0]: HS 2710 is already the exact code of oil',
    );
  });

  it('may go over to another commodity', async () => {
    await given({ commodities: [{ slug: 'oil', codes: code('EXACT') }] });
    await given({
      commodities: [
        { slug: 'diesel', codes: code('EXACT') },
        { slug: 'oil', codes: code('NARROW') },
      ],
    });
    expect((await dataOf(test.database, '{ commodity(ref: "2710") { slug } }')).commodity).toEqual({ slug: 'diesel' });
  });

  it('may be the same in another classification', async () => {
    await given({
      commodities: [
        { slug: 'oil', codes: code('EXACT') },
        { slug: 'service', codes: [{ scheme: 'CPC', code: '2710', match: 'EXACT' }] },
      ],
    });
    expect((await dataOf(test.database, '{ commodities { totalCount } }')).commodities.totalCount).toBe(2);
  });
});
