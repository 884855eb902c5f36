import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';
import { FACTS, STEPS } from '../support/standing-story.js';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

let place: TestDatabase;
beforeAll(async () => {
  place = await openTestDatabase();
});
afterAll(() => place.dispose());

const ask = (source: string) => dataOf(place.database, source);
const run = (source: string) => dataOf(place.database, source, { as: 'editor' });

async function versionOf(type: string, slug: string): Promise<number> {
  const one = `${type[0]?.toLowerCase()}${type.slice(1)}`;
  return (await ask(`{ ${one}(ref: "${slug}") { version } }`))[one].version;
}
const remove = async (type: string, slug: string) =>
  run(
    `mutation { delete${type}(input: { ref: "${slug}", version: ${await versionOf(type, slug)}, reason: "never was" }) { claims { id } } }`,
  );

const merge = async (type: string, ref: string, into: string) =>
  run(`mutation { mergeRecords(input: { ref: "${ref}", version: ${await versionOf(type, ref)}, into: "${into}",
    intoVersion: ${await versionOf(type, into)}, reason: "one and the same" }) { record { slug } } }`);
const part = async (type: string, ref: string) =>
  run(
    `mutation { undoMerge(input: { ref: "${ref}", version: ${await versionOf(type, ref)}, reason: "two after all" }) { record { slug } } }`,
  );

const LEAFLET = 'evidence: [{ source: "leaflet" }]';

/** Decides on the claim that the first link of a record is there. */
async function decide(type: string, slug: string, links: string, status: string): Promise<unknown> {
  const found = await ask(`{ ${type}(ref: "${slug}") { ${links} { claims { nodes { id property } } } } }`);
  const claims = found[type][links][0].claims.nodes as { id: string; property: string | null }[];
  const claim = claims.find(({ property }) => property === null)?.id;
  return run(
    `mutation { resolveClaim(input: { claim: "${claim}", status: ${status}, reason: "looked again" }) { record { slug } } }`,
  );
}

/** What the story of the standing questions has not: most of all what takes away. */
const FURTHER: readonly (readonly [what: string, does: () => Promise<unknown>])[] = [
  [
    'a leaflet tells of people who met once',
    () =>
      run(`mutation { recordReport(input: {
        sources: [{ slug: "leaflet", kind: NEWS, names: [{ text: "A leaflet" }] }], ${LEAFLET}
        people: [{ slug: "zoe", names: [{ text: "Zoe" }], tenures: [{ organization: "sorem", title: [{ lang: "en", text: "Head" }] }] }, { slug: "zed", names: [{ text: "Zed" }] }],
        organizations: [{ slug: "sorem-sa", kind: COMPANY, names: [{ text: "Sorem S.A." }] }],
        agreements: [{ slug: "zinc", instrument: CONTRACT, status: SIGNED, parties: [{ actor: "sorem", role: PARTY }, { actor: "sorem-sa", role: PARTY }],
          terms: [{ commodity: "petroleum", kind: OFFER, from: "sorem" }, { commodity: "petroleum", kind: OFFER, from: "sorem-sa" }] }],
        meetings: [{ slug: "once", kind: TALKS, status: HELD, date: "2025-10-24", agreements: [{ agreement: "zinc" }],
          participations: [{ actor: "zoe", role: MEMBER, onBehalfOf: "sorem" }, { actor: "zed", role: MEMBER }] },
          { slug: "again", kind: TALKS, status: HELD, date: "2025-10-25", place: "moscow",
          participations: [{ actor: "zed", role: MEMBER }],
          delegations: [{ slug: "again-sorem", side: HOST, onBehalfOf: "sorem", members: [{ actor: "zoe", role: HEAD }] }] }]
      }) { claims { id } } }`),
  ],
  ['two meetings are one', () => merge('Meeting', 'once', 'again')],
  ['the two are two again', () => part('Meeting', 'once')],
  ['two people who met are one', () => merge('Person', 'zoe', 'zed')],
  ['they are two after all', () => part('Person', 'zoe')],
  ['two companies that are named side by side are one', () => merge('Organization', 'sorem-sa', 'sorem')],
  ['they are two companies again', () => part('Organization', 'sorem-sa')],
  ['two agreements are one', () => merge('Agreement', 'zinc', 'gold')],
  ['they are two again', () => part('Agreement', 'zinc')],
  ['a member was not there', () => decide('delegation', 'again-sorem', 'members', 'REFUTED')],
  ['an office was none', () => decide('person', 'zoe', 'tenures', 'REFUTED')],
  ['a term was none', () => decide('agreement', 'zinc', 'terms', 'REFUTED')],
  ['a party was none', () => decide('agreement', 'zinc', 'parties', 'REFUTED')],
  ['a delegation goes', () => remove('Delegation', 'again-sorem')],
  ['the only meeting of two people goes', () => remove('Meeting', 'once')],
  ['who met nobody any more goes', () => remove('Person', 'zoe')],
  [
    'a leaflet tells of more',
    () =>
      run(`mutation { recordReport(input: { ${LEAFLET}
        people: [{ slug: "yan", names: [{ text: "Yan" }] }],
        agreements: [{ slug: "yttrium", instrument: CONTRACT, status: SIGNED, parties: [{ actor: "sorem", role: PARTY }],
          terms: [{ commodity: "petroleum", kind: OFFER, from: "sorem" }] }],
        meetings: [{ slug: "more", kind: TALKS, status: HELD, date: "2025-10-24", agreements: [{ agreement: "yttrium" }, { agreement: "gold" }],
          place: "bamako", participations: [{ actor: "yan", role: MEMBER, onBehalfOf: "sorem" }, { actor: "ada", role: MEMBER }] }]
      }) { claims { id } } }`),
  ],
  ['the leaflet is taken back', () => remove('Source', 'leaflet')],
];

it('what is kept beside the facts is as the facts say after every write of a story', async () => {
  await write(place.database, FACTS);
  const steps = [...STEPS.map(([what, step]) => [what, async () => run(await step(versionOf))] as const), ...FURTHER];
  const wrong: unknown[] = [];
  for (const [what, does] of steps) {
    await does();
    wrong.push(...(await soundnessOf(place)).map((each) => ({ after: what, each })));
  }
  expect(wrong).toEqual([]);
});
