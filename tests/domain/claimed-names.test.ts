import { describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string, as: 'contributor' | 'editor' = 'editor') => dataOf(test.database, source, { as });

const FACTS: Facts = { sources: ['first-paper', 'second-paper'], meetings: ['talks'] };
const NAMES = 'claims(property: "name") { nodes { value status evidence { source { slug } paragraph } } }';
const said = (value: string, source: string, paragraph: number | null = null, status = 'ACCEPTED') => ({
  value,
  status,
  evidence: [{ source: { slug: source }, paragraph }],
});

describe('A name that a mutation writes', () => {
  it('is a claim with the evidence of the record, or with its own', async () => {
    await given(FACTS);
    const { createPerson } =
      await run(`mutation { createPerson(input: { slug: "ada", evidence: [{ source: "first-paper", paragraph: 2 }]
      names: [{ text: "Ada Lovelace", lang: "en" }, { text: "Ада Лавлейс", lang: "ru", evidence: [{ source: "second-paper" }] }]
    }) { claims { property value } record { ${NAMES} } } }`);
    expect(createPerson.claims).toContainEqual({ property: 'name', value: 'Ada Lovelace' });
    expect(createPerson.record.claims.nodes).toEqual([
      said('Ada Lovelace', 'first-paper', 2),
      said('Ада Лавлейс', 'second-paper'),
    ]);
  });

  it('is a claim inside a report, with the evidence of the nearest that has some', async () => {
    await given(FACTS);
    await run(`mutation { recordReport(input: { evidence: [{ source: "first-paper" }]
      people: [{ slug: "ada", names: [{ text: "Ada", lang: "en" }] }]
      meetings: [{ slug: "summit", kind: SUMMIT, status: HELD, names: [{ text: "The summit", lang: "en" }], evidence: [{ source: "first-paper", paragraph: 3 }]
        delegations: [{ slug: "hosts", side: HOST, names: [{ text: "The hosts", lang: "en" }], evidence: [{ source: "second-paper", paragraph: 4 }] }] }]
    }) { claims { id } } }`);
    const { person, meeting, delegation } = await run(
      `{ person(ref: "ada") { ${NAMES} } meeting(ref: "summit") { ${NAMES} } delegation(ref: "hosts") { ${NAMES} } }`,
    );
    expect(person.claims.nodes).toEqual([said('Ada', 'first-paper')]);
    expect(meeting.claims.nodes).toEqual([said('The summit', 'first-paper', 3)]);
    expect(delegation.claims.nodes).toEqual([said('The hosts', 'second-paper', 4)]);
  });

  it.each([
    [
      'createDelegation',
      `createDelegation(input: { meeting: "talks", slug: "hosts", side: HOST, names: [{ text: "The hosts", lang: "en" }]
        evidence: [{ source: "first-paper", paragraph: 2 }] })`,
    ],
    [
      'updateMeeting',
      `updateMeeting(input: { ref: "talks", version: 1, evidence: [{ source: "first-paper", paragraph: 2 }]
        delegations: [{ slug: "hosts", side: HOST, names: [{ text: "The hosts", lang: "en" }] }] })`,
    ],
  ])('is a claim of a new delegation, by %s, at once or once it is accepted', async (mutation, field) => {
    await given(FACTS);
    await run(`mutation { ${field} { claims { id } } }`);
    const claims = async () => (await run(`{ delegation(ref: "hosts") { names { text lang } ${NAMES} } }`)).delegation;
    const names = [{ text: 'The hosts', lang: 'en' }];
    expect(await claims()).toEqual({ names, claims: { nodes: [said('The hosts', 'first-paper', 2)] } });

    const other = field.replace('"hosts"', '"guests"').replace('version: 1', 'version: 2');
    const { [mutation]: proposed } = await run(`mutation { ${other} { claims { id property } } }`, 'contributor');
    const asked = `{ delegation(ref: "guests") { names { text lang } ${NAMES} } }`;
    expect((await run(asked)).delegation).toEqual({
      names,
      claims: { nodes: [said('The hosts', 'first-paper', 2, 'PROPOSED')] },
    });
    const presence = proposed.claims.find(({ property }: { property: string | null }) => property === null);
    await run(
      `mutation { resolveClaim(input: { claim: "${presence.id}", status: ACCEPTED, reason: "so it is" }) { claims { id } } }`,
    );
    expect((await run(asked)).delegation).toEqual({
      names,
      claims: { nodes: [said('The hosts', 'first-paper', 2)] },
    });
  });

  it('can be disputed from the start, in what is new and in what is there', async () => {
    await given({ ...FACTS, people: ['ada'] });
    const name = '{ text: "Eda", status: DISPUTED }';
    const evidence = 'evidence: [{ source: "first-paper" }]';
    await run(`mutation { createPerson(input: { slug: "bela", names: [${name}], ${evidence} }) { claims { id } } }`);
    await run(
      `mutation { updatePerson(input: { ref: "ada", version: 1, names: [${name}], ${evidence} }) { claims { id } } }`,
    );
    for (const slug of ['ada', 'bela'])
      expect((await run(`{ person(ref: "${slug}") { ${NAMES} } }`)).person.claims.nodes).toEqual([
        said('Eda', 'first-paper', null, 'DISPUTED'),
      ]);
  });

  it('goes when its claim is retracted', async () => {
    await given(FACTS);
    const { createPerson } =
      await run(`mutation { createPerson(input: { slug: "ada", evidence: [{ source: "first-paper" }]
      names: [{ text: "Ada" }, { text: "Eda" }] }) { record { claims(property: "name") { nodes { id value } } } } }`);
    const wrong = createPerson.record.claims.nodes.find(({ value }: { value: string }) => value === 'Eda');
    await run(`mutation { retractClaim(input: { claim: "${wrong.id}", reason: "misread" }) { claims { id } } }`);
    const { person } = await run('{ person(ref: "ada") { names { text } } }');
    expect(person.names).toEqual([{ text: 'Ada' }]);
  });
});

describe('A source that says nothing of where it is known from', () => {
  it.each([
    ['createSource', 'createSource(input: { slug: "weekly", kind: NEWS, names: [{ text: "Weekly" }] })'],
    ['recordReport', 'recordReport(input: { sources: [{ slug: "weekly", kind: NEWS, names: [{ text: "Weekly" }] }] })'],
  ])('speaks for itself, by %s', async (_, field) => {
    await run(`mutation { ${field} { claims { id } } }`);
    const { source } = await run(
      `{ source(ref: "weekly") { claims { nodes { property value evidence { source { slug } } } } } }`,
    );
    expect(source.claims.nodes).toContainEqual({
      property: 'name',
      value: 'Weekly',
      evidence: [{ source: { slug: 'weekly' } }],
    });
    expect(source.claims.nodes.map(({ property }: { property: string | null }) => property)).toContain('kind');
  });
});
