import { describe, expect, it } from 'vitest';
import { dataOf, errorOf } from '../support/ask.js';
import { difference, unmarkedFacts } from '../support/dump.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { wrongCounts } from '../support/kept-counts.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });
const refused = (source: string) => errorOf(test.database, source, { as: 'editor' });
const ask = (source: string) => dataOf(test.database, source);
const facts = () => unmarkedFacts(test.database);

const merging = (ref: string, into: string) =>
  `mutation { mergeRecords(input: { ref: "${ref}", version: 1, into: "${into}", intoVersion: 1, reason: "one and the same" }) { record { id } } }`;
const undoing = (ref: string, version: number) =>
  `mutation { undoMerge(input: { ref: "${ref}", version: ${version}, reason: "two after all" }) { record { id } } }`;
const lastMoment = async () =>
  (await ask('{ changes(first: 100) { nodes { at } } }')).changes.nodes.at(-1).at as string;

describe('links that name both', () => {
  const paper = (slug: string) => ({ evidence: [slug] });

  /** One agreement and one meeting that name the same organization and person under two names each. */
  const TWICE: Facts = {
    organizations: ['mali', 'republic', 'firm'],
    people: [
      { slug: 'ada', tenures: [{ organization: 'mali', title: { en: 'Minister' }, since: '2020', ...paper('first') }] },
      {
        slug: 'bela',
        tenures: [
          { organization: 'mali', title: { en: 'Minister' }, ...paper('first') },
          { organization: 'republic', title: { en: 'Minister' }, since: '2020', ...paper('second') },
        ],
      },
      {
        slug: 'cleo',
        tenures: [
          { organization: 'mali', title: { en: 'Minister' }, since: '1990', ...paper('first') },
          { organization: 'republic', title: { en: 'Minister' }, since: '2020', ...paper('second') },
        ],
      },
    ],
    commodities: ['petroleum', 'oil'],
    agreements: [
      {
        slug: 'deal',
        parties: [
          { actor: 'republic', role: 'PARTY', ...paper('second') },
          { actor: 'firm', role: 'PARTY', ...paper('first') },
          { actor: 'mali', role: 'PARTY', ...paper('first') },
          { actor: 'republic', role: 'GUARANTOR', ...paper('second') },
        ],
        terms: [
          { commodity: 'petroleum', from: 'firm', ...paper('first') },
          {
            commodity: 'oil',
            from: 'firm',
            quantity: { min: 5, max: 6, bound: 'RANGE', unit: 't' },
            ...paper('second'),
          },
          {
            commodity: 'petroleum',
            to: 'firm',
            quantity: { min: 1, max: 2, bound: 'RANGE', unit: 't' },
            ...paper('first'),
          },
          { commodity: 'oil', to: 'firm', quantity: { min: 3, max: 4, bound: 'RANGE', unit: 't' }, ...paper('second') },
        ],
      },
    ],
    meetings: [
      {
        slug: 'talks',
        participations: [
          { actor: 'ada', role: 'MEMBER', ...paper('first') },
          { actor: 'bela', role: 'HEAD', capacity: { en: 'Minister', fr: 'Ministre' }, ...paper('second') },
        ],
        delegations: [
          {
            slug: 'side',
            members: [
              { actor: 'bela', role: 'MEMBER', ...paper('first') },
              { actor: 'ada', role: 'MEMBER', status: 'ABSENT', ...paper('second') },
            ],
          },
        ],
      },
    ],
    sources: ['first', 'second', 'late-paper'],
  };
  const claims = (property: string) =>
    `claims(property: "${property}") { nodes { value status evidence { source { slug } } } }`;
  const claim = (value: string, source: string, status = 'ACCEPTED') => ({
    value,
    status,
    evidence: [{ source: { slug: source } }],
  });

  it('are one party from then on, with the claims of both', async () => {
    await given(TWICE);
    const then = await lastMoment();
    const parties = async (asOf = '') =>
      (
        await ask(
          `{ agreement(ref: "deal"${asOf}) { partyCount parties { role actor { ... on Organization { slug } } ${claims('actor')} } } }`,
        )
      ).agreement;
    const before = await parties();
    await run(merging('republic', 'mali'));
    const after = await parties();
    expect(after.partyCount).toBe(2);
    expect(after.parties).toEqual([
      { role: 'PARTY', actor: { slug: 'firm' }, claims: { nodes: [claim('firm', 'first')] } },
      {
        role: 'PARTY',
        actor: { slug: 'mali' },
        claims: { nodes: [claim('mali', 'second'), claim('mali', 'first')] },
      },
      { role: 'GUARANTOR', actor: { slug: 'mali' }, claims: { nodes: [claim('mali', 'second')] } },
    ]);
    expect(await parties(`, asOf: "${then}"`)).toEqual(before);
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
  });

  it('are one office where the two do not contradict each other', async () => {
    await given(TWICE);
    await run(merging('republic', 'mali'));
    const { people } = await ask(
      '{ people(orderBy: { field: SLUG }) { nodes { tenures { since { edtf } organization { slug } } } } }',
    );
    const office = (since: string) => ({ since: { edtf: since }, organization: { slug: 'mali' } });
    expect(people.nodes.map(({ tenures }: { tenures: unknown }) => tenures)).toEqual([
      [office('2020')],
      [office('2020')],
      [office('1990'), office('2020')],
    ]);
  });

  it('are one part in a meeting or delegation, and what they say differently is disputed', async () => {
    await given(TWICE);
    await run(merging('bela', 'ada'));
    const { meeting } = await ask(`{ meeting(ref: "talks") { hasConflict participantCount
      participations { role capacity(lang: "fr") ${claims('role')} }
      delegations { members { status ${claims('status')} } } } }`);
    expect(meeting).toEqual({
      hasConflict: true,
      participantCount: 1,
      participations: [
        {
          role: 'MEMBER',
          capacity: 'Ministre',
          claims: { nodes: [claim('MEMBER', 'first', 'DISPUTED'), claim('HEAD', 'second', 'DISPUTED')] },
        },
        // A seat in a delegation is another thing than one outside of it.
        { role: 'MEMBER', capacity: null, claims: { nodes: [claim('MEMBER', 'first'), claim('MEMBER', 'second')] } },
      ],
      delegations: [{ members: [{ status: 'ABSENT', claims: { nodes: [claim('ABSENT', 'second')] } }] }],
    });
  });

  it('stay two promises where the quantities differ', async () => {
    await given(TWICE);
    await run(merging('oil', 'petroleum'));
    const { agreement } = await ask(
      '{ agreement(ref: "deal") { termCount terms { commodity { slug } quantity { min } } } }',
    );
    const term = (min: number) => ({ commodity: { slug: 'petroleum' }, quantity: { min } });
    expect(agreement).toEqual({ termCount: 3, terms: [term(5), term(1), term(3)] });
  });

  it.each([
    ['republic', 'mali'],
    ['mali', 'republic'],
    ['bela', 'ada'],
    ['ada', 'bela'],
    ['oil', 'petroleum'],
    ['petroleum', 'oil'],
  ])('are two again when %s is taken out of %s', async (gone, stays) => {
    await given(TWICE);
    const before = await facts();
    await run(merging(gone, stays));
    await run(undoing(gone, 2));
    expect(difference(before, await facts())).toEqual({});
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
  });

  it('stay as they have been made since', async () => {
    await given(TWICE);
    await run(merging('republic', 'mali'));
    const { agreement } = await ask('{ agreement(ref: "deal") { version parties { id } } }');
    await run(
      `mutation { updateAgreement(input: { ref: "deal", version: ${agreement.version}, summary: [{ lang: "en", text: "Oil" }],
        parties: [{ id: "${agreement.parties[1].id}", actor: "firm" }], evidence: [{ source: "late-paper" }] }) { record { id } } }`,
    );
    await run(undoing('republic', 2));
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
    const after = await ask(
      '{ agreement(ref: "deal") { summary parties { actor { ... on Organization { slug } } } } }',
    );
    expect(after.agreement).toEqual({
      summary: 'Oil',
      parties: ['republic', 'firm', 'mali', 'republic'].map((slug) => ({ actor: { slug } })),
    });
  });

  it('stay out where somebody has taken out what they are', async () => {
    await given(TWICE);
    await run(merging('republic', 'mali'));
    const { agreement } = await ask('{ agreement(ref: "deal") { version parties { id } } }');
    await run(
      `mutation { updateAgreement(input: { ref: "deal", version: ${agreement.version}, remove: ["${agreement.parties[1].id}"], reason: "no party", evidence: [{ source: "late-paper" }] }) { record { id } } }`,
    );
    await run(undoing('republic', 2));
    const after = await ask(
      '{ agreement(ref: "deal") { partyCount parties { role actor { ... on Organization { slug } } } } }',
    );
    expect(after.agreement).toEqual({
      partyCount: 2,
      parties: [
        { role: 'PARTY', actor: { slug: 'firm' } },
        { role: 'GUARANTOR', actor: { slug: 'republic' } },
      ],
    });
    expect((await wrongCounts(test.database)).wrong).toEqual([]);
  });

  it('keep what somebody else has said of them since', async () => {
    await given(TWICE);
    await run(merging('bela', 'ada'));
    const { meeting } = await ask('{ meeting(ref: "talks") { version participations { id } } }');
    await run(
      `mutation { updateMeeting(input: { ref: "talks", version: ${meeting.version}, participations: [{ id: "${meeting.participations[0].id}", actor: "ada", capacity: [{ lang: "en", text: "Minister" }, { lang: "fr", text: "Ministre" }] }], evidence: [{ source: "late-paper" }] }) { record { id } } }`,
    );
    await run(undoing('bela', 2));
    const after = await ask('{ meeting(ref: "talks") { participations { capacity(lang: "fr") } } }');
    expect(after.meeting.participations.slice(0, 2)).toEqual([{ capacity: 'Ministre' }, { capacity: 'Ministre' }]);
  });

  it('are disputed still where others contradict them since', async () => {
    await given(TWICE);
    await run(merging('bela', 'ada'));
    const { meeting } = await ask('{ meeting(ref: "talks") { version participations { id } } }');
    await run(
      `mutation { updateMeeting(input: { ref: "talks", version: ${meeting.version}, participations: [{ id: "${meeting.participations[0].id}", actor: "ada", role: HEAD }], evidence: [{ source: "late-paper" }] }) { record { id } } }`,
    );
    await run(undoing('bela', 2));
    const after = await ask(`{ meeting(ref: "talks") { participations { role ${claims('role')} } } }`);
    expect(after.meeting.participations.slice(0, 2)).toEqual([
      {
        role: 'MEMBER',
        claims: { nodes: [claim('MEMBER', 'first', 'DISPUTED'), claim('HEAD', 'late-paper', 'DISPUTED')] },
      },
      { role: 'HEAD', claims: { nodes: [claim('HEAD', 'second')] } },
    ]);
  });

  it('wait for a later merge of the record in which they stand', async () => {
    await given({ ...TWICE, agreements: [...(TWICE.agreements ?? []), 'contract'] });
    const before = await facts();
    await run(merging('republic', 'mali'));
    await run(merging('deal', 'contract'));
    expect(await refused(undoing('republic', 2))).toMatchObject({
      message: 'Agreement deal, which named both, has itself been merged into contract since: undo that first.',
      extensions: { code: 'CONFLICT', current: { slug: 'contract' } },
    });
    await run(undoing('deal', 2));
    await run(undoing('republic', 2));
    expect(difference(before, await facts())).toEqual({});
  });

  it('wait for a later merge that made one more of them one', async () => {
    await given({
      organizations: ['firm', 'company'],
      commodities: ['petroleum', 'oil'],
      agreements: [
        {
          slug: 'deal',
          terms: [
            { commodity: 'petroleum', from: 'firm' },
            { commodity: 'oil', from: 'firm', period: '2025' },
            { commodity: 'oil', from: 'company' },
          ],
        },
      ],
    });
    const before = await facts();
    await run(merging('petroleum', 'oil'));
    await run(merging('firm', 'company'));
    expect((await ask('{ agreement(ref: "deal") { termCount } }')).agreement).toEqual({ termCount: 1 });
    expect(await refused(undoing('petroleum', 2))).toMatchObject({
      message: 'firm, which was merged into company since, made one more of what named both: undo that first.',
      extensions: { code: 'CONFLICT', current: { slug: 'company' } },
    });
    await run(undoing('firm', 2));
    await run(undoing('petroleum', 2));
    expect(difference(before, await facts())).toEqual({});
  });
});
