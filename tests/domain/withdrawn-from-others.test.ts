import { describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { soundnessOf } from '../support/sound.js';
import { evidence, takeBack } from '../support/withdrawing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const SHARED: Facts = {
  sources: ['leaflet', 'paper'],
  organizations: [
    { slug: 'mali', evidence: ['paper'] },
    { slug: 'russia', evidence: ['leaflet'] },
    { slug: 'firm', evidence: ['leaflet'] },
  ],
  commodities: [
    { slug: 'petroleum', evidence: ['paper'] },
    { slug: 'wheat', evidence: ['paper'] },
  ],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      signedOn: '2025-10-24',
      summary: [{ lang: 'en', text: 'Fuel' }],
      evidence: ['leaflet'],
      parties: [
        { actor: 'mali', evidence: ['leaflet'] },
        { actor: 'firm', evidence: ['leaflet'] },
      ],
      terms: [
        { commodity: 'petroleum', evidence: ['leaflet'], quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't' } },
        { commodity: 'wheat', evidence: ['leaflet'] },
      ],
    },
  ],
};
const update = (fields: string, version: number) =>
  run(
    `mutation { updateAgreement(input: { ref: "deal", version: ${version}, ${fields}, ${evidence('paper')} }) { record { version } } }`,
  );

describe('what others say too', () => {
  it('stays: values fall back to theirs or to none, and disagreements end', async () => {
    await given(SHARED);
    await update('status: IN_FORCE, announcedOn: "2025", names: [{ text: "The paper\'s name", lang: "en" }]', 1);
    await update(
      'terms: [{ commodity: "petroleum", kind: OFFER, quantity: { min: 5, max: 6, bound: RANGE, unit: "t" } }], parties: [{ actor: "russia", role: SUPPLIER }]',
      2,
    );
    const fields = `status signedOn { edtf } announcedOn { edtf } date { edtf } summary hasConflict sourceCount names { text }
      parties { actor { ... on Organization { slug } } } terms { commodity { slug } quantity { min } claims { nodes { status evidence { source { slug } } } } }`;
    expect((await ask(`{ agreement(ref: "deal") { ${fields} } }`)).agreement).toMatchObject({
      status: 'SIGNED',
      hasConflict: true,
      terms: [{ quantity: { min: 1 } }, {}],
    });
    const { claims, withdrawn } = await takeBack(test.database, 'leaflet');
    expect(withdrawn).toMatchObject({
      recordsDeleted: 1,
      recordsKept: 2,
      linksDeleted: 3,
      conflictsEnded: 2,
      valuesKept: 2,
    });
    expect(claims).toEqual(expect.arrayContaining([{ property: 'status', value: 'IN_FORCE', status: 'ACCEPTED' }]));
    const { agreement } = await ask(`{ agreement(ref: "deal") { ${fields} } }`);
    expect(agreement).toMatchObject({
      status: 'IN_FORCE',
      signedOn: null,
      announcedOn: { edtf: '2025' },
      date: { edtf: '2025' },
      summary: null,
      hasConflict: false,
      sourceCount: 1,
      parties: [{ actor: { slug: 'russia' } }],
      terms: [{ commodity: { slug: 'petroleum' }, quantity: { min: 5 } }],
    });
    for (const claim of agreement.terms[0].claims.nodes)
      expect(claim).toEqual({ status: 'ACCEPTED', evidence: [{ source: { slug: 'paper' } }] });
    // the paper names Russia, so that it stays, with its name as a label
    expect(
      await ask(
        '{ organization(ref: "russia") { label sourceCount claims { totalCount } } firm: organization(ref: "firm") { slug } }',
      ),
    ).toEqual({
      organization: { label: 'russia', sourceCount: 0, claims: { totalCount: 0 } },
      firm: null,
    });
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('keeps names that others use too, and the last ones', async () => {
    const claimed = (text: string, sources: string[]) => ({ text, lang: 'en', evidence: sources });
    await given({
      sources: ['leaflet', 'paper'],
      people: [
        {
          slug: 'ada',
          evidence: ['leaflet', 'paper'],
          names: [claimed('Ada', ['leaflet', 'paper']), claimed('Addie', ['leaflet'])],
        },
        { slug: 'bela', evidence: ['leaflet', 'paper'], names: [claimed('Bela', ['leaflet'])] },
      ],
    });
    const { withdrawn } = await takeBack(test.database, 'leaflet');
    expect(withdrawn).toMatchObject({
      recordsDeleted: 0,
      recordsKept: 2,
      claimsDeleted: 2,
      claimsKept: 3,
      valuesKept: 1,
    });
    expect((await ask('{ people { nodes { label names { text } claims { totalCount } } } }')).people.nodes).toEqual([
      { label: 'Ada', names: [{ text: 'Ada' }], claims: { totalCount: 2 } },
      { label: 'Bela', names: [{ text: 'Bela' }], claims: { totalCount: 1 } },
    ]);
    expect((await ask('{ search(text: "Addie") { nodes { record { slug } } } }')).search.nodes).toEqual([]);
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('leaves a delegation with those of its members of whom others speak', async () => {
    const talks = (slug: string, more: object) => ({
      slug,
      evidence: ['leaflet', 'paper'],
      delegations: [
        {
          slug: `${slug}-one`,
          evidence: ['leaflet'],
          members: [
            { actor: 'ada', evidence: ['leaflet'] },
            { actor: 'bela', evidence: ['leaflet'], ...more },
          ],
        },
        {
          slug: `${slug}-two`,
          evidence: ['paper'],
          onBehalfOf: 'mali',
          members: [{ actor: 'cleo', evidence: ['leaflet', 'paper'] }],
        },
      ],
    });
    await given({
      sources: ['leaflet', 'paper'],
      organizations: [{ slug: 'mali', evidence: ['paper'] }],
      people: ['ada', 'bela', 'cleo'].map((slug) => ({ slug, evidence: ['paper'] })),
      meetings: [talks('first', { evidence: ['paper'] }), talks('second', {})],
    });
    const { withdrawn } = await takeBack(test.database, 'leaflet');
    expect(withdrawn).toMatchObject({ recordsDeleted: 1, linksDeleted: 3, recordsKept: 2 });
    const { meetings, encounters } =
      await ask(`{ meetings { nodes { participantCount delegationCount delegations { slug version members { actor { ... on Person { slug } } } } } }
      encounters(person: "bela") { nodes { a { slug } b { slug } count } } }`);
    expect(meetings.nodes).toEqual([
      {
        participantCount: 2,
        delegationCount: 2,
        delegations: [
          { slug: 'first-one', version: 2, members: [{ actor: { slug: 'bela' } }] },
          { slug: 'first-two', version: 1, members: [{ actor: { slug: 'cleo' } }] },
        ],
      },
      {
        participantCount: 1,
        delegationCount: 1,
        delegations: [{ slug: 'second-two', version: 1, members: [{ actor: { slug: 'cleo' } }] }],
      },
    ]);
    expect(encounters.nodes).toHaveLength(1);
    expect(await soundnessOf(test)).toEqual([]);
  });

  it('is heard where they propose, and where a denial was all there was against it', async () => {
    await given({
      ...SHARED,
      sources: ['leaflet', 'paper'],
      agreements: [
        ...(SHARED.agreements ?? []),
        { slug: 'other', evidence: ['paper'], parties: [{ actor: 'mali', evidence: ['paper'] }] },
      ],
    });
    const propose = `mutation { updateAgreement(input: { ref: "deal", version: 1, endedOn: "2027", ${evidence('paper')} }) { record { slug } } }`;
    await dataOf(test.database, propose, { as: 'contributor' });
    const { agreement } = await ask('{ agreement(ref: "other") { parties { id } } }');
    await run(
      `mutation { createClaim(input: { subject: "${agreement.parties[0].id}", modality: DENIED, ${evidence('leaflet')} }) { claims { id } } }`,
    );
    expect((await ask('{ agreement(ref: "other") { hasConflict } }')).agreement.hasConflict).toBe(true);
    const { withdrawn } = await takeBack(test.database, 'leaflet');
    expect(withdrawn).toMatchObject({ conflictsEnded: 1 });
    expect(
      await ask(
        '{ agreement(ref: "other") { hasConflict parties { id } } deal: agreement(ref: "deal") { status endedOn { edtf } terms { id } claims { nodes { property status } } } }',
      ),
    ).toEqual({
      agreement: { hasConflict: false, parties: agreement.parties },
      deal: {
        status: 'UNKNOWN',
        endedOn: null,
        terms: [],
        claims: { nodes: [{ property: 'endedOn', status: 'PROPOSED' }] },
      },
    });
    expect(await soundnessOf(test)).toEqual([]);
  });
});
