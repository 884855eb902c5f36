import type { Facts } from './facts.js';

/** A small world in which every filter has something to find. */
export const FACTS: Facts = {
  countries: [
    { slug: 'mali', code: 'ML', alpha3: 'MLI' },
    { slug: 'russia', code: 'RU', alpha3: 'RUS' },
  ],
  sources: ['paper', 'post'],
  organizations: [
    { slug: 'mali-state', kind: 'STATE', country: 'ML' },
    { slug: 'russia-state', kind: 'STATE', country: 'RU' },
    { slug: 'sorem', country: 'ML' },
    { slug: 'sorma', country: 'RU' },
  ],
  places: [
    { slug: 'bamako', country: 'ML' },
    { slug: 'moscow', country: 'RU' },
  ],
  people: [
    {
      slug: 'ada',
      tenures: [{ organization: 'mali-state', title: { en: 'Head' }, since: '2020', until: '2021' }],
    },
    'ben',
    'cem',
  ],
  commodities: [
    'petroleum',
    { slug: 'diesel', parent: 'petroleum' },
    { slug: 'winter-diesel', parent: 'diesel' },
    'wheat',
    'ending',
  ],
  agreements: [
    {
      slug: 'deal',
      parties: ['mali-state', 'russia-state'],
      terms: [{ commodity: 'winter-diesel', from: 'russia-state', to: 'mali-state' }],
    },
    { slug: 'gold', parties: ['sorem'], signedOn: '2025-01-01' },
    {
      slug: 'grain',
      parties: ['sorma', 'mali-state'],
      terms: [{ commodity: 'wheat' }, { commodity: 'diesel', kind: 'DELIVERY' }],
    },
  ],
  meetings: [
    { slug: 'talks', place: 'bamako', date: '2025-10-24', agreements: ['deal'], participations: ['ada', 'ben'] },
    {
      slug: 'visit',
      status: 'PLANNED',
      date: '2025-11',
      place: 'moscow',
      participations: ['cem'],
      delegations: [{ slug: 'guests', onBehalfOf: 'sorma', members: ['ben'] }],
    },
  ],
};

/** Makes the mutation of one write; `versionOf` tells what version a record is at. */
type Step = (versionOf: (type: string, slug: string) => Promise<number>) => Promise<string>;

const update =
  (type: string, slug: string, rest: string): Step =>
  async (versionOf) =>
    `mutation { update${type}(input: { ref: "${slug}", version: ${await versionOf(type, slug)}, evidence: [{ source: "post" }], ${rest} }) { record { slug } } }`;
const create =
  (type: string, slug: string, rest: string): Step =>
  async () =>
    `mutation { create${type}(input: { slug: "${slug}", evidence: [{ source: "post" }], ${rest} }) { record { slug } } }`;
const remove =
  (type: string, slug: string): Step =>
  async (versionOf) =>
    `mutation { delete${type}(input: { ref: "${slug}", version: ${await versionOf(type, slug)}, reason: "entered by mistake" }) { claims { id } } }`;
const merge =
  (type: string, ref: string, into: string): Step =>
  async (versionOf) =>
    `mutation { mergeRecords(input: { ref: "${ref}", version: ${await versionOf(type, ref)}, into: "${into}",
      intoVersion: ${await versionOf(type, into)}, reason: "one and the same" }) { record { slug } } }`;
const part =
  (type: string, ref: string): Step =>
  async (versionOf) =>
    `mutation { undoMerge(input: { ref: "${ref}", version: ${await versionOf(type, ref)}, reason: "two after all" }) { record { slug } } }`;

/** Writes of every kind, each of which changes answers about other records than the one that is written. */
export const STEPS: readonly (readonly [what: string, step: Step])[] = [
  ['a commodity moves in the tree', update('Commodity', 'diesel', 'parent: "wheat"')],
  ['a commodity moves back', update('Commodity', 'diesel', 'parent: "petroleum"')],
  ['a leaf of the tree moves', update('Commodity', 'winter-diesel', 'parent: "wheat"')],
  ['an organization moves to another country', update('Organization', 'sorma', 'country: "ML"')],
  ['a place moves to another country', update('Place', 'moscow', 'country: "ML"')],
  ['a name is added', update('Agreement', 'gold', 'names: [{ text: "Golden contract", lang: "en", kind: ALIAS }]')],
  [
    'a name of a party is added',
    update('Organization', 'sorem', 'names: [{ text: "Golden company", lang: "en", kind: ALIAS }]'),
  ],
  [
    'a meeting is entered',
    create(
      'Meeting',
      'second',
      `kind: CALL, status: HELD, date: "2025-12", agreements: [{ agreement: "gold" }],
        participations: [{ actor: "cem", role: MEMBER }, { actor: "ada", role: MEMBER }]`,
    ),
  ],
  ['a meeting takes place', update('Meeting', 'visit', 'status: HELD')],
  [
    'a delegation comes',
    create(
      'Delegation',
      'hosts',
      'meeting: "visit", side: HOST, onBehalfOf: "mali-state", members: [{ actor: "ada", role: HEAD }]',
    ),
  ],
  ['a party joins', update('Agreement', 'gold', 'parties: [{ actor: "sorma", role: PARTY }]')],
  [
    'a term is added',
    update('Agreement', 'gold', 'terms: [{ commodity: "petroleum", kind: OFFER, from: "sorma", to: "sorem" }]'),
  ],
  [
    'an office is entered',
    update('Person', 'cem', 'tenures: [{ organization: "sorma", title: [{ lang: "en", text: "Head" }] }]'),
  ],
  ['two organizations are one', merge('Organization', 'sorma', 'sorem')],
  ['the two are two again', part('Organization', 'sorma')],
  ['two people are one', merge('Person', 'ben', 'ada')],
  ['two commodities are one', merge('Commodity', 'wheat', 'petroleum')],
  ['a meeting goes', remove('Meeting', 'talks')],
  ['an agreement goes', remove('Agreement', 'deal')],
  ['two agreements are one', merge('Agreement', 'grain', 'gold')],
];

/** Every filter that there is, with a value that finds something at one time or another. */
export const QUESTIONS = [
  {
    field: 'agreementsChanged',
    query: 'agreements',
    ending: '{ text: "ending" }',
    filters: [
      '{ commodity: "petroleum" }',
      '{ commodity: "wheat" }',
      '{ commodity: "diesel", includeNarrower: false }',
      '{ not: { commodity: "diesel" } }',
      '{ commodity: "petroleum", termKind: [OFFER] }',
      '{ termKind: [DELIVERY] }',
      '{ party: "sorma" }',
      '{ party: "sorem" }',
      '{ party: "RU" }',
      '{ between: ["mali-state", "sorma"] }',
      '{ status: [SIGNED] }',
      '{ instrument: [CONTRACT] }',
      '{ date: { from: "2025-01-01", to: "2025-10-31" } }',
      '{ date: { from: "2025-11-01" } }',
      '{ text: "golden" }',
      '{ person: "ada" }',
      '{ person: "ben" }',
      '{ meeting: "talks" }',
      '{ source: "post" }',
      '{ partyCount: { min: 2 } }',
      '{ termCount: { max: 1 } }',
      '{ meetingCount: { min: 1 } }',
      '{ hasConflict: true }',
      '{ sourceCount: { min: 2 } }',
    ],
  },
  {
    field: 'meetingsChanged',
    query: 'meetings',
    ending: '{ text: "ending" }',
    filters: [
      '{ commodity: "petroleum" }',
      '{ commodity: "wheat" }',
      '{ commodity: "diesel", includeNarrower: false }',
      '{ country: "ML" }',
      '{ country: "RU" }',
      '{ person: "ben" }',
      '{ person: "ada" }',
      '{ organization: "sorma" }',
      '{ organization: "sorem" }',
      '{ place: "moscow" }',
      '{ agreement: "gold" }',
      '{ source: "post" }',
      '{ status: [HELD] }',
      '{ kind: [CALL] }',
      '{ date: { from: "2025-11-01" } }',
      '{ text: "second" }',
      '{ participantCount: { min: 2 } }',
      '{ delegationCount: { min: 2 } }',
      '{ agreementCount: { min: 1 } }',
      '{ hasConflict: false }',
      '{ sourceCount: { min: 2 } }',
    ],
  },
  {
    field: 'peopleChanged',
    query: 'people',
    ending: '{ text: "ending" }',
    filters: [
      '{ organization: "sorma" }',
      '{ organization: "sorem" }',
      '{ country: "ML" }',
      '{ country: "RU" }',
      '{ country: "RU", heldOffice: { from: "2020-01-01" } }',
      '{ heldOffice: { from: "2021-01-01", to: "2022-12-31" } }',
      '{ met: "ada" }',
      '{ met: "ben" }',
      '{ meeting: "visit" }',
      '{ text: "ada" }',
      '{ meetingCount: { min: 2 } }',
      '{ source: "post" }',
      '{ hasConflict: false }',
      '{ sourceCount: { min: 2 } }',
    ],
  },
  {
    field: 'commodityTermsChanged',
    query: 'commodityTerms',
    ending: '{ commodity: "ending" }',
    filters: [
      '{ commodity: "petroleum" }',
      '{ commodity: "wheat" }',
      '{ commodity: "diesel", includeNarrower: false }',
      '{ from: "sorma" }',
      '{ to: "sorem" }',
      '{ party: "sorma" }',
      '{ party: "sorem" }',
      '{ kind: [OFFER] }',
      '{ agreementStatus: [SIGNED] }',
      '{ agreement: "gold" }',
      '{ date: { from: "2025-01-01" } }',
      '{ source: "post" }',
    ],
  },
] as const;
