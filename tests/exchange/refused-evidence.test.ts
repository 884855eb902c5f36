import { afterAll, beforeAll, describe, it } from 'vitest';
import { type Case, deal, EVIDENCE, openRefusing, person, quantity, type Refusing, talks, term } from './refusals.js';

let refusing: Refusing;
beforeAll(async () => {
  refusing = await openRefusing();
});
afterAll(() => refusing.dispose());

type Plain = Readonly<Record<string, unknown>>;
const refuse = (...given: Case) => refusing.refuse(...given);

const MISSING = 'evidence: is missing: every fact points at a source';
const bare = (rest: Plain = {}) => ({ evidence: null, ...rest });
const seat = { actor: 'simyon', role: 'MEMBER' };

describe('a fact without a source', () => {
  it.each<Case>([
    ['a record', { people: [person(bare())] }, `people.yaml: ada: ${MISSING}`],
    ['a record with no pointer', { people: [person({ evidence: [] })] }, `people.yaml: ada: ${MISSING}`],
    [
      'a tenure',
      { people: [person({ tenures: [{ title: { en: 'Head' } }] })] },
      `people.yaml: ada: tenures[0].${MISSING}`,
    ],
    [
      'a party',
      { agreements: [deal({ parties: [{ actor: 'mali', role: 'PARTY' }] })] },
      `agreements.yaml: deal: parties[0].${MISSING}`,
    ],
    ['a term', { agreements: [term(bare())] }, `agreements.yaml: deal: terms[0].${MISSING}`],
    [
      'an amount',
      { agreements: [deal({ amounts: [{ value: '1', currency: 'XOF' }] })] },
      `agreements.yaml: deal: amounts[0].${MISSING}`,
    ],
    [
      'a participation',
      { meetings: [talks({ participations: [seat] })] },
      `meetings.yaml: talks: participations[0].${MISSING}`,
    ],
    [
      'a delegation',
      { meetings: [talks({ delegations: [{ slug: 'guests', side: 'VISITOR' }] })] },
      `meetings.yaml: talks: delegations[0].${MISSING}`,
    ],
    [
      'a member of a delegation',
      {
        meetings: [talks({ delegations: [{ slug: 'guests', side: 'VISITOR', evidence: EVIDENCE, members: [seat] }] })],
      },
      `meetings.yaml: talks: delegations[0].members[0].${MISSING}`,
    ],
    [
      'that a meeting was about something',
      { meetings: [talks({ agreements: ['mali-gold-refinery'] })] },
      `meetings.yaml: talks: agreements[0].${MISSING}`,
    ],
    [
      'a claim that points nowhere',
      {
        people: [
          person({ tenures: [{ title: { en: 'Head' }, evidence: EVIDENCE, claims: { title: { evidence: [] } } }] }),
        ],
      },
      'people.yaml: ada: tenures[0].claims.title.evidence: is empty: leave it out or point at a source',
    ],
    [
      'a name that points nowhere',
      { people: [person({ names: [{ text: 'Ada', evidence: [] }] })] },
      'people.yaml: ada: names[0].evidence: is empty: leave it out or point at a source',
    ],
    [
      'a name in dispute that nobody uses',
      { people: [person({ names: [{ text: 'Ada', status: 'DISPUTED' }] })] },
      /names\[0\]\.status: is that of a claim/,
    ],
  ])('is refused: %s', refuse);
});

describe('a claim', () => {
  it.each<Case>([
    [
      'on a property that has no value',
      { meetings: [talks({ claims: { date: { modality: 'PLANNED' } } })] },
      'meetings.yaml: talks: claims.date: there is no value of "date" here to claim; there is one of kind, status',
    ],
    [
      'on a property that does not exist',
      {
        agreements: [
          quantity({}),
          deal({
            slug: 'other',
            terms: [{ commodity: 'gold', kind: 'OFFER', evidence: EVIDENCE, claims: { amount: {} } }],
          }),
        ],
      },
      'agreements.yaml: other: terms[0].claims.amount: there is no value of "amount" here to claim; there is one of commodity, kind',
    ],
    [
      'of no status',
      { meetings: [talks({ claims: { kind: { status: 'TRUE' } } })] },
      /^meetings\.yaml: talks: claims\.kind\.status: must be one of PROPOSED, /,
    ],
    [
      'of no modality',
      { meetings: [talks({ modality: 'MAYBE' })] },
      /^meetings\.yaml: talks: modality: must be one of ACTUAL, /,
    ],
    [
      'by nobody',
      { meetings: [talks({ attributedTo: 'nobody-at-all' })] },
      /^meetings\.yaml: talks: attributedTo: Nothing of type Organization or Person is called "nobody-at-all"/,
    ],
    [
      'in a delegation by nobody',
      {
        meetings: [
          talks({
            delegations: [
              { slug: 'guests', side: 'VISITOR', claims: { side: { attributedTo: 'no-body' } }, evidence: EVIDENCE },
            ],
          }),
        ],
      },
      /^meetings\.yaml: talks: delegations\[0\]\.claims\.side\.attributedTo: Nothing of type/,
    ],
    [
      'on a text that is none',
      { people: [person({ tenures: [{ title: { en: 'Head', fr: 7 }, evidence: EVIDENCE }] })] },
      /^people\.yaml: ada: tenures\[0\]\.title\.fr: must be a text/,
    ],
    [
      'with a status for all of a link',
      { agreements: [term({ status: 'DISPUTED' })] },
      /^agreements\.yaml: deal: terms\[0\]\.status: is not known here/,
    ],
  ])('%s is refused', refuse);
});
