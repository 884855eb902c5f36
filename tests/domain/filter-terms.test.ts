import { expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, TWO_STATES } from '../support/lists.js';

// In these tests a term is known by its commodity.
const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (filter: string) => filtered(test.database, 'commodityTerms', filter);

it('finds terms of all agreements in their order of entry', async () => {
  await given({
    agreements: [
      { slug: 'one', terms: [{ commodity: 'gold' }, { commodity: 'salt' }] },
      { slug: 'two', terms: [{ commodity: 'urea' }] },
    ],
  });
  expect(await found('null')).toEqual(['gold', 'salt', 'urea']);
});

it('reaches narrower commodities, and only the named one where that is asked for', async () => {
  await given({
    commodities: ['metals', { slug: 'gold', parent: 'metals' }, 'salt'],
    agreements: [{ slug: 'one', terms: ['metals', 'gold', 'salt'].map((commodity) => ({ commodity })) }],
  });
  expect(await found('{ commodity: "metals" }')).toEqual(['metals', 'gold']);
  expect(await found('{ commodity: "metals", includeNarrower: null }')).toEqual(['metals', 'gold']);
  expect(await found('{ commodity: "metals", includeNarrower: false }')).toEqual(['metals']);
});

it('knows who gives and who gets, by the name of a country as well', async () => {
  await given({
    ...TWO_STATES,
    agreements: [
      {
        slug: 'one',
        terms: [
          { commodity: 'gold', from: 'mali', to: 'russia' },
          { commodity: 'wheat', from: 'russia', to: 'mali' },
          { commodity: 'salt' },
        ],
      },
    ],
  });
  expect(await found('{ from: "ML" }')).toEqual(['gold']);
  expect(await found('{ to: "Mali" }')).toEqual(['wheat']);
  expect(await found('{ from: "mali", to: "russia" }')).toEqual(['gold']);
  expect(await found('{ from: "mali", to: "mali" }')).toEqual([]);
});

it('knows the parties of the agreement, whoever gives or gets', async () => {
  await given({
    organizations: ['bank', 'mine'],
    agreements: [
      { slug: 'one', parties: ['bank'], terms: [{ commodity: 'gold', from: 'mine' }] },
      { slug: 'two', parties: ['mine'], terms: [{ commodity: 'salt', from: 'bank' }] },
    ],
  });
  expect(await found('{ party: "bank" }')).toEqual(['gold']);
});

it('holds kind and status of the agreement where one of the values does', async () => {
  await given({
    agreements: [
      {
        slug: 'one',
        status: 'SIGNED',
        terms: [
          { commodity: 'gold', kind: 'NEED' },
          { commodity: 'salt', kind: 'DELIVERY' },
        ],
      },
      { slug: 'two', status: 'PROPOSED', terms: [{ commodity: 'urea', kind: 'OFFER' }] },
    ],
  });
  expect(await found('{ kind: [NEED, OFFER] }')).toEqual(['gold', 'urea']);
  expect(await found('{ agreementStatus: [SIGNED, CANCELLED] }')).toEqual(['gold', 'salt']);
  expect(await found('{ agreementStatus: [SIGNED], kind: [NEED, OFFER] }')).toEqual(['gold']);
});

it('knows the agreement', async () => {
  await given({
    agreements: [
      { slug: 'one', terms: [{ commodity: 'gold' }] },
      { slug: 'two', terms: [{ commodity: 'salt' }] },
    ],
  });
  expect(await found('{ agreement: "two" }')).toEqual(['salt']);
});

it('takes the period for its date, else the date of the agreement', async () => {
  await given({
    agreements: [
      { slug: 'dated', signedOn: '2020-05-01', terms: [{ commodity: 'gold' }, { commodity: 'salt', period: '2024' }] },
      { slug: 'undated', terms: [{ commodity: 'urea', period: '2020' }, { commodity: 'wheat' }] },
    ],
  });
  expect(await found('{ date: { from: "2020-01-01", to: "2020-12-31" } }')).toEqual(['gold', 'urea']);
  expect(await found('{ date: { from: "2021-01-01" } }')).toEqual(['salt']);
  expect(await found('{ date: {} }')).toEqual(['gold', 'salt', 'urea']);
});

it('finds what a source says something about: the term itself, not its agreement', async () => {
  await given({
    sources: ['the-paper'],
    agreements: [
      { slug: 'one', terms: [{ commodity: 'gold', evidence: ['the-paper'] }, { commodity: 'salt' }] },
      { slug: 'two', evidence: ['the-paper'], terms: [{ commodity: 'urea' }] },
    ],
  });
  expect(await found('{ source: "the-paper" }')).toEqual(['gold']);
});
