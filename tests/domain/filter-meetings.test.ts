import { expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, TWO_STATES } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (filter: string) => filtered(test.database, 'meetings', filter);
const absent = (actor: string) => ({ actor, status: 'ABSENT' });

it('holds kind and status where one of the values does', async () => {
  await given({
    meetings: [
      { slug: 'talks', kind: 'TALKS', status: 'HELD' },
      { slug: 'summit', kind: 'SUMMIT', status: 'PLANNED' },
      { slug: 'visit', kind: 'VISIT', status: 'CANCELLED' },
    ],
  });
  expect(await found('{ kind: [VISIT, TALKS] }')).toEqual(['talks', 'visit']);
  expect(await found('{ status: [PLANNED, HELD] }')).toEqual(['talks', 'summit']);
  expect(await found('{ kind: [TALKS, SUMMIT], status: [PLANNED] }')).toEqual(['summit']);
});

it('finds words of names and summaries', async () => {
  await given({
    meetings: [
      { slug: 'one', names: [{ text: 'Audience au palais', lang: 'fr' }] },
      { slug: 'two', summary: { ru: 'Встреча во дворце' } },
    ],
  });
  expect(await found('{ text: "palais" }')).toEqual(['one']);
  expect(await found('{ text: "встреча" }')).toEqual(['two']);
  expect(await found('{ text: "vstrecha" }')).toEqual(['two']);
});

it('knows a country by the place', async () => {
  await given({
    ...TWO_STATES,
    places: [
      { slug: 'bamako', country: 'ML' },
      { slug: 'moscow', country: 'RU' },
    ],
    meetings: [{ slug: 'here', place: 'bamako' }, { slug: 'there', place: 'moscow' }, 'nowhere'],
  });
  expect(await found('{ country: "Mali" }')).toEqual(['here']);
});

it('knows a country by a delegation or participant that acts for its State or one of its organizations', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'sorem', country: 'ML' }],
    people: ['aminata'],
    meetings: [
      { slug: 'delegation', delegations: [{ slug: 'malians', onBehalfOf: 'mali' }] },
      { slug: 'company', participations: [{ actor: 'aminata', onBehalfOf: 'sorem' }] },
      { slug: 'itself', participations: ['sorem'] },
      { slug: 'russian', delegations: [{ slug: 'russians', onBehalfOf: 'russia' }] },
      { slug: 'for-nobody', participations: ['aminata'] },
    ],
  });
  expect(await found('{ country: "ML" }')).toEqual(['delegation', 'company', 'itself']);
});

it('knows a country by its State as a party, not by its companies as parties', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'sorem', country: 'ML' }],
    agreements: [
      { slug: 'of-the-state', parties: ['mali'] },
      { slug: 'of-the-company', parties: ['sorem'] },
    ],
    meetings: [
      { slug: 'on-the-state', agreements: ['of-the-state'] },
      { slug: 'on-the-company', agreements: ['of-the-company'] },
    ],
  });
  expect(await found('{ country: "ML" }')).toEqual(['on-the-state']);
});

it('knows who took part, and does not count those who stayed away', async () => {
  await given({
    people: ['aminata', 'boris'],
    meetings: [
      { slug: 'alone', participations: ['aminata'] },
      { slug: 'in-delegation', delegations: [{ slug: 'delegates', members: ['aminata'] }] },
      { slug: 'expected', status: 'PLANNED', participations: [{ actor: 'aminata', status: 'EXPECTED' }] },
      { slug: 'absent', participations: [absent('aminata'), 'boris'] },
    ],
  });
  expect(await found('{ person: "aminata" }')).toEqual(['alone', 'in-delegation', 'expected']);
});

it('knows an organization that took part, or for which somebody came', async () => {
  await given({
    organizations: ['bank', 'mine'],
    people: ['aminata'],
    meetings: [
      { slug: 'itself', participations: ['bank'] },
      { slug: 'by-delegation', delegations: [{ slug: 'bankers', onBehalfOf: 'bank' }] },
      { slug: 'by-member', delegations: [{ slug: 'others', members: [{ actor: 'aminata', onBehalfOf: 'bank' }] }] },
      { slug: 'by-another', participations: ['mine'] },
    ],
  });
  expect(await found('{ organization: "bank" }')).toEqual(['itself', 'by-delegation', 'by-member']);
});

it('lets nobody act for an organization or country by staying away', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'bank', country: 'ML' }],
    people: ['aminata'],
    meetings: [
      { slug: 'no-bank', participations: [absent('bank')] },
      { slug: 'no-delegation', delegations: [{ slug: 'bankers', onBehalfOf: 'bank', status: 'ABSENT' }] },
      { slug: 'no-member', participations: [{ ...absent('aminata'), onBehalfOf: 'bank' }] },
      { slug: 'expected', delegations: [{ slug: 'next-bankers', onBehalfOf: 'bank', status: 'EXPECTED' }] },
    ],
  });
  expect(await found('{ organization: "bank" }')).toEqual(['expected']);
  expect(await found('{ country: "ML" }')).toEqual(['expected']);
});

it('knows the place, the agreement and the source', async () => {
  await given({
    sources: ['the-paper'],
    meetings: [
      { slug: 'at-place', place: 'palace' },
      { slug: 'on-agreement', agreements: ['treaty'] },
      { slug: 'in-paper', evidence: ['the-paper'] },
      { slug: 'its-link', participations: [{ actor: 'mine', evidence: ['the-paper'] }] },
    ],
  });
  expect(await found('{ place: "palace" }')).toEqual(['at-place']);
  expect(await found('{ agreement: "treaty" }')).toEqual(['on-agreement']);
  expect(await found('{ source: "the-paper" }')).toEqual(['in-paper', 'its-link']);
});

it('knows the commodity of an agreement that it was about', async () => {
  await given({
    commodities: ['metals', { slug: 'gold', parent: 'metals' }],
    agreements: [
      { slug: 'on-gold', terms: [{ commodity: 'gold' }] },
      { slug: 'on-metals', terms: [{ commodity: 'metals' }] },
    ],
    meetings: [
      { slug: 'gold-talks', agreements: ['on-gold'] },
      { slug: 'metal-talks', agreements: ['on-metals'] },
      'small-talk',
    ],
  });
  expect(await found('{ commodity: "metals" }')).toEqual(['gold-talks', 'metal-talks']);
  expect(await found('{ commodity: "metals", includeNarrower: null }')).toEqual(['gold-talks', 'metal-talks']);
  expect(await found('{ commodity: "metals", includeNarrower: false }')).toEqual(['metal-talks']);
  expect(await found('{ commodity: "gold" }')).toEqual(['gold-talks']);
});
