import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SeedFiles } from '../support/seed-folder.js';
import { type Case, lump, openRefusing, quantity, type Refusing } from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

type Plain = Readonly<Record<string, unknown>>;
const refusal = (files: SeedFiles) => refusing.refusal(files);
const refuse = (...given: Case) => refusing.refuse(...given);

const QUANTITIES: readonly (readonly [string, Plain, RegExp])[] = [
  ['an unknown unit', quantity({ unit: 'quux' }), /quantity\.unit: "quux" is not a known unit/],
  ['a unit that means several', quantity({ unit: 'ton' }), /quantity\.unit: "ton" can mean several units/],
  ['min above max', quantity({ min: 3 }), /quantity: min \(3\) is greater than max \(2\)/],
  ['a range with one end', quantity({ max: null }), /quantity: RANGE needs min and max/],
  ['at least with a max', quantity({ bound: 'AT_LEAST' }), /quantity: AT_LEAST has a min only/],
  ['at most with a min', quantity({ bound: 'AT_MOST' }), /quantity: AT_MOST has a max only/],
  ['exactly two figures', quantity({ bound: 'EXACT' }), /quantity: EXACT needs the same min and max/],
  ['exactly one end', quantity({ bound: 'EXACT', max: null }), /quantity: EXACT needs the same min and max/],
  ['about with one end', quantity({ bound: 'ABOUT', max: null }), /quantity: ABOUT needs min and max/],
  ['no figure though not UNSTATED', quantity({ min: null, max: null, bound: 'ABOUT' }), /quantity: needs min or max/],
  ['less than nothing', quantity({ min: -1 }), /quantity: min must be from 0/],
  ['more than there is', quantity({ max: 1e300 }), /quantity: max must be from 0/],
  ['a figure as text', quantity({ min: '1' }), /quantity\.min: must be a number/],
  ['a period that is none', quantity({ per: 'CENTURY' }), /quantity\.per: must be one of DAY, /],
];

const CODES: readonly (readonly [string, Plain, RegExp])[] = [
  [
    'a code with a point',
    { codes: [{ scheme: 'HS', code: '27.10', match: 'BROAD' }] },
    /codes\[0\]\.code: must be a code/,
  ],
  [
    'a code without quotes',
    { codes: [{ scheme: 'HS', code: 2710, match: 'BROAD' }] },
    /codes\[0\]\.code: must be a code/,
  ],
  [
    'a scheme that is none',
    { codes: [{ scheme: 'SITC', code: '2710', match: 'BROAD' }] },
    /codes\[0\]\.scheme: must be one of/,
  ],
  [
    'an exact code that another has',
    { codes: [{ scheme: 'HS', code: '2710', match: 'EXACT' }] },
    /codes\[0\]: HS 2710 is already the exact code of petroleum-products/,
  ],
  ['itself as its parent', { parent: 'lump' }, /^commodities\.yaml: lump: parent: .*its own ancestor/],
];

describe('a quantity is refused', () => {
  it.each(QUANTITIES)('%s', async (_what, record, message) => {
    const refused = await refusal({ agreements: [record] });
    expect(refused).toMatch(/^agreements\.yaml: deal: terms\[0\]\.quantity/);
    expect(refused).toMatch(message);
  });
});

describe('a commodity is refused', () => {
  it.each(CODES)('%s', async (_what, rest, message) => {
    const refused = await refusal({ commodities: [lump(rest)] });
    expect(refused).toMatch(/^commodities\.yaml: lump: /);
    expect(refused).toMatch(message);
  });

  it('two new commodities with the same exact code', async () => {
    const codes = [{ scheme: 'CPC', code: '99', match: 'EXACT' }];
    await refuse(
      '',
      { commodities: [lump({ codes }), lump({ slug: 'clod', codes })] },
      'commodities.yaml: clod: codes[0]: CPC 99 is already the exact code of lump',
    );
  });

  it('a circle of parents', async () => {
    await refuse(
      '',
      {
        commodities: [
          lump({ parent: 'clod' }),
          lump({ slug: 'clod', parent: 'bit' }),
          lump({ slug: 'bit', parent: 'lump' }),
        ],
      },
      /^commodities\.yaml: lump: parent: .*its own ancestor/,
    );
  });
});
