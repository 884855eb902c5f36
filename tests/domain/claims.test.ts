import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';

let test: TestDatabase;
beforeEach(async () => {
  test = await openTestDatabase();
});
afterEach(() => test.dispose());

const ask = (query: string, variables = {}) => dataOf(test.database, query, { variables });

describe('claims on a record', () => {
  it('are its existence and each of its values, in the order of the record', async () => {
    await write(test.database, {
      agreements: [
        { slug: 'deal', instrument: 'TREATY', status: 'SIGNED', signedOn: '2020-05', terms: [{ commodity: 'gold' }] },
      ],
    });
    const { agreement } = await ask('{ agreement(ref: "deal") { claims { totalCount nodes { property value } } } }');
    expect(agreement.claims).toEqual({
      totalCount: 4,
      nodes: [
        { property: null, value: null },
        { property: 'instrument', value: 'TREATY' },
        { property: 'status', value: 'SIGNED' },
        { property: 'signedOn', value: '2020-05' },
      ],
    });
  });

  it('can be asked for one property; one that has no value has none', async () => {
    await write(test.database, { agreements: ['deal'] });
    const { agreement } = await ask(`{ agreement(ref: "deal") {
      status: claims(property: "status") { nodes { property } } place: claims(property: "place") { totalCount nodes { id } } } }`);
    expect(agreement).toEqual({ status: { nodes: [{ property: 'status' }] }, place: { totalCount: 0, nodes: [] } });
  });

  it('a name with evidence is a claim, a translation of it is none', async () => {
    await write(test.database, {
      people: [
        {
          slug: 'ada',
          names: [
            { text: 'Ada', lang: 'en', evidence: ['a-source'], status: 'DISPUTED' },
            { text: 'Ада', lang: 'ru' },
          ],
          attributedTo: 'speaker',
        },
      ],
    });
    const { person } = await ask(
      '{ person(ref: "ada") { claims(property: "name") { nodes { value status attributedTo { ... on Organization { slug } } } } } }',
    );
    expect(person.claims.nodes).toEqual([{ value: 'Ada', status: 'DISPUTED', attributedTo: { slug: 'speaker' } }]);
  });

  it('come page by page', async () => {
    await write(test.database, { agreements: ['deal'] });
    const page = async (given: string) =>
      (
        await ask(
          `{ agreement(ref: "deal") { claims(${given}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor } nodes { property } } } }`,
        )
      ).agreement.claims;
    const first = await page('first: 2');
    expect(first).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: true, hasPreviousPage: false },
      nodes: [{ property: null }, { property: 'instrument' }],
    });
    expect(await page(`first: 2, after: "${first.pageInfo.endCursor}"`)).toMatchObject({
      totalCount: 3,
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
      nodes: [{ property: 'status' }],
    });
  });
});

describe('what a claim says of itself', () => {
  it('a property takes its own evidence, speaker, modality and status; the others those of the record', async () => {
    await write(test.database, {
      people: ['ada', 'bob'],
      sources: ['letter', 'report'],
      agreements: [
        {
          slug: 'deal',
          attributedTo: 'ada',
          modality: 'PLANNED',
          evidence: ['letter'],
          claims: {
            status: { evidence: ['report'], attributedTo: 'bob', modality: 'DENIED', status: 'REFUTED' },
          },
        },
      ],
    });
    const { agreement } = await ask(
      `{ agreement(ref: "deal") { claims { nodes { property status modality attributedTo { ... on Person { slug } }
        evidence { source { slug } } recordedBy retractedAt recordedAt } } } }`,
    );
    const claim = (property: string | null, said: readonly [string, string, string, string]) => ({
      property,
      attributedTo: { slug: said[0] },
      modality: said[1],
      status: said[2],
      evidence: [{ source: { slug: said[3] } }],
      recordedBy: 'test',
      retractedAt: null,
      recordedAt: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
    });
    const usual = ['ada', 'PLANNED', 'ACCEPTED', 'letter'] as const;
    expect(agreement.claims.nodes).toEqual([
      claim(null, usual),
      claim('instrument', usual),
      claim('status', ['bob', 'DENIED', 'REFUTED', 'report']),
    ]);
  });

  it('its evidence keeps place, stance, hash and note, in the order given', async () => {
    const hash = 'a'.repeat(64);
    await write(test.database, {
      people: [
        {
          slug: 'ada',
          evidence: [
            {
              at: 'letter',
              paragraph: 3,
              start: 10,
              end: 20,
              quoteHash: hash,
              note: { en: 'Look here.', fr: 'Voir ici.' },
            },
            { at: 'report', stance: 'CONTRADICTS', quote: 'She was not there.' },
          ],
        },
      ],
    });
    const { person } = await ask(`{ person(ref: "ada") { claims { nodes { evidence {
      source { slug } stance paragraph start end quote quoteHash en: note(lang: "en") fr: note(lang: "fr") } } } } }`);
    const nothing = { paragraph: null, start: null, end: null, quote: null, quoteHash: null, en: null, fr: null };
    expect(person.claims.nodes).toEqual([
      {
        evidence: [
          {
            ...nothing,
            source: { slug: 'letter' },
            stance: 'SUPPORTS',
            paragraph: 3,
            start: 10,
            end: 20,
            quoteHash: hash,
            en: 'Look here.',
            fr: 'Voir ici.',
          },
          { ...nothing, source: { slug: 'report' }, stance: 'CONTRADICTS', quote: 'She was not there.' },
        ],
      },
    ]);
  });

  it('the speaker may be an organization', async () => {
    await write(test.database, { organizations: ['agency'], people: [{ slug: 'ada', attributedTo: 'agency' }] });
    const { person } = await ask('{ person(ref: "ada") { claims { nodes { attributedTo { __typename } } } } }');
    expect(person.claims.nodes).toEqual([{ attributedTo: { __typename: 'Organization' } }]);
  });

  it('it has an id that finds it again', async () => {
    await write(test.database, { people: ['ada'] });
    const { person } = await ask('{ person(ref: "ada") { claims { nodes { id } } } }');
    const { node } = await ask(
      'query ($id: ID!) { node(id: $id) { __typename id ... on Claim { subject { slug } } } }',
      {
        id: person.claims.nodes[0].id,
      },
    );
    expect(node).toEqual({ __typename: 'Claim', id: person.claims.nodes[0].id, subject: { slug: 'ada' } });
  });

  it('one that was taken back stays to be seen, with the moment', async () => {
    await write(test.database, { people: ['ada'] });
    await test.database.write((tx) => tx.run(sql`UPDATE claim SET retracted_at = '2026-01-02T03:04:05.000Z'`));
    const { person } = await ask('{ person(ref: "ada") { claims { nodes { retractedAt } } } }');
    expect(person.claims.nodes).toEqual([{ retractedAt: '2026-01-02T03:04:05.000Z' }]);
  });
});
