import { beforeEach, describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';

const test = emptiedDatabase();
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });

beforeEach(() =>
  write(test.database, {
    sources: ['paper', 'post'],
    organizations: ['mali', 'russia', 'rossiya'],
    commodities: ['petroleum', 'wheat'],
    people: ['ada'],
    agreements: [
      {
        slug: 'deal',
        parties: ['mali'],
        terms: [
          {
            commodity: 'petroleum',
            from: 'russia',
            quantity: { min: 0.1, max: 0.3, bound: 'RANGE', unit: 't' },
            evidence: ['paper', 'post'],
          },
          { commodity: 'wheat', from: 'rossiya' },
        ],
      },
    ],
    meetings: [{ slug: 'talks', delegations: [{ slug: 'guests', onBehalfOf: 'mali', members: ['ada'] }] }],
  }),
);

const TERMS =
  'terms { id from { ... on Organization { slug } } commodity { slug } quantity { min max unit } claims { nodes { id property value status } } }';
interface Term {
  readonly id: string;
  readonly claims: { readonly nodes: readonly { readonly id: string; readonly property: string | null }[] };
}
const deal = async () =>
  (await dataOf(test.database, `{ agreement(ref: "deal") { version termCount ${TERMS} } }`)).agreement as {
    version: number;
    termCount: number;
    terms: Term[];
  };
const claimOf = ({ claims }: Term, property: string | null) =>
  claims.nodes.find((each) => each.property === property)?.id as string;

const ANSWER = '{ record { slug } claims { id property status retractedAt link { id } linkId subject { slug } } }';
const REASON = 'reason: "looked again"';
const ENDS = {
  RETRACTED: (claim: string) => `mutation { retractClaim(input: { claim: "${claim}", ${REASON} }) ${ANSWER} }`,
  REFUTED: (claim: string) =>
    `mutation { resolveClaim(input: { claim: "${claim}", status: REFUTED, ${REASON} }) ${ANSWER} }`,
} as const;
const accept = (claim: string) =>
  `mutation { resolveClaim(input: { claim: "${claim}", status: ACCEPTED, ${REASON} }) ${ANSWER} }`;

describe.each(['RETRACTED', 'REFUTED'] as const)('a link whose existence is %s', (status) => {
  it('goes, and the claims on it stay to be read', async () => {
    const { terms } = await deal();
    const [term] = terms as [Term];
    const id = claimOf(term, null);
    const [answer] = Object.values(await run(ENDS[status](id))) as [{ claims: { id: string; status: string }[] }];
    expect(await deal()).toMatchObject({ termCount: 1, terms: [{ commodity: { slug: 'wheat' } }] });
    expect(answer.claims).toHaveLength(term.claims.nodes.length);
    const own = {
      id,
      property: null,
      status,
      retractedAt: status === 'RETRACTED' ? expect.any(String) : null,
      link: null,
      linkId: term.id,
      subject: { slug: 'deal' },
    };
    expect(answer.claims).toContainEqual(own);
    expect(answer.claims.filter((each) => each.id !== id).map((each) => each.status)).toEqual(
      term.claims.nodes.slice(1).map(() => 'RETRACTED'),
    );
    const { node, source, agreement } = await dataOf(
      test.database,
      `{ node(id: "${id}") { ... on Claim { id status evidence { source { slug } } } }
        source(ref: "post") { claims(first: 100) { nodes { id } } }
        agreement(ref: "deal") { history(first: 100) { nodes { operation claims { id status } } } } }`,
    );
    expect(node).toEqual({ id, status, evidence: [{ source: { slug: 'paper' } }, { source: { slug: 'post' } }] });
    expect(source.claims.nodes.map((each: { id: string }) => each.id)).toEqual(
      expect.arrayContaining(term.claims.nodes.map((each) => each.id)),
    );
    const last = agreement.history.nodes.at(-1);
    expect(last.operation).toBe('RESOLVED');
    expect(last.claims.map((each: { id: string }) => each.id).sort()).toEqual(
      term.claims.nodes.map((each) => each.id).sort(),
    );
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is as it was when the claim is accepted after all', async () => {
    const { terms } = await deal();
    const id = claimOf(terms[0] as Term, null);
    await run(ENDS[status](id));
    const [answer] = Object.values(await run(accept(id))) as [{ claims: unknown[] }];
    expect((await deal()).terms).toEqual(terms);
    expect(answer.claims).toHaveLength(terms[0]?.claims.nodes.length as number);
    expect(await soundnessOf(test)).toEqual([]);
  });
});

describe('a link that is gone', () => {
  it('returns after an update has taken it out, too', async () => {
    const { version, terms } = await deal();
    await run(
      `mutation { updateAgreement(input: { ref: "deal", version: ${version}, remove: ["${terms[0]?.id}"], evidence: [{ source: "post" }] }) { record { slug } } }`,
    );
    expect((await deal()).terms).toHaveLength(1);
    await run(accept(claimOf(terms[0] as Term, null)));
    expect((await deal()).terms).toEqual(terms);
  });

  it('returns with what a record that it named was merged into', async () => {
    const id = claimOf((await deal()).terms[1] as Term, null);
    await run(ENDS.RETRACTED(id));
    await run(
      `mutation { mergeRecords(input: { ref: "rossiya", version: 1, into: "russia", intoVersion: 1, ${REASON} }) { record { slug } } }`,
    );
    await run(accept(id));
    expect((await deal()).terms[1]).toMatchObject({ from: { slug: 'russia' } });
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('does not return without a record that it named', async () => {
    const id = claimOf((await deal()).terms[1] as Term, null);
    await run(ENDS.RETRACTED(id));
    await run(`mutation { deleteCommodity(input: { ref: "wheat", version: 1, ${REASON} }) { claims { id } } }`);
    const { message, extensions } = await refused(accept(id));
    expect(extensions).toMatchObject({ code: 'BAD_USER_INPUT', argument: 'input.claim' });
    expect(message).toContain('record the link anew');
  });

  it('does not return without its delegation', async () => {
    const { meeting } = await dataOf(
      test.database,
      '{ meeting(ref: "talks") { delegations { members { claims { nodes { id property } } } } } }',
    );
    const id = claimOf(meeting.delegations[0].members[0], null);
    await run(`mutation { deleteDelegation(input: { ref: "guests", version: 1, ${REASON} }) { claims { id } } }`);
    expect((await refused(accept(id))).message).toContain('record the link anew');
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is decided on by the claim that it exists, and says so', async () => {
    const term = (await deal()).terms[0] as Term;
    await run(ENDS.REFUTED(claimOf(term, null)));
    for (const again of [accept(claimOf(term, 'kind')), ENDS.REFUTED(claimOf(term, null))])
      expect((await refused(again)).message).toContain('accept the claim that this exists');
  });
});
