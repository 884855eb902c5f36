import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const run = (source: string, as: 'contributor' | 'editor' = 'editor') => dataOf(test.database, source, { as });

const FACTS: Facts = {
  sources: ['paper'],
  organizations: ['russia'],
  meetings: [{ slug: 'talks', delegations: [{ slug: 'guests', onBehalfOf: 'russia' }] }],
};
const EVIDENCE = 'evidence: [{ source: "paper" }]';
const update = (rest: string, version = 1) =>
  `mutation { updateDelegation(input: { ref: "guests", version: ${version}, ${rest}, ${EVIDENCE} }) { claims { id } record { version } } }`;
const NAME = 'names: [{ text: "Delegacion rusa", lang: "es" }]';
const CLAIMS = 'claims(property: "name") { nodes { value status retractedAt } }';

/** What delegation and meeting are called, and by which claims. */
const called = async () => {
  const { delegation, meeting } = await dataOf(
    test.database,
    `{ delegation(ref: "guests") { version names { text lang } ${CLAIMS} } meeting(ref: "talks") { names { text } ${CLAIMS} } }`,
  );
  expect(meeting).toEqual({ names: [{ text: 'talks' }], claims: { nodes: [] } });
  return { version: delegation.version, names: delegation.names, claims: delegation.claims.nodes };
};

const RUSSIAN = { text: 'Delegacion rusa', lang: 'es' };
const accepted = { value: 'Delegacion rusa', status: 'ACCEPTED', retractedAt: null };

describe('a name of a delegation', () => {
  it('is its own, and not that of its meeting', async () => {
    await write(test.database, FACTS);
    const { names } = await called();
    await run(update(NAME));
    expect(await called()).toEqual({ version: 2, names: [...names, RUSSIAN], claims: [accepted] });
  });

  it('can come with the meeting', async () => {
    await write(test.database, FACTS);
    await run(
      `mutation { updateMeeting(input: { ref: "talks", version: 1, delegations: [{ slug: "guests", ${NAME} }], ${EVIDENCE} }) { record { slug } } }`,
    );
    expect(await called()).toMatchObject({ version: 2, claims: [accepted] });
  });

  it('can be proposed and accepted, with its language', async () => {
    await write(test.database, FACTS);
    const { updateDelegation } = await run(update(NAME), 'contributor');
    expect(await called()).toMatchObject({ claims: [{ value: 'Delegacion rusa', status: 'PROPOSED' }] });
    const [{ id }] = updateDelegation.claims;
    await run(
      `mutation { resolveClaim(input: { claim: "${id}", status: ACCEPTED, reason: "so they are called" }) { record { slug } } }`,
    );
    const { names, claims } = await called();
    expect(names).toContainEqual(RUSSIAN);
    expect(claims).toEqual([accepted]);
  });

  it('can be taken out, and its claim is taken back', async () => {
    await write(test.database, FACTS);
    await run(update(NAME));
    await run(update('removeNames: ["Delegacion rusa"]', 2));
    const { version, names, claims } = await called();
    expect(version).toBe(3);
    expect(names).not.toContainEqual(RUSSIAN);
    expect(claims).toEqual([{ ...accepted, status: 'RETRACTED', retractedAt: expect.any(String) }]);
    const { extensions } = await errorOf(test.database, update('removeNames: ["Delegacion rusa"]', 3), {
      as: 'editor',
    });
    expect(extensions).toMatchObject({ argument: 'input.removeNames[0]' });
  });
});
