/** One mutation of a story: `input` names itself, so that it can be sent again when its answer was lost. */
export interface Step {
  readonly document: string;
  readonly input: Readonly<Record<string, unknown>> & { readonly clientMutationId: string };
}

const mutation = (name: string, type: string, answer: string) =>
  `mutation ($input: ${type}!) { ${name}(input: $input) { ${answer} } }`;
const RECORD_REPORT = mutation('recordReport', 'RecordReportInput', 'records { slug }');
const CREATE_ORGANIZATION = mutation('createOrganization', 'CreateOrganizationInput', 'record { slug }');
const UPDATE_AGREEMENT = mutation('updateAgreement', 'UpdateAgreementInput', 'record { slug version }');

/** What a key writes, one after the other: a whole report, a record that gets its slug by itself, and a contradiction. */
export const storyOf = (key: string): readonly Step[] => [
  {
    document: RECORD_REPORT,
    input: {
      clientMutationId: `${key}-report`,
      evidence: [{ source: 'first-paper', paragraph: 2 }],
      people: [
        {
          slug: `person-${key}`,
          names: [{ text: `Person ${key}`, lang: 'en' }],
          tenures: [{ organization: 'mali', title: [{ lang: 'en', text: 'Minister' }] }],
        },
      ],
      agreements: [
        {
          slug: `deal-${key}`,
          names: [{ text: `Deal ${key}`, lang: 'en' }],
          instrument: 'MEMORANDUM',
          status: 'SIGNED',
          signedOn: '2025-10-23',
          parties: [
            { actor: 'mali', role: 'RECIPIENT' },
            { actor: 'russia', role: 'SUPPLIER' },
          ],
          terms: [
            {
              commodity: 'petroleum',
              kind: 'COMMITMENT',
              from: 'russia',
              to: 'mali',
              quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't', per: 'MONTH' },
            },
          ],
        },
      ],
      meetings: [
        {
          slug: `talks-${key}`,
          names: [{ text: `Talks ${key}`, lang: 'en' }],
          kind: 'TALKS',
          status: 'HELD',
          date: '2025-10-23',
          agreements: [{ agreement: `deal-${key}` }],
          participations: [{ actor: 'ada', role: 'MEMBER' }],
          delegations: [
            {
              slug: `delegation-${key}`,
              side: 'HOST',
              onBehalfOf: 'mali',
              members: [{ actor: `person-${key}`, role: 'HEAD' }],
            },
          ],
        },
      ],
    },
  },
  {
    document: CREATE_ORGANIZATION,
    input: {
      clientMutationId: `${key}-company`,
      names: [{ text: `Company ${key}`, lang: 'en' }],
      kind: 'COMPANY',
      evidence: [{ source: 'first-paper', paragraph: 5 }],
    },
  },
  {
    document: UPDATE_AGREEMENT,
    input: {
      clientMutationId: `${key}-update`,
      ref: `deal-${key}`,
      version: 1,
      status: 'IN_FORCE',
      reason: 'told by radio',
      evidence: [{ source: 'second-paper' }],
    },
  },
];

const CLAIMS =
  'claims(first: 100) { totalCount nodes { property value status evidence { paragraph source { slug } } } }';
const HISTORY = 'history(first: 100) { totalCount nodes { operation by reason after claims { property } } }';

/** Everything that the story of a key has left behind. */
export const WHOLE = `query ($key: String!, $deal: Ref!, $talks: Ref!, $person: Ref!, $company: Ref!) {
  agreement(ref: $deal) {
    slug version status hasConflict signedOn { edtf } names { text } partyCount termCount meetingCount sourceCount ${CLAIMS} ${HISTORY}
    parties { role actor { ... on Record { slug } } ${CLAIMS} } terms { quantity { min max unit per } commodity { slug } ${CLAIMS} }
    meetings { nodes { slug } } sources { slug }
  }
  meeting(ref: $talks) {
    slug version names { text } date { edtf } participantCount delegationCount agreementCount ${CLAIMS} ${HISTORY}
    delegations { slug side memberCount onBehalfOf { slug } ${HISTORY} members { role actor { ... on Record { slug } } ${CLAIMS} } }
    participations { role actor { ... on Record { slug } } ${CLAIMS} }
  }
  person(ref: $person) {
    slug version names { text } meetingCount ${CLAIMS} ${HISTORY} tenures { organization { slug } ${CLAIMS} }
    encounters { nodes { person { slug } count } }
  }
  organization(ref: $company) { slug version kind names { text } ${CLAIMS} ${HISTORY} }
  search(text: $key) { totalCount nodes { matchedName record { slug } } }
}`;

export const wholeOf = (key: string) => ({
  key,
  deal: `deal-${key}`,
  talks: `talks-${key}`,
  person: `person-${key}`,
  company: `company-${key}`,
});

/** Facts that every story names. */
export const GROUND = {
  sources: ['first-paper', 'second-paper'],
  organizations: ['mali', 'russia'],
  people: ['ada'],
  commodities: ['petroleum'],
} as const;
