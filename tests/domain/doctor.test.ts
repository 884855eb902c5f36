import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Sql, sql } from '../../src/database/sql.js';
import { examine, repair } from '../../src/domain/doctor/doctor.service.js';
import { createToken } from '../../src/domain/token/token.service.js';
import { dataOf } from '../support/ask.js';
import { dialect, openTestDatabase, type TestDatabase } from '../support/database.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';

vi.setConfig({ testTimeout: 120_000 });

let place: TestDatabase;
beforeEach(async () => {
  place = await openTestDatabase({ seeded: true });
});
afterEach(() => place.dispose());

const spoil = (...statements: readonly (Sql | string)[]) =>
  place.database.write(async (tx) => {
    for (const each of statements) await tx.run(typeof each === 'string' ? sql.raw(each) : each);
  });
const codes = async () => (await examine(place.database, place.url)).map(({ code }) => code);
const mend = async () => repair(place.database, await examine(place.database, place.url));

describe('nothing is wrong', () => {
  it('with the seeds', async () => {
    expect(await examine(place.database, place.url)).toEqual([]);
  });

  it('with facts of every kind, written and written again', async () => {
    const empty = await openTestDatabase();
    await write(empty.database, richFacts(3));
    await write(empty.database, richFacts(4));
    expect(await examine(empty.database, empty.url)).toEqual([]);
    await empty.dispose();
  });

  it('after mutations that create, change and delete', async () => {
    const change = (text: string) => dataOf(place.database, text, { as: 'editor' });
    const evidence = 'evidence: [{ source: "malikonews-2025-10-24" }]';
    const { createPerson } = await change(
      `mutation { createPerson(input: { slug: "anna", names: [{ text: "Anna Pavlova" }], ${evidence} }) { record { version } } }`,
    );
    const { version } = createPerson.record;
    const { updatePerson } = await change(
      `mutation { updatePerson(input: { ref: "anna", version: ${version}, names: [{ text: "Анна Павлова", lang: "ru" }], ${evidence} }) { record { version } } }`,
    );
    expect(await examine(place.database, place.url)).toEqual([]);
    await change(
      `mutation { deletePerson(input: { ref: "anna", version: ${updatePerson.record.version}, reason: "entered by mistake" }) { record { slug } } }`,
    );
    expect(await examine(place.database, place.url)).toEqual([]);
  });
});

const NAMES = "(SELECT MIN(id) FROM record_name WHERE text LIKE '%Sorem%')";

/** What follows from something else that is wrong. */
const FOLLOWING: Readonly<Record<string, readonly string[]>> = {
  'commodity-tree': ['agreements-of-commodities'],
  'agreements-of-commodities': ['kept-counts'],
};

/** What can be worked out anew, and how to spoil it. */
const repairable: [code: string, damage: string, ...statements: string[]][] = [
  ['labels-and-sort-keys', 'a label', `UPDATE registry SET label_en = 'Nobody' WHERE slug = 'assimi-goita'`],
  ['labels-and-sort-keys', 'a label key', `UPDATE registry SET label_key = 'zzz' WHERE slug = 'assimi-goita'`],
  ['labels-and-sort-keys', 'a date key', `UPDATE registry SET date_desc = 1 WHERE type = 'MEETING'`],
  ['kept-counts', 'a count of an agreement', 'UPDATE agreement SET party_count = party_count + 1'],
  ['kept-counts', 'a count of a person', 'UPDATE person SET meeting_count = 7'],
  ['kept-counts', 'a count of a commodity', 'UPDATE commodity SET agreement_count = 9'],
  ['kept-counts', 'a conflict', 'UPDATE registry SET has_conflict = 1 - has_conflict'],
  [
    'encounters',
    'an encounter that is missing',
    'DELETE FROM encounter WHERE a_id = (SELECT MIN(a_id) FROM encounter)',
  ],
  ['encounters', 'a number of meetings', 'UPDATE encounter SET meetings_desc = meetings_desc - 1'],
  ['people-of-countries', 'whom people act for', 'UPDATE person_country SET links = links + 1'],
  ['commodity-tree', 'a step that is missing', 'DELETE FROM commodity_closure WHERE depth = 2'],
  ['commodity-tree', 'a step too many', 'UPDATE commodity_closure SET depth = 3 WHERE depth = 1'],
  ['agreements-of-commodities', 'what a commodity leads to', 'DELETE FROM agreement_commodity WHERE agreement_id > 0'],
  ['id-counter', 'the counter of ids', 'UPDATE data_state SET next_id = 5'],
];

/** The same in the word index, which differs. */
const ofIndex: [code: string, damage: string, ...statements: string[]][] =
  dialect === 'sqlite'
    ? [
        ['word-index-triggers', 'a trigger', 'DROP TRIGGER search_name_insert'],
        [
          'word-index',
          'a record that is missing',
          'DELETE FROM search_text WHERE rowid = (SELECT MIN(id) FROM registry)',
        ],
        ['word-index', 'a name that is missing', `DELETE FROM search_name WHERE rowid = ${NAMES}`],
        [
          'word-index',
          'a name that has other words',
          `DELETE FROM search_name WHERE rowid = ${NAMES}`,
          `INSERT INTO search_name (rowid, lexemes) VALUES (${NAMES}, '@organization nothing')`,
        ],
        ['word-index', 'a name too many', `INSERT INTO search_name (rowid, lexemes) VALUES (999999, '@person nobody')`],
        ['word-index', 'a word', `DELETE FROM search_word WHERE word = 'petroleum'`],
      ]
    : [
        ['word-index-triggers', 'a trigger', 'DROP TRIGGER search_name_insert ON record_name'],
        ['word-index-triggers', 'a trigger that is off', 'ALTER TABLE record_text DISABLE TRIGGER search_text_update'],
        ['word-index', 'a record that is missing', 'DELETE FROM search_text WHERE id = (SELECT MIN(id) FROM registry)'],
        ['word-index', 'a name that is missing', `DELETE FROM search_name WHERE id = ${NAMES}`],
        [
          'word-index',
          'a name that has other words',
          `UPDATE search_name SET lexemes = search_lexemes('nothing') WHERE id = ${NAMES}`,
        ],
        [
          'word-index',
          'a name too many',
          `INSERT INTO search_name (id, lexemes) VALUES (999999, search_lexemes('nobody'))`,
        ],
        ['word-index', 'a word', `DELETE FROM search_word WHERE word = 'petroleum'`],
      ];

describe('is found, and nothing else, and is repaired:', () => {
  it.each([...repairable, ...ofIndex])('%s: %s', async (code, _damage, ...statements) => {
    await spoil(...statements);
    const found = await examine(place.database, place.url);
    expect(found[0]?.code).toBe(code);
    expect(found.slice(1).filter((each) => !FOLLOWING[code]?.includes(each.code))).toEqual([]);
    expect(found[0]).toMatchObject({ isNote: false, isRepairable: true });
    expect(found[0]?.examples).not.toEqual([]);
    await repair(place.database, found);
    expect(await codes()).toEqual([]);
  });

  it('name-keys: how a name is folded, and the index that follows from it', async () => {
    await spoil(`UPDATE record_name SET key = 'zzz', words = ' zzz ' WHERE id = ${NAMES}`);
    expect(await codes()).toEqual(['name-keys']);
    await mend();
    expect(await codes()).toEqual([]);
    const { search } = await dataOf(
      place.database,
      '{ search(text: "Sorem") { nodes { record { ... on Record { slug } } } } }',
    );
    expect(search.nodes).not.toEqual([]);
  });

  it('everything at once', async () => {
    for (const [, , ...statements] of [...repairable, ...ofIndex]) await spoil(...statements);
    await mend();
    expect(await codes()).toEqual([]);
  });

  it('by the triggers that it makes again: a name that comes later is found', async () => {
    const on = (table: string) => (dialect === 'sqlite' ? '' : ` ON ${table}`);
    await spoil(
      ...['text', 'name'].flatMap((what) =>
        ['insert', 'update', 'delete'].map((event) => `DROP TRIGGER search_${what}_${event}${on(`record_${what}`)}`),
      ),
    );
    await mend();
    await write(place.database, { people: [{ slug: 'anna', names: [{ text: 'Anna Pavlova' }] }] });
    const { search } = await dataOf(
      place.database,
      '{ search(text: "pavlova") { nodes { record { ... on Record { slug } } } } }',
    );
    expect(search.nodes).toEqual([{ record: { slug: 'anna' } }]);
    expect(await codes()).toEqual([]);
  });
});

const CLAIM = 'SELECT MIN(c.id) FROM claim c WHERE c.link_id IS NOT NULL';

describe('is found, and left to people:', () => {
  const byHand: [code: string, ...statements: string[]][] = [
    ['lost-links', `UPDATE claim SET link_id = 999999 WHERE id = (${CLAIM})`],
    [
      'half-records',
      `INSERT INTO registry (id, type, slug, label_key, label_other, date_asc, date_desc, recorded_at, version) VALUES (999999, 'PLACE', 'nowhere', 'nowhere', 'nowhere', 100000000, 100000000, '2020-01-01', 1)`,
    ],
    ['unnoted-changes', `UPDATE registry SET changed = changed + 1 WHERE slug = 'assimi-goita'`],
    ['unordered-changes', `UPDATE change SET at = '2000-01-01T00:00:00.000Z' WHERE id = (SELECT MAX(id) FROM change)`],
  ];
  it.each(byHand)('%s', async (code, ...statements) => {
    await spoil(...statements);
    const found = await examine(place.database, place.url);
    expect(found.map((each) => each.code)).toContain(code);
    expect(found.find((each) => each.code === code)).toMatchObject({ isNote: false, isRepairable: false });
    await mend();
    expect(await codes()).toContain(code);
  });

  it('claims-without-evidence', async () => {
    await spoil(`DELETE FROM evidence WHERE claim_id = (${CLAIM})`);
    expect(await codes()).toContain('claims-without-evidence');
  });

  it('unnoted-deletions', async () => {
    await write(place.database, { people: ['anna'] });
    await spoil(`DELETE FROM registry WHERE slug = 'anna'`);
    expect(await codes()).toContain('unnoted-deletions');
  });

  it('drift', async () => {
    await spoil('ALTER TABLE person ADD COLUMN forgotten integer');
    expect(await examine(place.database, place.url)).toMatchObject([{ code: 'drift', isRepairable: false }]);
  });

  it('expired-tokens, which are only noted', async () => {
    await createToken(place.database, { name: 'old', role: 'editor', expiresAt: '2020-01-01T00:00:00.000Z' });
    await createToken(place.database, { name: 'new', role: 'editor', expiresAt: '2999-01-01T00:00:00.000Z' });
    expect(await examine(place.database, place.url)).toMatchObject([
      { code: 'expired-tokens', isNote: true, examples: ['old'] },
    ]);
  });
});
