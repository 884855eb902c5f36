import { expect, it } from 'vitest';
import { AccordError } from '../../src/errors.js';
import { dump } from '../support/dump.js';
import { write } from '../support/facts.js';
import { exported, load, opened } from './records.js';

const HEADER = '{"format":"accord-records","version":1}';
const RECORDED = { recordedAt: '2026-01-01T00:00:00.000Z' };
const record = (type: string, slug: string, more: object = {}) =>
  JSON.stringify({
    type,
    slug,
    names: [{ text: slug, kind: 'PRIMARY' }],
    ...more,
    ...RECORDED,
    claims: (more as { claims?: unknown }).claims ?? [],
  });
const person = (slug: string, more: object = {}) => record('PERSON', slug, more);
const claim = { status: 'ACCEPTED', modality: 'ACTUAL', ...RECORDED, evidence: [] };

async function problems(...lines: string[]): Promise<string> {
  const database = await opened();
  const error = await load(database, lines.join('\n')).then(
    () => new Error('It was accepted.'),
    (refused: unknown) => refused,
  );
  expect(error).toBeInstanceOf(AccordError);
  const [{ n } = { n: -1 }] = await database.rows<{ n: number }>(
    { n: 'COUNT(*)' },
    (await import('../../src/database/sql.js')).sql`FROM registry r`,
  );
  expect(n).toBe(0);
  const { extensions, message } = error as AccordError;
  const found = extensions['problems'] as { path: string; message: string }[] | undefined;
  return found ? found.map((each) => `${each.path}: ${each.message}`).join('\n') : message;
}

it.each([
  [
    'nothing at all',
    [''],
    'line 1: is missing; a file of records begins with {"format":"accord-records","version":1}.',
  ],
  ['another sort of file', ['name,age', 'Ada,36'], 'line 1: must be the header of a file of records'],
  [
    'a later version',
    ['{"format":"accord-records","version":2}'],
    'line 1: is version 2 of the format; this program reads version 1.',
  ],
  ['what is not JSON', [HEADER, '{"type":'], 'line 2: is not JSON: '],
  ['no object', [HEADER, '7'], 'line 2: must be an object'],
  ['an unknown type', [HEADER, record('SHIP', 'ada')], 'line 2: type: must be one of COUNTRY, ORGANIZATION, SOURCE,'],
  [
    'an unknown property',
    [HEADER, '', person('ada', { age: 36 })],
    'line 3 (person/ada): age: is not known here; known are',
  ],
  ['a missing property', [HEADER, record('ORGANIZATION', 'mali')], 'line 2 (organization/mali): kind: is missing'],
  ['a bad slug', [HEADER, person('Ada L')], 'slug: must be a slug'],
  [
    'a bad date',
    [HEADER, record('SOURCE', 'paper', { kind: 'NEWS', publishedOn: '24.10.2025' })],
    'line 2 (source/paper): publishedOn: ',
  ],
  [
    'no moment',
    [HEADER, person('ada').replace(RECORDED.recordedAt, 'yesterday')],
    'recordedAt: must be a moment in UTC',
  ],
  [
    'no claims',
    [HEADER, person('ada').replace('"claims":[]', '"claims":null')],
    'claims: must be a list, empty where nothing is claimed',
  ],
  [
    'receipts beside the claims',
    [
      HEADER,
      record('PERSON', 'ada', {
        tenures: [{ title: [{ lang: 'en', text: 'Head' }], evidence: [{ source: 'paper' }] }],
      }),
    ],
    'tenures[0].evidence: stands in the claims of the record',
  ],
  [
    'a status that there is not',
    [HEADER, person('ada', { claims: [{ ...claim, status: 'TRUE' }] })],
    'claims[0].status: must be one of PROPOSED,',
  ],
  [
    'a claim on no link',
    [HEADER, person('ada', { claims: [{ ...claim, on: 'tenures[3]' }] })],
    'claims[0].on: must be a link of this record',
  ],
  [
    'a country that is nowhere',
    [HEADER, record('PLACE', 'kayes', { country: 'mali' })],
    'line 2 (place/kayes): country: names no country that is in the database or stands before this line: "mali"',
  ],
  [
    'a source that is nowhere',
    [HEADER, person('ada', { claims: [{ ...claim, evidence: [{ source: 'paper' }] }] })],
    'line 2 (person/ada): claims[0].evidence[0].source: names no source that is in the database or in this file: "paper"',
  ],
  [
    'a parent that is nowhere',
    [HEADER, record('ORGANIZATION', 'arm', { kind: 'COMPANY', parent: 'head' })],
    'parent: names no organization',
  ],
  [
    'organizations under each other',
    [
      HEADER,
      record('ORGANIZATION', 'arm', { kind: 'COMPANY', parent: 'leg' }),
      record('ORGANIZATION', 'leg', { kind: 'COMPANY', parent: 'arm' }),
    ],
    'line 2 (organization/arm): parent: makes arm its own ancestor',
  ],
  [
    'commodities under each other',
    [HEADER, record('COMMODITY', 'oil', { parent: 'gas' }), record('COMMODITY', 'gas', { parent: 'oil' })],
    'parent: makes oil its own ancestor',
  ],
  [
    'types in another order',
    [HEADER, person('ada'), record('SOURCE', 'paper', { kind: 'NEWS' })],
    'line 3 (source/paper): comes too late: types stand in the order COUNTRY, ORGANIZATION,',
  ],
  ['a record that stands twice', [HEADER, person('ada'), person('ada')], 'person/ada stands twice in the file'],
  [
    'an alias that is a slug',
    [HEADER, person('ada'), person('bob', { aliases: ['ada'] })],
    'line 3 (person/bob): aliases: person/ada stands twice in the file',
  ],
])('refuses %s, and enters nothing', async (_, lines, message) => {
  expect(await problems(...lines)).toContain(message);
});

it('names everything that is wrong, and not more than a hundred mistakes', async () => {
  expect((await problems(HEADER, person('A'), '?', person('C'))).split('\n')).toHaveLength(3);
  expect((await problems(HEADER, ...Array.from({ length: 150 }, () => '?'))).split('\n')).toHaveLength(100);
});

it('refuses what is not UTF-8', async () => {
  const bytes = Buffer.concat([Buffer.from(`${HEADER}\n{"type":"`), Buffer.from([0xe9])]);
  await expect(load(await opened(), bytes)).rejects.toThrow('line 2: is not UTF-8');
});

it('keeps a text whatever separators stand in it', async () => {
  const source = await opened();
  await write(source, { people: [{ slug: 'ada', names: [{ text: 'A\u2028d\u0085a\u000b' }] }] });
  const target = await opened();
  await load(target, await exported(source));
  expect(await exported(target)).toBe(await exported(source));
});

it('refuses records that are there with other facts, says which, and changes nothing', async () => {
  const source = await opened();
  await write(source, { people: ['ada'], organizations: [{ slug: 'mali', kind: 'STATE' }] });
  const target = await opened();
  await write(target, { people: ['ada'], organizations: [{ slug: 'mali', kind: 'COMPANY' }] });
  const before = await dump(target);
  await expect(load(target, await exported(source))).rejects.toThrow(
    'line 2 (organization/mali): is there already with other kind, claims: make the two agree, or give one of them another slug',
  );
  expect(await dump(target)).toEqual(before);
});

it('takes records for the same that were recorded at another time', async () => {
  const facts = { people: ['ada'], agreements: [{ slug: 'deal', parties: ['ada'] }] };
  const [source, target] = [await opened(), await opened()];
  await write(source, facts);
  await write(target, facts);
  await write(source, { people: ['bob'] });
  expect(await load(target, await exported(source))).toEqual({ created: 1, unchanged: 3 });
});

it('tells what it would do, and does not', async () => {
  const source = await opened();
  await write(source, { people: ['ada'] });
  const target = await opened();
  const text = await exported(source);
  expect(await load(target, text, true)).toEqual({ created: 2, unchanged: 0 });
  expect(await load(target, text)).toEqual({ created: 2, unchanged: 0 });
});
