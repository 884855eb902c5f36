import { describe, expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, TWO_STATES } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (list: string, filter: string) => filtered(test.database, list, filter);

/** Two records of each type; only the first is spoken of by the source and has the word in its French name. */
const PAIRS = {
  countries: [
    { slug: 'one', code: 'AA', alpha3: 'AAA' },
    { slug: 'two', code: 'BB', alpha3: 'BBB' },
  ],
  places: [{ slug: 'one' }, { slug: 'two' }],
  organizations: [{ slug: 'one' }, { slug: 'two' }],
  people: [{ slug: 'one' }, { slug: 'two' }],
  commodities: [{ slug: 'one' }, { slug: 'two' }],
  agreements: [{ slug: 'one' }, { slug: 'two' }],
  meetings: [{ slug: 'one' }, { slug: 'two' }],
};

const first = (pair: readonly object[]) =>
  pair.map((each, index) =>
    index === 0
      ? {
          ...each,
          names: [
            { text: 'Thing', lang: 'en' },
            { text: 'Chose mêlée', lang: 'fr' },
          ],
          evidence: ['the-paper'],
        }
      : each,
  );

describe.each(Object.keys(PAIRS))('%s', (list) => {
  const pair = first(PAIRS[list as keyof typeof PAIRS]) as never;

  it('are found by words of their names in any language', async () => {
    await given({ [list]: pair });
    expect(await found(list, '{ text: "melee" }')).toEqual(['one']);
    expect(await found(list, '{ text: "thing chose" }')).toEqual(['one']);
    expect(await found(list, '{ text: "melee two" }')).toEqual([]);
  });

  it('are found by a source that speaks of them', async () => {
    await given({ [list]: pair, sources: ['the-paper', 'silent-paper'] });
    expect(await found(list, '{ source: "the-paper" }')).toEqual(['one']);
    expect(await found(list, '{ source: "silent-paper" }')).toEqual([]);
  });
});

it('finds countries by code, of two letters or three, in any case', async () => {
  await given({ countries: TWO_STATES.countries });
  expect(await found('countries', '{ code: ["ML"] }')).toEqual(['mali']);
  expect(await found('countries', '{ code: ["rus", "xx"] }')).toEqual(['russia']);
  expect(await found('countries', '{ code: ["ml", "RU"] }')).toEqual(['mali', 'russia']);
});

it('finds the places of a country', async () => {
  await given({ countries: TWO_STATES.countries, places: [{ slug: 'bamako', country: 'ML' }, 'nowhere'] });
  expect(await found('places', '{ country: "Mali" }')).toEqual(['bamako']);
  expect(await found('places', '{ country: "RU" }')).toEqual([]);
});

it('finds organizations by kind, country and parent', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [
      ...TWO_STATES.organizations,
      { slug: 'ministry', kind: 'MINISTRY', country: 'ML', parent: 'mali' },
      { slug: 'office', kind: 'GOVERNMENT_BODY', parent: 'ministry' },
    ],
  });
  expect(await found('organizations', '{ kind: [MINISTRY, GOVERNMENT_BODY] }')).toEqual(['ministry', 'office']);
  expect(await found('organizations', '{ country: "ML" }')).toEqual(['mali', 'ministry']);
  expect(await found('organizations', '{ parent: "ML" }')).toEqual(['ministry']);
  expect(await found('organizations', '{ parent: "ministry" }')).toEqual(['office']);
});

it('finds commodities one step below, at any depth below, by scheme and by agreement', async () => {
  await given({
    commodities: [
      'energy',
      { slug: 'petroleum', parent: 'energy', codes: [{ scheme: 'HS', code: '2709', match: 'BROAD' }] },
      { slug: 'diesel', parent: 'petroleum', codes: [{ scheme: 'CN', code: '27101943', match: 'EXACT' }] },
    ],
    agreements: [{ slug: 'one', terms: [{ commodity: 'diesel' }] }],
  });
  expect(await found('commodities', '{ parent: "energy" }')).toEqual(['petroleum']);
  expect(await found('commodities', '{ within: "energy" }')).toEqual(['energy', 'petroleum', 'diesel']);
  expect(await found('commodities', '{ within: "diesel" }')).toEqual(['diesel']);
  expect(await found('commodities', '{ scheme: [HS] }')).toEqual(['petroleum']);
  expect(await found('commodities', '{ scheme: [HS, CN] }')).toEqual(['petroleum', 'diesel']);
  expect(await found('commodities', '{ agreement: "one" }')).toEqual(['diesel']);
});

it('finds sources by kind, publisher, language, date, words and what they speak of', async () => {
  await given({
    sources: [
      { slug: 'daily', kind: 'NEWS', publisher: 'press', lang: 'fr', publishedOn: '2025-10-24' },
      { slug: 'gazette', kind: 'GOVERNMENT', lang: 'en', publishedOn: '2020' },
      'undated',
    ],
    agreements: [{ slug: 'treaty', evidence: ['daily'], terms: [{ commodity: 'gold', evidence: ['gazette'] }] }],
  });
  expect(await found('sources', '{ kind: [NEWS] }')).toEqual(['daily', 'undated', 'a-source']);
  expect(await found('sources', '{ publisher: "press" }')).toEqual(['daily']);
  expect(await found('sources', '{ lang: ["fr", "de"] }')).toEqual(['daily']);
  expect(await found('sources', '{ date: { to: "2021-01-01" } }')).toEqual(['gazette']);
  expect(await found('sources', '{ text: "gazette" }')).toEqual(['gazette']);
  expect(await found('sources', '{ about: "treaty" }')).toEqual(['daily', 'gazette']);
});

it('finds delegations by side, status, meeting, whom they came for, member, date and word', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'bank', country: 'ML' }],
    people: ['aminata'],
    meetings: [
      {
        slug: 'talks',
        date: '2025-10-24',
        delegations: [
          { slug: 'malians', side: 'HOST', onBehalfOf: 'mali', members: ['aminata'], evidence: ['the-paper'] },
          { slug: 'russians', side: 'VISITOR', onBehalfOf: 'russia', status: 'EXPECTED' },
        ],
      },
      {
        slug: 'later',
        delegations: [{ slug: 'bankers', side: 'NONE', onBehalfOf: 'bank', names: [{ text: 'Les banquiers' }] }],
      },
    ],
  });
  expect(await found('delegations', '{ side: [HOST, NONE] }')).toEqual(['malians', 'bankers']);
  expect(await found('delegations', '{ status: [EXPECTED] }')).toEqual(['russians']);
  expect(await found('delegations', '{ meeting: "talks" }')).toEqual(['malians', 'russians']);
  expect(await found('delegations', '{ onBehalfOf: "ML" }')).toEqual(['malians']);
  expect(await found('delegations', '{ country: "ML" }')).toEqual(['malians', 'bankers']);
  expect(await found('delegations', '{ person: "aminata" }')).toEqual(['malians']);
  expect(await found('delegations', '{ date: { from: "2025-01-01" } }')).toEqual(['malians', 'russians']);
  expect(await found('delegations', '{ text: "banquiers" }')).toEqual(['bankers']);
  expect(await found('delegations', '{ source: "the-paper" }')).toEqual(['malians']);
});
