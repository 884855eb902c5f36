import type { Database } from '../../src/database/database.js';
import { dataOf, errorOf } from './ask.js';
import type { Facts } from './facts.js';

export type Who = 'reader' | 'contributor' | 'editor';

/** Asks, writes and decides in one database, as an editor where nobody else is named. */
export function asking(test: { readonly database: Database }) {
  const run = (source: string, as: Who = 'editor') => dataOf(test.database, source, { as });
  return {
    run,
    refused: (source: string, as: Who = 'editor') => errorOf(test.database, source, { as }),
    ask: (source: string) => dataOf(test.database, source),
    waiting: async (): Promise<{ claim: { id: string } }[]> =>
      (await run('{ proposals { nodes { claim { id } } } }')).proposals.nodes,
  };
}

export const FACTS: Facts = {
  sources: ['paper', 'gazette'],
  countries: [
    { slug: 'country-ml', code: 'ML', alpha3: 'MLI' },
    { slug: 'country-ru', code: 'RU', alpha3: 'RUS' },
  ],
  organizations: [
    { slug: 'mali', kind: 'STATE', country: 'ML' },
    { slug: 'russia', kind: 'STATE', country: 'RU' },
  ],
  commodities: ['rice'],
  people: ['ada'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['paper'],
      parties: [{ actor: 'mali', evidence: ['paper'] }],
      terms: [
        {
          commodity: 'rice',
          kind: 'DELIVERY',
          to: 'mali',
          from: 'russia',
          quantity: { min: 5, max: 5, bound: 'EXACT', unit: 't' },
        },
      ],
    },
  ],
  meetings: [
    {
      slug: 'talks',
      status: 'HELD',
      date: '2025-01-01',
      delegations: [{ slug: 'talks-mali', side: 'HOST', onBehalfOf: 'mali', members: ['ada'] }],
    },
  ],
};

export const EVIDENCE = 'evidence: [{ source: "gazette", paragraph: 2 }]';
export const RICE = `{ commodity: "rice", kind: DELIVERY, from: "russia", to: "mali", quantity: { bound: EXACT, min: 1000000000, max: 1000000000, unit: "t" } }`;
const FIELDS = `record { id slug version ... on Agreement { date { edtf } parties { actor { ... on Node { id } ... on Record { slug } } } terms { id quantity { min } claims { nodes { property status } } } } }
  claims { id property status subject { slug } }`;
export const agreement = (slug: string, more = `terms: [${RICE}]`) =>
  `mutation { createAgreement(input: { slug: "${slug}", names: [{ text: "Rice for ${slug}", lang: "en" }], instrument: CONTRACT, status: SIGNED, signedOn: "2025-03",
    amounts: [{ value: "7", currency: "USD" }], ${more}, ${EVIDENCE}, reason: "seen" }) { ${FIELDS} } }`;
export const person = (slug: string) =>
  `mutation { createPerson(input: { slug: "${slug}", names: [{ text: "${slug} Doe" }], ${EVIDENCE} }) { record { id } claims { id property } } }`;
export const talks = (slug: string, members: string, about = 'deal') =>
  `mutation { createMeeting(input: { slug: "${slug}", kind: TALKS, status: HELD, date: "2025-10", agreements: [{ agreement: "${about}" }],
    participations: [${members}], ${EVIDENCE} }) { record { id } claims { id property link { id } } } }`;
export const update = (more: string, version = 1) =>
  `mutation { updateAgreement(input: { ref: "deal", version: ${version}, ${more}, ${EVIDENCE} }) { ${FIELDS} } }`;
export const resolve = (claim: string, status = 'ACCEPTED') =>
  `mutation { resolveClaim(input: { claim: "${claim}", status: ${status}, reason: "looked at" }) { record { slug } claims { id status } } }`;

export interface ClaimNode {
  readonly id: string;
  readonly property: string | null;
  readonly link?: { readonly id: string } | null;
}
/** The claim that the record itself exists, or else the first that a link does. */
export const existence = ({ claims }: { readonly claims: readonly ClaimNode[] }) =>
  claims.find(({ property, link }) => property === null && !link)?.id as string;
