import { expect, it } from 'vitest';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { filtered, TWO_STATES } from '../support/lists.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const found = (filter: string) => filtered(test.database, 'people', filter);

const office = (organization: string | undefined, span: Readonly<Record<string, string>> = {}) => ({
  ...(organization ? { organization } : {}),
  title: { en: 'Minister' },
  ...span,
});

it('finds words of names', async () => {
  await given({
    people: [
      { slug: 'one', names: [{ text: 'Amadou Keïta' }, { text: 'Keïta', kind: 'ALIAS' }] },
      { slug: 'two', names: [{ text: 'Assimi Goïta' }] },
    ],
  });
  expect(await found('{ text: "keita" }')).toEqual(['one']);
  expect(await found('{ text: "Amadou KEITA" }')).toEqual(['one']);
});

it('finds whom a source speaks about, on the person or on an office', async () => {
  await given({
    sources: ['the-paper'],
    people: [
      { slug: 'named', evidence: ['the-paper'] },
      { slug: 'in-office', tenures: [{ ...office('mine'), evidence: ['the-paper'] }] },
      'other',
    ],
  });
  expect(await found('{ source: "the-paper" }')).toEqual(['named', 'in-office']);
});

it('finds who holds or held an office somewhere, and who came to a meeting for it', async () => {
  await given({
    organizations: ['bank', 'mine'],
    people: [
      { slug: 'officer', tenures: [office('bank')] },
      { slug: 'elsewhere', tenures: [office('mine')] },
      ...['envoy', 'stay-at-home', 'delegate', 'lent-out'],
    ],
    meetings: [
      {
        slug: 'talks',
        participations: [
          { actor: 'envoy', onBehalfOf: 'bank' },
          { actor: 'stay-at-home', onBehalfOf: 'bank', status: 'ABSENT' },
        ],
        delegations: [
          { slug: 'bankers', onBehalfOf: 'bank', members: ['delegate', { actor: 'lent-out', onBehalfOf: 'mine' }] },
        ],
      },
    ],
  });
  expect(await found('{ organization: "bank" }')).toEqual(['officer', 'envoy', 'delegate']);
});

it('finds the same for the State of a country or one of its organizations', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'sorem', country: 'ML' }],
    people: [
      { slug: 'minister', tenures: [office('mali')] },
      { slug: 'manager', tenures: [office('sorem')] },
      { slug: 'russian', tenures: [office('russia')] },
      'envoy',
    ],
    meetings: [{ slug: 'talks', participations: [{ actor: 'envoy', onBehalfOf: 'sorem' }] }],
  });
  expect(await found('{ country: "Mali" }')).toEqual(['minister', 'manager', 'envoy']);
});

it('takes two places of office apart where no time is asked for', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, 'bank'],
    people: [{ slug: 'both', tenures: [office('mali'), office('bank')] }],
  });
  expect(await found('{ country: "ML", organization: "bank" }')).toEqual(['both']);
});

it('wants the time and the place of one and the same office', async () => {
  await given({
    countries: TWO_STATES.countries,
    organizations: [...TWO_STATES.organizations, { slug: 'bank', country: 'ML' }],
    people: [
      {
        slug: 'moved-on',
        tenures: [office('bank', { since: '2000', until: '2005' }), office('russia', { since: '2006', until: '2010' })],
      },
    ],
  });
  const at = (year: string, where: string) =>
    found(`{ heldOffice: { from: "${year}-01-01", to: "${year}-12-31" }, ${where} }`);
  expect(await at('2003', 'organization: "bank"')).toEqual(['moved-on']);
  expect(await at('2003', 'organization: "russia"')).toEqual([]);
  expect(await at('2003', 'country: "ML"')).toEqual(['moved-on']);
  expect(await at('2008', 'country: "ML"')).toEqual([]);
  expect(await at('2003', 'organization: "bank", country: "ML"')).toEqual(['moved-on']);
  expect(await at('2003', 'organization: "bank", country: "RU"')).toEqual([]);
});

it('does not take coming to a meeting for an office', async () => {
  await given({
    organizations: ['bank'],
    meetings: [{ slug: 'talks', date: '2003', participations: [{ actor: 'envoy', onBehalfOf: 'bank' }] }],
    people: ['envoy'],
  });
  expect(await found('{ organization: "bank" }')).toEqual(['envoy']);
  expect(await found('{ organization: "bank", heldOffice: {} }')).toEqual([]);
});

it('reads the span of an office from what is known: told first, then cited', async () => {
  await given({
    people: [
      { slug: 'told', tenures: [office('bank', { since: '2001', until: '2002' })] },
      { slug: 'cited', tenures: [office('bank', { firstCited: '2001-05-01', lastCited: '2002-05-01' })] },
      {
        slug: 'since',
        tenures: [office('bank', { since: '2001', firstCited: '2005-01-01', lastCited: '2005-01-01' })],
      },
      { slug: 'unknown', tenures: [office('bank')] },
    ],
  });
  const on = (day: string) => found(`{ heldOffice: { from: "${day}", to: "${day}" } }`);
  expect(await on('2001-02-01')).toEqual(['told', 'since']);
  expect(await on('2001-06-01')).toEqual(['told', 'cited', 'since']);
  expect(await on('2002-06-01')).toEqual(['told', 'since']);
  expect(await on('2005-01-01')).toEqual(['since']);
  expect(await on('2005-01-02')).toEqual([]);
  expect(await found('{ heldOffice: {} }')).toEqual(['told', 'cited', 'since']);
});

it('leaves an end open that nobody tells', async () => {
  await given({
    people: [
      { slug: 'still', tenures: [office('bank', { since: '2001' })] },
      { slug: 'ever', tenures: [office('bank', { until: '2001' })] },
    ],
  });
  expect(await found('{ heldOffice: { from: "2050-01-01" } }')).toEqual(['still']);
  expect(await found('{ heldOffice: { to: "1950-01-01" } }')).toEqual(['ever']);
  expect(await found('{ heldOffice: { from: "2001-03-01", to: "2001-03-01" } }')).toEqual(['still', 'ever']);
});

it('can want the whole of an office in a time', async () => {
  await given({
    people: [
      { slug: 'inside', tenures: [office('bank', { since: '2001', until: '2002' })] },
      { slug: 'across', tenures: [office('bank', { since: '2001', until: '2005' })] },
      { slug: 'still', tenures: [office('bank', { since: '2001' })] },
    ],
  });
  const range = 'from: "2001-01-01", to: "2003-12-31"';
  expect(await found(`{ heldOffice: { ${range} } }`)).toEqual(['inside', 'across', 'still']);
  expect(await found(`{ heldOffice: { ${range}, mode: WITHIN } }`)).toEqual(['inside']);
});

it('finds whom somebody met: both reported, the meeting held, and nobody meets themselves', async () => {
  await given({
    people: ['aminata', 'boris', 'carla', 'dmitri', 'elena'],
    meetings: [
      { slug: 'held', participations: ['aminata', 'boris', { actor: 'carla', status: 'ABSENT' }] },
      { slug: 'planned', status: 'PLANNED', participations: ['aminata', 'dmitri'] },
      { slug: 'expected', participations: ['aminata', { actor: 'elena', status: 'EXPECTED' }] },
    ],
  });
  expect(await found('{ met: "aminata" }')).toEqual(['boris']);
  expect(await found('{ met: "boris" }')).toEqual(['aminata']);
  expect(await found('{ met: "dmitri" }')).toEqual([]);
});

it('finds who took part in a meeting', async () => {
  await given({
    meetings: [
      {
        slug: 'talks',
        participations: [{ actor: 'aminata', status: 'ABSENT' }],
        delegations: [{ slug: 'delegates', members: ['boris', { actor: 'carla', status: 'EXPECTED' }] }],
      },
      { slug: 'other', participations: ['dmitri'] },
    ],
    people: ['aminata', 'boris', 'carla', 'dmitri'],
  });
  expect(await found('{ meeting: "talks" }')).toEqual(['boris', 'carla']);
});
