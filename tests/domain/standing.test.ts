import { afterEach, describe, expect, it } from 'vitest';
import { dataOf } from '../support/ask.js';
import { emptiedDatabase } from '../support/emptied-database.js';
import { type Facts, write } from '../support/facts.js';
import { type Following, follow } from '../support/standing.js';

const test = emptiedDatabase();
const given = (facts: Facts) => write(test.database, facts);
const run = (source: string) => dataOf(test.database, source, { as: 'editor' });

const open: Following[] = [];
afterEach(async () => {
  for (const each of open.splice(0)) await each.stop();
});

async function watch(field: string, filter = '', after?: string): Promise<Following> {
  const args = [filter && `filter: ${filter}`, after && `after: "${after}"`].filter(Boolean).join(', ');
  const following = await follow(
    test.database,
    `subscription { ${field}${args && `(${args})`} { transition slug id cursor by record { __typename } changes { operation slug } claims { property value } } }`,
  );
  open.push(following);
  return following;
}

const told = (events: readonly Record<string, unknown>[]) =>
  events.map(({ transition, slug }) => `${transition} ${slug}`);
const isEnd = ({ slug }: Record<string, unknown>) => slug === 'end';

const FACTS: Facts = {
  sources: ['paper'],
  organizations: ['mali', 'russia'],
  people: ['ada', 'ben'],
  commodities: [{ slug: 'petroleum' }, { slug: 'diesel', parent: 'petroleum' }, { slug: 'wheat' }],
};
const createAgreement = (slug: string, rest = '') =>
  run(`mutation { createAgreement(input: { slug: "${slug}", instrument: LOAN, status: SIGNED
    evidence: [{ source: "paper" }] ${rest} }) { record { version } } }`);
const term = (commodity: string) => `terms: [{ commodity: "${commodity}", kind: OFFER }]`;
const updateAgreement = (slug: string, version: number, rest: string) =>
  run(`mutation { updateAgreement(input: { ref: "${slug}", version: ${version}, evidence: [{ source: "paper" }] ${rest} }) {
    record { version terms { id } } } }`);

describe('agreementsChanged', () => {
  it('tells what comes into the answer, changes in it and leaves it, each with what brought it about', async () => {
    await given({ ...FACTS, agreements: ['before'] });
    const following = await watch('agreementsChanged', '{ commodity: "petroleum" }');
    await createAgreement('other', term('wheat'));
    await createAgreement('deal', term('diesel'));
    await updateAgreement('deal', 1, 'signedOn: "2025-10-24"');
    const { updateAgreement: updated } = await updateAgreement('other', 1, term('petroleum'));
    expect(updated.record.version).toBe(2);
    await run(
      'mutation { deleteAgreement(input: { ref: "deal", version: 2, reason: "entered by mistake" }) { claims { id } } }',
    );
    const events = await following.take(4);
    expect(told(events)).toEqual(['ENTERED deal', 'CHANGED deal', 'ENTERED other', 'LEFT deal']);
    expect(events[0]).toMatchObject({
      by: 'the editor',
      changes: [{ operation: 'CREATED', slug: 'deal' }],
      record: null,
    });
    expect(events[1]?.['claims']).toEqual([{ property: 'signedOn', value: '2025-10-24' }]);
    expect(events[2]).toMatchObject({ record: { __typename: 'Agreement' }, changes: [{ operation: 'UPDATED' }] });
    expect(events[3]).toMatchObject({ record: null, changes: [{ operation: 'DELETED', slug: 'deal' }] });
  });

  it('tells of an agreement that is judged by a meeting', async () => {
    await given({ ...FACTS, agreements: ['deal', 'end'] });
    const following = await watch('agreementsChanged', '{ or: [{ person: "ada" }, { text: "end" }] }');
    await given({
      meetings: [{ slug: 'talks', participations: ['ada'], agreements: ['deal'] }],
    });
    await run(
      'mutation { updateMeeting(input: { ref: "talks", version: 1, evidence: [{ source: "paper" }], status: PLANNED }) { record { version } } }',
    );
    await run(
      'mutation { deleteMeeting(input: { ref: "talks", version: 2, reason: "entered by mistake" }) { claims { id } } }',
    );
    const events = await following.take(2);
    expect(told(events)).toEqual(['ENTERED deal', 'LEFT deal']);
    expect(events.map(({ changes }) => changes)).toEqual([
      [{ operation: 'CREATED', slug: 'talks' }],
      [{ operation: 'DELETED', slug: 'talks' }],
    ]);
  });

  it('judges words and counts as they were at the time', async () => {
    await given({ ...FACTS, agreements: [{ slug: 'deal', names: [{ text: 'Old deal', lang: 'en' }] }] });
    const start = await watch('agreementsChanged');
    await createAgreement('mark');
    const [{ cursor }] = (await start.take(1)) as [{ cursor: string }];
    await run(
      'mutation { updateAgreement(input: { ref: "deal", version: 1, evidence: [{ source: "paper" }], names: [{ text: "New contract", lang: "en", kind: ALIAS }] }) { record { version } } }',
    );
    await updateAgreement('deal', 2, 'parties: [{ actor: "mali", role: PARTY }, { actor: "russia", role: PARTY }]');
    await updateAgreement('deal', 3, 'signedOn: "2025"');
    const words = await watch('agreementsChanged', '{ text: "contract" }', cursor);
    expect(told(await words.take(3))).toEqual(['ENTERED deal', 'CHANGED deal', 'CHANGED deal']);
    const counts = await watch('agreementsChanged', '{ partyCount: { min: 2 } }', cursor);
    expect(told(await counts.take(2))).toEqual(['ENTERED deal', 'CHANGED deal']);
  });

  it('goes on after a cursor with nothing lost and nothing twice, also in the middle of a transaction', async () => {
    await given(FACTS);
    const start = await watch('agreementsChanged');
    await createAgreement('first');
    const [first] = (await start.take(1)) as [{ cursor: string }];
    const many = Array.from({ length: 25 }, (_, n) => `a-${String(n).padStart(2, '0')}`);
    await given({ agreements: many });
    await createAgreement('last');
    const all = await (await watch('agreementsChanged', '', first.cursor)).take(26);
    expect(told(all)).toEqual([...many, 'last'].map((slug) => `ENTERED ${slug}`));
    for (const at of [0, 11, 24, 25]) {
      await createAgreement(`more-${at}`);
      const rest = await watch('agreementsChanged', '', all[at]?.['cursor'] as string);
      expect(told(await rest.take(26 - at))).toEqual(
        [
          ...told(all.slice(at + 1)),
          ...[0, 11, 24, 25].filter((each) => each <= at).map((each) => `ENTERED more-${each}`),
        ].slice(0, 26 - at),
      );
    }
  });

  it('goes on after a cursor of the feed of changes', async () => {
    await given(FACTS);
    await createAgreement('first');
    const { changes } = await dataOf(test.database, '{ changes(first: 100) { nodes { cursor slug } } }');
    const { cursor } = changes.nodes.find(({ slug }: { slug: string }) => slug === 'first');
    await createAgreement('second');
    await createAgreement('third');
    const following = await watch('agreementsChanged', '', cursor);
    expect(told(await following.take(2))).toEqual(['ENTERED second', 'ENTERED third']);
  });

  it('goes on after changesCursor, also before anything was written', async () => {
    const { changesCursor: beginning } = await dataOf(test.database, '{ changesCursor }');
    await given(FACTS);
    await createAgreement('first');
    const { changesCursor } = await dataOf(test.database, '{ changesCursor }');
    await createAgreement('second');
    expect(told(await (await watch('agreementsChanged', '', changesCursor)).take(1))).toEqual(['ENTERED second']);
    expect(told(await (await watch('agreementsChanged', '', beginning)).take(2))).toEqual([
      'ENTERED first',
      'ENTERED second',
    ]);
    const { changes } = await dataOf(test.database, `{ changes(after: "${changesCursor}") { nodes { slug } } }`);
    expect(changes.nodes).toEqual([{ slug: 'second' }]);
  });

  it('does not go on after a cursor that this database never gave', async () => {
    await given(FACTS);
    await createAgreement('first');
    const { changes } = await dataOf(test.database, '{ changes(first: 100) { nodes { cursor } } }');
    const [tag, id] = JSON.parse(Buffer.from(changes.nodes.at(-1).cursor, 'base64url').toString());
    // The ids of names, claims and links come from the same counter as those of changes.
    const other = Buffer.from(JSON.stringify([tag, id + 1])).toString('base64url');
    await createAgreement('second');
    await expect(watch('agreementsChanged', '', other)).rejects.toThrow('a cursor that this database does not know');
  });

  it.each([
    ['{ commodity: "petrolium" }', '', 'REFERENCE_NOT_FOUND'],
    ['{ status: [] }', '', 'BAD_USER_INPUT'],
    ['', 'nonsense', 'BAD_USER_INPUT'],
    ['', Buffer.from('["event",2000000000,1]').toString('base64url'), 'BAD_USER_INPUT'],
    ['', Buffer.from('["change ENTRY",-5]').toString('base64url'), 'BAD_USER_INPUT'],
  ])('refuses filter %s, cursor "%s" before it begins', async (filter, after, code) => {
    await given(FACTS);
    await expect(watch('agreementsChanged', filter, after)).rejects.toMatchObject({ extensions: { code } });
  });
});

describe('the others', () => {
  it('meetingsChanged tells of a meeting that is judged by an agreement or an organization', async () => {
    await given({
      ...FACTS,
      agreements: ['deal'],
      meetings: [
        { slug: 'talks', agreements: ['deal'] },
        { slug: 'end', kind: 'CALL' },
      ],
    });
    const following = await watch('meetingsChanged', '{ or: [{ commodity: "petroleum" }, { kind: [CALL] }] }');
    await updateAgreement('deal', 1, term('diesel'));
    await run(
      'mutation { updateMeeting(input: { ref: "end", version: 1, evidence: [{ source: "paper" }], date: "2025-10" }) { record { version } } }',
    );
    expect(told(await following.until(isEnd))).toEqual(['ENTERED talks']);
  });

  it('peopleChanged tells of a person who met another, and of one who came into office', async () => {
    await given({ ...FACTS, people: ['ada', 'ben', 'cem'] });
    const met = await watch('peopleChanged', '{ met: "ada" }');
    const held = await watch('peopleChanged', '{ organization: "mali" }');
    await given({ meetings: [{ slug: 'talks', participations: ['ada', 'ben'] }] });
    await run(`mutation { updatePerson(input: { ref: "cem", version: 1, evidence: [{ source: "paper" }],
      tenures: [{ organization: "mali", title: [{ lang: "en", text: "Minister" }] }] }) { record { version } } }`);
    expect(told(await met.take(1))).toEqual(['ENTERED ben']);
    expect(told(await held.take(1))).toEqual(['ENTERED cem']);
  });

  it('commodityTermsChanged tells of terms by their own changes, and not by others of their agreement', async () => {
    await given(FACTS);
    const following = await watch('commodityTermsChanged', '{ commodity: "petroleum" }');
    await createAgreement('deal', term('petroleum'));
    await updateAgreement('deal', 1, 'signedOn: "2025"');
    await updateAgreement(
      'deal',
      2,
      'terms: [{ commodity: "petroleum", kind: OFFER, quantity: { min: 1, max: 2, bound: RANGE, unit: "t" } }]',
    );
    await createAgreement('end', term('diesel'));
    const events = await following.until(isEnd);
    expect(told(events)).toEqual(['ENTERED deal', 'CHANGED deal']);
    expect(events[1]).toMatchObject({ record: { __typename: 'CommodityTerm' } });
    expect(new Set(events.map(({ id }) => id)).size).toBe(1);
  });

  it('commodityTermsChanged tells of a term that another source speaks of, with what that source says of it alone', async () => {
    await given({
      ...FACTS,
      sources: ['paper', 'post'],
      agreements: [{ slug: 'deal', terms: [{ commodity: 'petroleum' }, { commodity: 'wheat' }] }],
    });
    const following = await watch('commodityTermsChanged', '{ agreement: "deal" }');
    const { agreement } = await dataOf(test.database, '{ agreement(ref: "deal") { terms { id commodity { slug } } } }');
    const [{ id }] = agreement.terms.filter(
      ({ commodity }: { commodity: { slug: string } }) => commodity.slug === 'wheat',
    );
    await run(`mutation { createClaim(input: { subject: "${id}", property: "kind", value: "OFFER",
      evidence: [{ source: "post", paragraph: 2 }] }) { record { id } } }`);
    const [event] = await following.take(1);
    expect(event).toMatchObject({ transition: 'CHANGED', id, claims: [{ property: 'kind', value: 'OFFER' }] });
    await run(`mutation { updateAgreement(input: { ref: "deal", version: 2, evidence: [{ source: "post" }], signedOn: "2025",
      terms: [{ commodity: "diesel", kind: OFFER }] }) { record { version } } }`);
    const [entered] = await following.take(1);
    expect(entered).toMatchObject({ transition: 'ENTERED' });
    expect(entered?.['claims']).toContainEqual({ property: 'commodity', value: 'diesel' });
    expect(entered?.['claims']).toContainEqual({ property: 'signedOn', value: '2025' });
  });
});
