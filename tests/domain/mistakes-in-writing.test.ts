import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';

const test = emptiedDatabase();

interface Told {
  readonly path: string;
  readonly message: string;
  readonly code: string;
}

/** The code of a refusal, and every mistake that it tells of, as `path CODE`. */
async function mistakes(document: string) {
  const { message, extensions } = await errorOf(test.database, document, { as: 'editor' });
  const problems = extensions['problems'] as readonly Told[];
  for (const { path, message: own } of problems) {
    expect(own).not.toBe('');
    expect(message).toContain(path);
  }
  return { ...extensions, problems: problems.map(({ path, code }) => `${path} ${code}`).sort() };
}

const facts = () =>
  write(test.database, {
    sources: ['the-paper'],
    organizations: ['mali'],
    commodities: ['petroleum'],
    people: ['ada'],
    agreements: [
      { slug: 'deal', names: [{ text: 'Deal' }], parties: ['mali'], terms: [{ commodity: 'petroleum' }] },
      { slug: 'taken' },
    ],
    meetings: [{ slug: 'talks' }],
  });
const EVIDENCE = 'evidence: [{ source: "the-paper" }]';

describe('recordReport', () => {
  it('names all mistakes at once, each with its path and code, and enters nothing', async () => {
    await facts();
    const refused = await mistakes(`mutation { recordReport(input: {
      people: [{ slug: "bela", tenures: [{ organization: "mali", title: [{ lang: "en", text: "Minister" }] }] }, { slug: "cleo", ${EVIDENCE} }]
      organizations: [{ kind: COMPANY, slug: "firm" }]
      agreements: [{ slug: "new-deal", instrument: LOAN, status: SIGNED, ${EVIDENCE}, terms: [{ commodity: "petrolium", kind: OFFER }, { commodity: "petroleum", kind: OFFER, quantity: { min: 2, max: 1, bound: RANGE, unit: "t" } }, { commodity: "petroleum", kind: NEED, quantity: { min: 1, max: 2, bound: RANGE, unit: "bushels of hope" } }] },
        { slug: "taken", instrument: LOAN, status: SIGNED, ${EVIDENCE}, place: "nowhere" }]
      meetings: [{ slug: "more-talks", kind: TALKS, status: HELD, date: "24.10.2025", evidence: [{ source: "the-paper", start: 9, end: 4 }, { source: "the-paper", paragraph: 0 }]
        delegations: [{ slug: "more-talks-one", side: HOST, members: [{ actor: "nobody", role: HEAD }] }] }]
    }) { claims { id } } }`);
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(refused.problems).toEqual([
      'input.agreements[0].terms[0].commodity REFERENCE_NOT_FOUND',
      'input.agreements[0].terms[1].quantity BAD_USER_INPUT',
      'input.agreements[0].terms[2].quantity.unit BAD_USER_INPUT',
      'input.agreements[1].place REFERENCE_NOT_FOUND',
      'input.agreements[1].slug ALREADY_EXISTS',
      'input.meetings[0].date BAD_USER_INPUT',
      'input.meetings[0].delegations[0].members[0].actor REFERENCE_NOT_FOUND',
      'input.meetings[0].evidence[0].end BAD_USER_INPUT',
      'input.meetings[0].evidence[1].paragraph BAD_USER_INPUT',
      'input.organizations[0].evidence EVIDENCE_REQUIRED',
      'input.people[0].evidence EVIDENCE_REQUIRED',
    ]);
    expect(
      await dataOf(test.database, '{ people { totalCount } agreements { totalCount } meetings { totalCount } }'),
    ).toEqual({
      people: { totalCount: 1 },
      agreements: { totalCount: 2 },
      meetings: { totalCount: 1 },
    });
  });

  it('keeps the code that all mistakes share', async () => {
    await facts();
    const people = (...slugs: string[]) =>
      mistakes(
        `mutation { recordReport(input: { people: [${slugs.map((slug) => `{ slug: "${slug}" }`).join()}] }) { claims { id } } }`,
      );
    expect(await people('bela', 'cleo')).toEqual({
      code: 'EVIDENCE_REQUIRED',
      argument: 'input.people[0].evidence',
      problems: ['input.people[0].evidence EVIDENCE_REQUIRED', 'input.people[1].evidence EVIDENCE_REQUIRED'],
    });
  });
});

describe.each([
  [
    'createAgreement',
    `mutation { createAgreement(input: { instrument: LOAN, status: SIGNED, signedOn: "yesterday", place: "nowhere"
      parties: [{ actor: "nobody", role: PARTY, evidence: [{ source: "the-papper" }] }] }) { claims { id } } }`,
    [
      'input.evidence EVIDENCE_REQUIRED',
      'input.parties[0].actor REFERENCE_NOT_FOUND',
      'input.parties[0].evidence[0].source REFERENCE_NOT_FOUND',
      'input.place REFERENCE_NOT_FOUND',
      'input.signedOn BAD_USER_INPUT',
      'input.slug BAD_USER_INPUT',
    ],
  ],
  [
    'updateAgreement',
    `mutation { updateAgreement(input: { ref: "deal", version: 1, signedOn: "yesterday", place: "nowhere", remove: ["no-id"], removeNames: ["No name"]
      parties: [{ actor: "ada" }], terms: [{ commodity: "petrolium", quantity: { min: 1, max: 2, bound: RANGE, unit: "bushels of hope" } }] }) { claims { id } } }`,
    [
      'input.evidence EVIDENCE_REQUIRED',
      'input.parties[0].role BAD_USER_INPUT',
      'input.place REFERENCE_NOT_FOUND',
      'input.removeNames[0] BAD_USER_INPUT',
      'input.remove[0] BAD_USER_INPUT',
      'input.signedOn BAD_USER_INPUT',
      'input.terms[0].commodity REFERENCE_NOT_FOUND',
      'input.terms[0].quantity.unit BAD_USER_INPUT',
    ],
  ],
  [
    'updateAgreement of nothing',
    `mutation { updateAgreement(input: { ref: "deel", version: 1, signedOn: "yesterday", place: "nowhere" }) { claims { id } } }`,
    [
      'input.evidence EVIDENCE_REQUIRED',
      'input.place REFERENCE_NOT_FOUND',
      'input.ref REFERENCE_NOT_FOUND',
      'input.signedOn BAD_USER_INPUT',
    ],
  ],
  [
    'createDelegation',
    `mutation { createDelegation(input: { meeting: "tolks", slug: "one", side: HOST, onBehalfOf: "nobody", members: [{ actor: "ada", role: HEAD, evidence: [{ source: "the-paper", start: 1 }] }] }) { claims { id } } }`,
    [
      'input.evidence EVIDENCE_REQUIRED',
      'input.meeting REFERENCE_NOT_FOUND',
      'input.members[0].evidence[0].end BAD_USER_INPUT',
      'input.onBehalfOf REFERENCE_NOT_FOUND',
    ],
  ],
  [
    'createClaim',
    `mutation { createClaim(input: { subject: "no-id", property: "status", value: "SIGNED", attributedTo: "nobody", evidence: [{ source: "the-papper", start: 3, end: 2 }] }) { claims { id } } }`,
    [
      'input.attributedTo REFERENCE_NOT_FOUND',
      'input.evidence[0].end BAD_USER_INPUT',
      'input.evidence[0].source REFERENCE_NOT_FOUND',
      'input.subject BAD_USER_INPUT',
    ],
  ],
  [
    'mergeRecords',
    `mutation { mergeRecords(input: { ref: "nobody", version: 1, into: "noone", intoVersion: 1, reason: "", clientMutationId: "" }) { claims { id } } }`,
    [
      'input.clientMutationId BAD_USER_INPUT',
      'input.into REFERENCE_NOT_FOUND',
      'input.reason BAD_USER_INPUT',
      'input.ref REFERENCE_NOT_FOUND',
    ],
  ],
  [
    'mergeRecords of two types',
    `mutation { mergeRecords(input: { ref: "ada", version: 1, into: "deal", intoVersion: 1, reason: "" }) { claims { id } } }`,
    ['input.into BAD_USER_INPUT', 'input.reason BAD_USER_INPUT'],
  ],
  [
    'undoMerge',
    `mutation { undoMerge(input: { ref: "nobody", version: 1, reason: "", clientMutationId: "" }) { claims { id } } }`,
    ['input.clientMutationId BAD_USER_INPUT', 'input.reason BAD_USER_INPUT', 'input.ref BAD_USER_INPUT'],
  ],
] as const)('%s', (_, document, wanted) => {
  it('names all mistakes at once', async () => {
    await facts();
    expect((await mistakes(document)).problems).toEqual(wanted);
  });
});

it('a value in a claim that is wrong is told with what else is', async () => {
  await facts();
  const { agreement } = await dataOf(test.database, '{ agreement(ref: "deal") { id } }');
  const claim = (more: string) =>
    `mutation { createClaim(input: { subject: "${agreement.id}", ${more} }) { claims { id } } }`;
  expect((await mistakes(claim('property: "signedOn", value: "yesterday", attributedTo: "nobody"'))).problems).toEqual([
    'input.attributedTo REFERENCE_NOT_FOUND',
    'input.evidence EVIDENCE_REQUIRED',
    'input.value BAD_USER_INPUT',
  ]);
});
