import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { difference, unmarkedFacts } from '../support/dump.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { wrongCounts } from '../support/kept-counts.js';
import { merging, undoing } from '../support/merging.js';
import { richFacts } from '../support/rich-facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const lastMoment = async () =>
  (await ask('{ changes(first: 100) { nodes { at } } }')).changes.nodes.at(-1).at as string;

const TYPES = [
  ['country', 'countries'],
  ['place', 'places'],
  ['organization', 'organizations'],
  ['person', 'people'],
  ['meeting', 'meetings'],
  ['agreement', 'agreements'],
  ['commodity', 'commodities'],
  ['source', 'sources'],
] as const;

const facts = () => unmarkedFacts(test.database);

describe.each(TYPES)('a merged %s', (one, many) => {
  const [gone, stays] = [`${one}-0`, `${one}-1`];
  const label = { country: 'country 0' }[one as string] ?? `${one} 0`;

  it('is the other one under its old slug, id and name, and is found and counted once', async () => {
    await given(richFacts(3));
    const before = await ask(`{ ${one}(ref: "${gone}") { id } ${many} { totalCount } }`);
    const then = await lastMoment();
    const { mergeRecords } = await run(merging(gone, stays));
    expect(mergeRecords.record).toMatchObject({ slug: stays, version: 2 });
    const { id } = before[one];
    const after = await ask(`{
      slug: ${one}(ref: "${gone}") { slug names { text } } id: ${one}(ref: "${id}") { slug } name: ${one}(ref: "${label}") { slug }
      node(id: "${id}") { id } nodes(ids: ["${id}"]) { id } ${many} { totalCount nodes { slug } }
      search(text: "${label}") { nodes { record { slug } } } then: ${one}(ref: "${gone}", asOf: "${then}") { slug label }
    }`);
    expect(after.slug.slug).toBe(stays);
    expect(after.slug.names.map(({ text }: { text: string }) => text)).toContain(label);
    expect([after.id.slug, after.name.slug]).toEqual([stays, stays]);
    expect([after.node.id, after.nodes[0].id]).toEqual([mergeRecords.record.id, mergeRecords.record.id]);
    expect(after[many].totalCount).toBe(before[many].totalCount - 1);
    const found = after.search.nodes.map(({ record }: { record: { slug: string } }) => record.slug);
    expect(found).toContain(stays);
    expect(found).not.toContain(gone);
    expect(after.then).toEqual({ slug: gone, label });
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
  });

  it('is itself again when that is undone, with all that named it', async () => {
    await given(richFacts(3));
    const before = await facts();
    await run(merging(gone, stays));
    expect(Object.keys(difference(before, await facts()))).not.toEqual([]);
    const { undoMerge } = await run(undoing(gone, 2));
    expect(undoMerge.record.slug).toBe(gone);
    expect(difference(before, await facts())).toEqual({});
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
    const { changes } = await ask(`{ changes(first: 100) { totalCount } }`);
    expect(changes.totalCount).toBeGreaterThan(0);
    // And it can be done again.
    const { record } = (await run(merging(gone, stays, 2, 3))).mergeRecords;
    expect(record.slug).toBe(stays);
  });
});

const DEALS: Facts = {
  organizations: ['mali', 'russia'],
  commodities: ['petroleum'],
  agreements: [
    {
      slug: 'deal',
      status: 'SIGNED',
      evidence: ['first-paper'],
      parties: [{ actor: 'mali', evidence: ['first-paper'] }],
      terms: [
        { commodity: 'petroleum', quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't' }, evidence: ['first-paper'] },
      ],
    },
    {
      slug: 'contract',
      status: 'IN_FORCE',
      signedOn: '2025',
      summary: { fr: 'Un contrat' },
      evidence: ['second-paper'],
      parties: [
        { actor: 'mali', evidence: ['second-paper'] },
        { actor: 'russia', evidence: ['second-paper'] },
      ],
      terms: [
        { commodity: 'petroleum', quantity: { min: 5, max: 6, bound: 'RANGE', unit: 't' }, evidence: ['second-paper'] },
      ],
    },
  ],
};

describe('two agreements that are one', () => {
  it('keep what only one says, dispute what they say differently, and have each link once', async () => {
    await given(DEALS);
    const { mergeRecords } = await run(merging('contract', 'deal'));
    expect(mergeRecords.record.hasConflict).toBe(true);
    const { agreement } = await ask(`{ agreement(ref: "contract") { slug status signedOn { edtf } summary(lang: "fr")
      parties { actor { ... on Organization { slug } } claims(property: "actor") { nodes { value status } } }
      terms { quantity { min } claims(property: "quantity") { nodes { value status evidence { source { slug } } } } }
      claims(property: "status") { nodes { value status } } } }`);
    expect(agreement).toEqual({
      slug: 'deal',
      status: 'SIGNED',
      signedOn: { edtf: '2025' },
      summary: 'Un contrat',
      parties: [
        {
          actor: { slug: 'mali' },
          claims: {
            nodes: [
              { value: 'mali', status: 'ACCEPTED' },
              { value: 'mali', status: 'ACCEPTED' },
            ],
          },
        },
        { actor: { slug: 'russia' }, claims: { nodes: [{ value: 'russia', status: 'ACCEPTED' }] } },
      ],
      terms: [
        {
          quantity: { min: 1 },
          claims: {
            nodes: [
              { value: '1..2 t', status: 'DISPUTED', evidence: [{ source: { slug: 'first-paper' } }] },
              { value: '5..6 t', status: 'DISPUTED', evidence: [{ source: { slug: 'second-paper' } }] },
            ],
          },
        },
      ],
      claims: {
        nodes: [
          { value: 'SIGNED', status: 'DISPUTED' },
          { value: 'IN_FORCE', status: 'DISPUTED' },
        ],
      },
    });
    const { commodityFlows } = await ask(
      '{ commodityFlows(groupBy: [COMMODITY], unit: "t") { termCount total { min } } }',
    );
    expect(commodityFlows).toEqual([{ termCount: 1, total: { min: 1 } }]);
  });

  it('let the other value hold by a decision afterwards, with all that its text does not say', async () => {
    await given(DEALS);
    await run(merging('contract', 'deal'));
    const { agreement } = await ask(
      '{ agreement(ref: "deal") { terms { claims(property: "quantity") { nodes { id } } } } }',
    );
    const [, other] = agreement.terms[0].claims.nodes;
    await run(
      `mutation { resolveClaim(input: { claim: "${other.id}", status: ACCEPTED, reason: "seen the paper" }) { claims { id } } }`,
    );
    const after = await ask('{ agreement(ref: "deal") { terms { quantity { min max unit } } } }');
    expect(after.agreement.terms).toEqual([{ quantity: { min: 5, max: 6, unit: 't' } }]);
  });

  it('are recorded as one change of both, with who and why', async () => {
    await given(DEALS);
    await run(merging('contract', 'deal'));
    await run(undoing('contract', 2));
    const { changes } = await ask('{ changes(first: 100) { nodes { operation slug by reason at } } }');
    const own = changes.nodes.filter(({ operation }: { operation: string }) => /MERGED/.test(operation));
    expect(own.map(({ operation, slug }: { operation: string; slug: string }) => [operation, slug])).toEqual([
      ['MERGED', 'contract'],
      ['MERGED', 'deal'],
      ['UNMERGED', 'contract'],
      ['UNMERGED', 'deal'],
    ]);
    expect(own[0]).toMatchObject({ by: 'the editor', reason: 'one and the same' });
    expect(own[0].at).toBe(own[1].at);
  });
});

describe('what named the merged one', () => {
  const TALKS: Facts = {
    people: ['ada', 'ada-again', 'bela'],
    meetings: [
      { slug: 'one', participations: ['ada', 'bela'] },
      { slug: 'two', participations: ['ada-again', 'bela'] },
    ],
  };

  it('names the other, in its claims too', async () => {
    await given(TALKS);
    await run(merging('ada-again', 'ada'));
    const { person, meeting } =
      await ask(`{ person(ref: "ada-again") { slug meetingCount encounters { nodes { person { slug } count } } }
      meeting(ref: "two") { version participations { actor { ... on Person { slug } } claims(property: "actor") { nodes { value } } } } }`);
    expect(person).toEqual({
      slug: 'ada',
      meetingCount: 2,
      encounters: { nodes: [{ person: { slug: 'bela' }, count: 2 }] },
    });
    expect(meeting.participations[0]).toEqual({ actor: { slug: 'ada' }, claims: { nodes: [{ value: 'ada' }] } });
    expect(
      (await ask('{ meeting(ref: "two") { history { nodes { operation reason } } } }')).meeting.history.nodes.at(-1),
    ).toEqual({ operation: 'UPDATED', reason: 'one and the same' });
  });

  it('goes back where it still names the other, whatever else has become of it', async () => {
    await given({ ...TALKS, sources: ['late-paper'] });
    await run(merging('ada-again', 'ada'));
    await run(
      'mutation { updateMeeting(input: { ref: "two", version: 1, date: "2025-10-24", participations: [{ actor: "ada-again", capacity: [{ lang: "en", text: "Minister" }] }], evidence: [{ source: "late-paper" }] }) { record { id } } }',
    );
    await run(undoing('ada-again', 2));
    const { meeting, people } =
      await ask(`{ meeting(ref: "two") { date { edtf } participations { capacity actor { ... on Person { slug } } } }
      people(orderBy: { field: SLUG }) { nodes { slug meetingCount } } }`);
    expect(meeting).toEqual({
      date: { edtf: '2025-10-24' },
      participations: [
        { capacity: 'Minister', actor: { slug: 'ada-again' } },
        { capacity: null, actor: { slug: 'bela' } },
      ],
    });
    expect(people.nodes).toEqual([
      { slug: 'ada', meetingCount: 1 },
      { slug: 'ada-again', meetingCount: 1 },
      { slug: 'bela', meetingCount: 2 },
    ]);
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
  });

  it('is no contradiction any more where two sources only gave one thing two names', async () => {
    await given({
      places: ['bamako', 'bamako-city'],
      sources: ['late-paper'],
      meetings: [{ slug: 'one', place: 'bamako' }],
    });
    await run(
      'mutation { updateMeeting(input: { ref: "one", version: 1, place: "bamako-city", evidence: [{ source: "late-paper" }] }) { record { id } } }',
    );
    const conflict = async () => (await ask('{ meeting(ref: "one") { hasConflict place { slug } } }')).meeting;
    expect(await conflict()).toEqual({ hasConflict: true, place: { slug: 'bamako' } });
    await run(merging('bamako-city', 'bamako'));
    expect(await conflict()).toEqual({ hasConflict: false, place: { slug: 'bamako' } });
    await run(undoing('bamako-city', 2));
    expect(await conflict()).toEqual({ hasConflict: true, place: { slug: 'bamako' } });
  });

  it('can still be written with the old slug, which no new record can have', async () => {
    await given(TALKS);
    await run(merging('ada-again', 'ada'));
    await given({ people: ['ada-again'], meetings: [{ slug: 'three', participations: ['ada-again'] }] });
    expect(await ask('{ people { totalCount } person(ref: "ada-again") { slug meetingCount } }')).toEqual({
      people: { totalCount: 2 },
      person: { slug: 'ada', meetingCount: 3 },
    });
    expect(
      await refused(
        'mutation { createPerson(input: { slug: "ada-again", evidence: [{ source: "a-source" }] }) { record { id } } }',
      ),
    ).toMatchObject({ extensions: { code: 'ALREADY_EXISTS' } });
  });
});
