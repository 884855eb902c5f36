import type { Facts } from './facts.js';

const evidence = (at: number) => [{ at: `source-${at}`, note: { en: 'A note', fr: 'Une note' } }];
const named = (slug: string) => ({
  names: [
    { text: slug, lang: 'en' },
    { text: `${slug} en français`, lang: 'fr' },
    { text: `other ${slug}`, lang: 'en' },
  ],
});

/** `many` records of every type, each with every value and link that it can have. */
export function richFacts(many: number): Facts {
  const each = <One>(make: (at: number) => One) => Array.from({ length: many }, (_, at) => make(at));
  const code = (at: number) => String.fromCharCode(65 + Math.floor(at / 26), 65 + (at % 26));
  const record = (type: string, at: number) => ({
    slug: `${type}-${at}`,
    ...named(`${type} ${at}`),
    evidence: evidence(at),
  });
  return {
    countries: each((at) => ({ ...record('country', at), code: code(at), alpha3: `${code(at)}X` })),
    sources: each((at) => ({
      slug: `source-${at}`,
      ...named(`source ${at}`),
      url: `https://example.org/${at}`,
      publisher: `organization-${at}`,
      lang: 'fr',
      publishedOn: '2025-10-24',
    })),
    organizations: [
      { slug: 'organization-top' },
      ...each((at) => ({
        ...record('organization', at),
        kind: 'STATE',
        country: code(at),
        parent: 'organization-top',
      })),
    ],
    places: each((at) => ({ ...record('place', at), country: code(at), latitude: 1.5, longitude: 2.5 })),
    people: each((at) => ({
      ...record('person', at),
      tenures: [
        {
          organization: `organization-${at}`,
          title: { en: 'Head' },
          since: '2020',
          until: '2021',
          evidence: evidence(at),
        },
      ],
    })),
    commodities: [
      'commodity-top',
      ...each((at) => ({
        ...record('commodity', at),
        parent: 'commodity-top',
        codes: [{ scheme: 'HS', code: `10${String(at).padStart(2, '0')}`, match: 'EXACT' }],
      })),
    ],
    agreements: [
      'agreement-top',
      ...each((at) => ({
        ...record('agreement', at),
        parent: 'agreement-top',
        place: `place-${at}`,
        signedOn: '2025-10-24',
        summary: { en: 'A summary' },
        topics: ['a topic'],
        attributedTo: `person-${at}`,
        parties: [`organization-${at}`, `person-${at}`].map((actor) => ({ actor, evidence: evidence(at) })),
        terms: [
          {
            commodity: `commodity-${at}`,
            from: `organization-${at}`,
            to: `person-${at}`,
            quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't', per: 'MONTH' },
            period: '2026',
            evidence: evidence(at),
          },
        ],
        amounts: [{ value: '1.50', currency: 'EUR', year: 2025, evidence: evidence(at) }],
      })),
    ],
    meetings: [
      { slug: 'meeting-top', date: '2025-10-25', participations: each((at) => `person-${at}`) },
      ...each((at) => ({
        ...record('meeting', at),
        date: '2025-10-24',
        place: `place-${at}`,
        summary: { en: 'A summary' },
        agreements: [`agreement-${at}`, 'agreement-top'],
        participations: [`person-${at}`, 'organization-top'].map((actor) => ({ actor, evidence: evidence(at) })),
        delegations: [
          {
            ...record('delegation', at),
            onBehalfOf: `organization-${at}`,
            members: [
              {
                actor: `person-${(at + 1) % many}`,
                role: 'HEAD',
                onBehalfOf: `organization-${at}`,
                evidence: evidence(at),
              },
            ],
          },
        ],
      })),
    ],
  };
}
