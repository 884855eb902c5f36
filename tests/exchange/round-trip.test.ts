import { expect, it, vi } from 'vitest';
import type { Database } from '../../src/database/database.js';
import { sql } from '../../src/database/sql.js';
import { ask, dataOf } from '../support/ask.js';
import { contentOf } from '../support/content.js';
import { write } from '../support/facts.js';
import { richFacts } from '../support/rich-facts.js';
import { exported, load, opened } from './records.js';

vi.setConfig({ testTimeout: 180_000 });

/** Exports a database, imports that into an empty one, and expects both to know the same. */
async function roundTrip(source: Database): Promise<Database> {
  const text = await exported(source);
  const target = await opened();
  expect(await load(target, text)).toMatchObject({ unchanged: 0 });
  expect(await exported(target)).toBe(text);
  expect(await contentOf(target)).toEqual(await contentOf(source));
  return target;
}

it('gives the seeds back byte for byte, and a second import changes nothing', async () => {
  const source = await opened({ seeded: true });
  const target = await roundTrip(source);
  const text = await exported(source);
  expect(await load(target, text)).toMatchObject({ created: 0 });
  expect(await exported(target)).toBe(text);
  const petroleum =
    '{ agreements(filter: { commodity: "pétrole" }) { nodes { slug date { edtf } } } search(text: "goita") { nodes { record { slug } } } }';
  expect(await dataOf(target, petroleum)).toEqual(await dataOf(source, petroleum));
});

it('gives every value back that a record can have', async () => {
  const source = await opened();
  await write(source, richFacts(6));
  await roundTrip(source);
});

it('fills every column of what it compares, so that none is lost unseen', async () => {
  const source = await opened();
  await write(source, richFacts(3));
  await changed(source);
  const content = await contentOf(await roundTrip(source));
  const empty = [...content].flatMap(([table, rows]) =>
    Object.keys(rows[0] ?? { [`${table} has no row`]: null })
      .filter((column) => rows.every((row) => row[column] == null))
      .map((column) => `${table}.${column}`),
  );
  expect(empty).toEqual([]);
});

const claim = (subject: string, rest: string, source = 'source-0') =>
  `mutation { createClaim(input: { subject: "${subject}", ${rest}, evidence: [{ source: "${source}", paragraph: 3, start: 5, end: 9,
    quote: "text", quoteHash: "${'a'.repeat(64)}", fileHash: "${'c'.repeat(64)}", locator: "facts.csv row 7", note: [{ lang: "en", text: "A note" }] }, { source: "source-2", stance: CONTRADICTS }] }) { claims { id } } }`;

/** Disputes, proposals, what was refuted and taken back, and a record that another was merged into. */
async function changed(database: Database): Promise<void> {
  const run = (source: string, as: 'editor' | 'contributor' = 'editor') => dataOf(database, source, { as });
  const { agreement, person } = await dataOf(
    database,
    '{ agreement(ref: "agreement-1") { id terms { id } parties { id } } person(ref: "person-1") { id } }',
  );
  await run(claim(agreement.id, 'property: "status", value: "IN_FORCE"'));
  await run(claim(agreement.id, 'property: "announcedOn", value: "2025-10"'));
  await run(claim(agreement.id, 'property: "inForceFrom", value: "2026"'));
  await run(claim(agreement.id, 'property: "endedOn", value: "2027~"'));
  await run(
    claim(
      agreement.terms[0].id,
      'property: "quantity", value: { min: 3, max: 4, bound: "RANGE", unit: "t", raw: "3 to 4 tonnes" }',
    ),
  );
  await run(
    claim(agreement.terms[0].id, 'property: "kind", value: "DELIVERY", attributedTo: "person-2"'),
    'contributor',
  );
  await run(claim(agreement.parties[0].id, 'modality: DENIED'));
  await run(claim(person.id, 'property: "name", value: "Ада"'), 'contributor');
  const { createClaim } = await run(claim(agreement.id, 'property: "signedOn", value: "2025-11"'));
  await run(
    `mutation { retractClaim(input: { claim: "${createClaim.claims[0].id}", reason: "misread" }) { claims { id } } }`,
  );
  const disputed = await run(claim(agreement.id, 'property: "instrument", value: "LOAN"'));
  await run(
    `mutation { resolveClaim(input: { claim: "${disputed.createClaim.claims[0].id}", status: ACCEPTED, reason: "seen" }) { claims { id } } }`,
  );
  await write(database, {
    countries: [{ slug: 'nowhere', code: 'XX', alpha3: 'XXX' }],
    organizations: [
      {
        slug: 'paper',
        names: [
          { text: 'Газета', lang: 'ru' },
          { text: 'The Paper', lang: 'en' },
        ],
      },
    ],
    sources: [{ slug: 'file', contentHash: 'b'.repeat(64), publishedOn: '2025-10', publisher: 'paper' }],
    people: [{ slug: 'ada', tenures: [{ title: { en: 'Head' }, firstCited: '2025-01-01', lastCited: '2025-02-01' }] }],
    agreements: [
      {
        slug: 'undated',
        terms: [{ commodity: 'gold', quantity: { min: 1, max: 1, bound: 'EXACT', unit: 't', raw: 'a tonne' } }],
        amounts: [{ value: '877655767899.49', currency: 'USD', basis: 'constant 2021' }],
      },
    ],
    meetings: [
      {
        slug: 'dated',
        date: '2025-10-01',
        agreements: ['undated'],
        delegations: [{ slug: 'they', members: [{ actor: 'ada', capacity: { fr: 'Cheffe' }, status: 'EXPECTED' }] }],
      },
    ],
  });
  await database.write(async (tx) => {
    const [ada] = await tx.rows<{ id: number }>({ id: 'id' }, sql`FROM registry WHERE slug = 'ada'`);
    const merged = {
      id: await tx.reserveIds(1),
      type: 'PERSON',
      slug: 'ada-l',
      record_id: ada?.id ?? 0,
      change: 1,
      moved: '{}',
    };
    await tx.insert('record_alias', Object.keys(merged), [merged]);
    // A claim on a link that is no more.
    const gone = await tx.reserveIds(1);
    await tx.run(sql`UPDATE claim SET link_type = 'TENURE', link_id = ${gone}
      WHERE id = (SELECT MIN(id) FROM claim WHERE subject_id = ${ada?.id ?? 0} AND link_id IS NOT NULL)`);
  });
}

it('gives back what was disputed, proposed, refuted, retracted and merged', async () => {
  const source = await opened();
  await write(source, richFacts(3));
  await changed(source);
  const text = await exported(source);
  const statuses = [...text.matchAll(/"status":"([A-Z]+)","modality"/g)].map(([, status]) => status);
  expect(new Set(statuses)).toEqual(new Set(['ACCEPTED', 'DISPUTED', 'PROPOSED', 'REFUTED', 'RETRACTED']));
  expect(text.match(/"on":"former TENURE 1"|"aliases":\["ada-l"\]/g)).toHaveLength(2);
  const target = await roundTrip(source);
  const question =
    '{ agreement(ref: "agreement-1") { status hasConflict claims { totalCount nodes { property value status recordedAt recordedBy retractedAt } } } }';
  expect(await dataOf(target, question)).toEqual(await dataOf(source, question));
});

it('lets a merged record be found by its old slug where it was imported, and says why the merge cannot be undone there', async () => {
  const source = await opened();
  await write(source, richFacts(3));
  const run = (database: Database, mutation: string) => dataOf(database, mutation, { as: 'editor' });
  const merge =
    'mutation { mergeRecords(input: { ref: "organization-2", into: "organization-1", version: 1, intoVersion: 1, reason: "one and the same" }) { record { slug } } }';
  await run(source, merge.replaceAll('organization', 'person'));
  await run(source, merge);
  const target = await roundTrip(source);
  const question =
    '{ person(ref: "person-2") { slug } organization(ref: "organization-2") { slug names { text } claims { totalCount } } }';
  const found = await dataOf(target, question);
  expect(found).toMatchObject({ person: { slug: 'person-1' }, organization: { slug: 'organization-1' } });
  expect(found).toEqual(await dataOf(source, question));
  const undo =
    'mutation { undoMerge(input: { ref: "person-2", version: 1, reason: "not the same" }) { record { slug } } }';
  const { errors } = await ask(target, undo, { as: 'editor' });
  expect(errors).toMatchObject([
    {
      message: expect.stringMatching(/^input\.ref: person-2 was merged into person-1 in another database/),
      extensions: { code: 'BAD_USER_INPUT', argument: 'input.ref' },
    },
  ]);
  // What was imported can be merged on, and that can be undone.
  await run(
    target,
    'mutation { mergeRecords(input: { ref: "person-1", into: "person-0", version: 1, intoVersion: 1, reason: "one and the same" }) { record { slug } } }',
  );
  expect(await dataOf(target, '{ person(ref: "person-2") { slug } }')).toEqual({ person: { slug: 'person-0' } });
  await run(
    target,
    'mutation { undoMerge(input: { ref: "person-1", version: 2, reason: "not the same" }) { record { slug } } }',
  );
  expect(await dataOf(target, question)).toEqual(found);
  expect(await exported(target)).toBe(await exported(source));
});

it('lets what was proposed be accepted where it was imported', async () => {
  const source = await opened();
  await write(source, richFacts(3));
  await changed(source);
  const target = await roundTrip(source);
  const { person } = await dataOf(
    target,
    '{ person(ref: "person-1") { claims(property: "name") { nodes { id status } } } }',
  );
  const { id } = person.claims.nodes.find(({ status }: { status: string }) => status === 'PROPOSED');
  await dataOf(
    target,
    `mutation { resolveClaim(input: { claim: "${id}", status: ACCEPTED, reason: "so it is" }) { claims { id } } }`,
    { as: 'editor' },
  );
  expect((await dataOf(target, '{ person(ref: "person-1") { names { text lang } } }')).person.names).toContainEqual({
    text: 'Ада',
    lang: null,
  });
});

it('tells of an import as one change a record, with the claims that came with it', async () => {
  const source = await opened();
  await write(source, {
    agreements: [{ slug: 'deal', parties: ['mali'] }],
    meetings: [{ slug: 'talks', date: '2025', agreements: ['deal'] }],
  });
  const target = await opened();
  await load(target, await exported(source));
  const { changes } = await dataOf(
    target,
    '{ changes(first: 100) { nodes { by operation record { slug } claims { property } } } }',
  );
  const deal = changes.nodes.filter(({ record }: { record: { slug: string } }) => record.slug === 'deal');
  expect(deal).toMatchObject([{ by: 'import', operation: 'CREATED' }]);
  expect(deal[0].claims).toHaveLength(6);
});
