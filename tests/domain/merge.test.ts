import { describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { noteImported } from '../../src/domain/imported/imported.service.js';
import { dataOf, errorOf } from '../support/ask.js';
import { difference, unmarkedFacts } from '../support/dump.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { wrongCounts } from '../support/kept-counts.js';
import { richFacts } from '../support/rich-facts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);

const merging = (ref: string, into: string, version = 1, intoVersion = 1) =>
  `mutation { mergeRecords(input: { ref: "${ref}", version: ${version}, into: "${into}", intoVersion: ${intoVersion}, reason: "one and the same" }) { record { id slug version hasConflict } claims { property value status } } }`;
const undoing = (ref: string, version: number) =>
  `mutation { undoMerge(input: { ref: "${ref}", version: ${version}, reason: "two after all" }) { record { slug version } claims { property } } }`;
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

describe('what imports noted', () => {
  it('goes over with a record or a source, and comes back', async () => {
    await given({ people: ['ada', 'bela'], sources: ['list', 'other-list'] });
    const rows = await test.database.rows<{ id: number; slug: string }>(
      { id: 'r.id', slug: 'r.slug' },
      sql`FROM registry r`,
    );
    const idOf = (slug: string) => rows.find((row) => row.slug === slug)?.id as number;
    const note = (source: string, key: string, record: string) =>
      test.database.write((tx) =>
        noteImported(
          tx,
          idOf(source),
          [{ name: 'person', key, recordId: idOf(record), version: 1, hash: key, file: 'f' }],
          [],
        ),
      );
    await note('list', '1', 'ada');
    await note('list', '2', 'bela');
    await note('other-list', '2', 'bela');
    const noted = () =>
      test.database.rows(
        { source: 's.slug', key: 'i.key', record: 'r.slug', isOwn: 'i.version = r.version' },
        sql`FROM imported i JOIN registry s ON s.id = i.source_id JOIN registry r ON r.id = i.record_id ORDER BY s.slug, i.key`,
      );
    const before = await noted();
    await run(merging('ada', 'bela'));
    expect(await noted()).toContainEqual({ source: 'list', key: '1', record: 'bela', isOwn: null });
    await run(undoing('ada', 2));
    expect((await noted())[0]).toEqual(before[0]);
    await run(merging('list', 'other-list'));
    expect(await noted()).toMatchObject([
      { source: 'other-list', key: '1' },
      { source: 'other-list', key: '2' },
    ]);
    await run(undoing('list', 2));
    expect(await noted()).toMatchObject([
      { source: 'list', key: '1' },
      { source: 'other-list', key: '2' },
    ]);
  });
});

describe('what cannot be merged', () => {
  it('is of two types, the same, an ancestor, or a delegation', async () => {
    await given({
      organizations: [{ slug: 'firm', parent: 'group' }, 'group'],
      people: ['ada', 'bela'],
      meetings: [{ slug: 'one', delegations: ['left', 'right'].map((slug) => ({ slug })) }],
    });
    const wrong = async (ref: string, into: string) => {
      const { message, extensions } = await refused(merging(ref, into));
      expect(extensions['code']).toBe('BAD_USER_INPUT');
      return message;
    };
    expect(await wrong('ada', 'firm')).toMatch(/firm is of type Organization and ada of type Person/);
    expect(await wrong('ada', 'ada')).toMatch(/ada is that record itself/);
    expect(await wrong('firm', 'group')).toMatch(/firm stands under group/);
    expect(await wrong('group', 'firm')).toMatch(/firm stands under group/);
    expect(await wrong('left', 'right')).toMatch(/a delegation is part of its meeting/);
    await run(merging('ada', 'bela'));
    expect(await wrong('bela', 'ada')).toMatch(/is that record itself, perhaps since an earlier merge/);
  });

  it('is told apart by its id, where a slug means records of two types', async () => {
    await given({
      organizations: ['mali', 'republic-of-mali'],
      countries: [{ slug: 'mali', code: 'ML', alpha3: 'MLI' }],
    });
    const { message, extensions } = await refused(merging('mali', 'republic-of-mali'));
    const { organization } = await ask('{ organization(ref: "mali") { id } }');
    expect(extensions).toMatchObject({ code: 'REFERENCE_AMBIGUOUS', argument: 'input.ref' });
    expect(extensions['candidates']).toContainEqual(
      expect.objectContaining({ type: 'Organization', slug: 'mali', id: organization.id }),
    );
    expect(message).toMatch(/give the id of the one you mean/);
    // The one that stays is of the same type, so that its slug is enough.
    const { mergeRecords } = await run(merging('republic-of-mali', 'mali'));
    expect(mergeRecords.record).toMatchObject({ slug: 'mali' });
  });

  it('has changed since it was seen', async () => {
    await given({ people: ['ada', 'bela'] });
    expect(await refused(merging('ada', 'bela', 2, 1))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { slug: 'ada', version: 1 } },
    });
    expect(await refused(merging('ada', 'bela', 1, 2))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { slug: 'bela', version: 1 } },
    });
  });
});

describe('what cannot be undone', () => {
  it('is a merge on which others have built since', async () => {
    await given({ people: ['ada', 'bela', 'cleo'], sources: ['late-paper'] });
    await run(merging('ada', 'bela'));
    await run(
      'mutation { updatePerson(input: { ref: "bela", version: 2, names: [{ text: "Béla" }], evidence: [{ source: "late-paper" }] }) { record { id } } }',
    );
    expect(await refused(undoing('ada', 2))).toMatchObject({
      extensions: { code: 'CONFLICT', current: { version: 3 } },
    });
    expect(await refused(undoing('ada', 3))).toMatchObject({
      message: expect.stringContaining('has been changed since ada was merged into it'),
      extensions: { code: 'CONFLICT', current: { version: 3 } },
    });
    expect(await refused(undoing('cleo', 1))).toMatchObject({
      message: 'input.ref: no record "cleo" was merged into another.',
      extensions: { code: 'BAD_USER_INPUT' },
    });
  });

  it('waits for a later merge to be undone first, and then is as before', async () => {
    await given({ people: ['ada', 'bela', 'cleo'] });
    const before = await facts();
    await run(merging('ada', 'bela'));
    await run(merging('bela', 'cleo', 2, 1));
    expect((await ask('{ person(ref: "ada") { slug } }')).person.slug).toBe('cleo');
    expect(await refused(undoing('ada', 2))).toMatchObject({
      message: 'What ada was merged into has itself been merged into cleo since: undo that first.',
    });
    await run(undoing('bela', 2));
    expect((await ask('{ person(ref: "ada") { slug version } }')).person).toEqual({ slug: 'bela', version: 3 });
    await run(undoing('ada', 3));
    expect(difference(before, await facts())).toEqual({});
  });
});
