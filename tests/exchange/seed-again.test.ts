import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { seedDatabase } from '../../src/exchange/seed/seed.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { difference, dump } from '../support/dump.js';
import { type SeedFiles, type SeedFolder, seedFolder } from '../support/seed-folder.js';
import { deal, EVIDENCE, letter, person, talks } from './refusals.js';

let test: TestDatabase;
let seeds: SeedFolder;
beforeEach(async () => {
  test = await openTestDatabase({ seeded: true });
  seeds = await seedFolder();
});
afterEach(async () => {
  await seeds.remove();
  await test.dispose();
});

/** Loads files beside the letter that they point at; what became of their records, countries and States left out. */
async function load(files: SeedFiles) {
  await seeds.write({ sources: [letter()], ...files });
  const { unchanged, ...report } = await seedDatabase(test.database, seeds);
  return { ...report, unchanged: unchanged - 2 * 249 };
}
const report = (counts: object) => ({ created: 0, updated: 0, unchanged: 0, kept: 0, ...counts });
const ask = (query: string) => dataOf(test.database, query);

describe('seeding again', () => {
  it('changes nothing, with the seeds of the product', async () => {
    const before = await dump(test.database);
    const counts = await seedDatabase(test.database, { folder: 'seeds' });
    expect(counts).toMatchObject({ created: 0, updated: 0, kept: 0 });
    expect(counts.unchanged).toBeGreaterThan(600);
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('does not mind the order in which the properties stand', async () => {
    const tenure = { title: { en: 'Head' }, since: '2020', evidence: EVIDENCE };
    expect(await load({ people: [person({ tenures: [tenure] })] })).toEqual(report({ created: 2 }));
    const turned = { evidence: EVIDENCE, since: '2020', title: { en: 'Head' } };
    const { slug, ...others } = person({ tenures: [turned] });
    expect(await load({ people: [{ ...others, slug }] })).toEqual(report({ unchanged: 2 }));
  });

  it('leaves records that the files no longer have, and those of others', async () => {
    await load({ people: [person(), person({ slug: 'bob' })] });
    expect(await load({ people: [person()] })).toEqual(report({ unchanged: 2 }));
    expect((await ask('{ person(ref: "bob") { slug } }')).person).toEqual({ slug: 'bob' });
  });
});

describe('a changed seed', () => {
  it('updates its record and nothing else', async () => {
    const other = person({ slug: 'bob' });
    await load({ people: [person({ names: [{ text: 'Countess' }] }), other], agreements: [deal()] });
    const { person: ada } = await ask('{ person(ref: "ada") { id } }');
    const before = await dump(test.database);
    const changed = person({ names: [{ text: 'Ada Lovelace' }] });
    expect(await load({ people: [changed, other], agreements: [deal()] })).toEqual(
      report({ updated: 1, unchanged: 3 }),
    );
    const changes = difference(before, await dump(test.database));
    expect(Object.keys(changes).sort()).toEqual(['record_name', 'record_text', 'registry']);
    const [was, is] = [changes['registry']?.went[0], changes['registry']?.came[0]];
    expect(is).toMatchObject({
      slug: 'ada',
      id: was?.['id'],
      recorded_at: was?.['recorded_at'],
      version: 2,
      loaded_version: 2,
    });
    expect((await ask('{ person(ref: "Ada Lovelace") { id } }')).person).toEqual(ada);
    expect((await ask('{ person(ref: "Countess") { id } }')).person).toBeNull();
  });

  it('takes links away and adds others, in the order of the file', async () => {
    const party = (actor: string, role = 'PARTY') => ({ actor, role, evidence: EVIDENCE });
    await load({ agreements: [deal({ parties: [party('mali'), party('russia')] })] });
    await load({ agreements: [deal({ parties: [party('russia', 'SUPPLIER'), party('sorem-mali'), party('mali')] })] });
    const { agreement } = await ask(
      '{ agreement(ref: "deal") { parties { role actor { ... on Organization { slug } } } } }',
    );
    expect(
      agreement.parties.map(({ role, actor }: { role: string; actor: { slug: string } }) => `${actor.slug} ${role}`),
    ).toEqual(['russia SUPPLIER', 'sorem-mali PARTY', 'mali PARTY']);
    expect(
      (await ask('{ agreements(filter: { between: ["RU", "SORMA"] }) { nodes { slug } } }')).agreements.nodes,
    ).toEqual([{ slug: 'deal' }]);
  });

  it('takes a value away', async () => {
    await load({ meetings: [talks({ date: '2020', place: 'bamako' })] });
    await load({ meetings: [talks()] });
    const { meeting } = await ask(
      '{ meeting(ref: "talks") { date { edtf } place { slug } claims { nodes { property } } } }',
    );
    expect(meeting).toEqual({
      date: null,
      place: null,
      claims: { nodes: [{ property: null }, { property: 'kind' }, { property: 'status' }] },
    });
  });

  it('of a passage updates those who point at it', async () => {
    const spans = (start: number) => ({
      page: { paragraph: 1, start: 0, end: 5, hash: 'a'.repeat(64) },
      line: { paragraph: 1, start, end: 20, hash: 'c'.repeat(64) },
    });
    const people = [person(), person({ slug: 'bob', evidence: ['letter#line'] })];
    await load({ sources: [letter({ spans: spans(10) })], people });
    expect(await load({ sources: [letter({ spans: spans(11) })], people })).toEqual(
      report({ updated: 1, unchanged: 2 }),
    );
    const { person: bob } = await ask('{ person(ref: "bob") { claims { nodes { evidence { start end } } } } }');
    expect(bob.claims.nodes).toEqual([{ evidence: [{ start: 11, end: 20 }] }]);
  });

  it('may refer to what is new', async () => {
    await load({ meetings: [talks()] });
    const hall = { slug: 'hall', names: [{ text: 'Hall', lang: 'en' }], evidence: EVIDENCE };
    expect(await load({ meetings: [talks({ place: 'hall' })], places: [hall] })).toEqual(
      report({ created: 1, updated: 1, unchanged: 1 }),
    );
    expect((await ask('{ meeting(ref: "talks") { place { slug } } }')).meeting.place).toEqual({ slug: 'hall' });
  });
});

describe('a reference', () => {
  it('may be a name of a record that is there before, and two names are still one record', async () => {
    const about = ['mali-gold-refinery', 'Gold refinery of Mali'].map((agreement) => ({
      agreement,
      evidence: EVIDENCE,
    }));
    await load({ meetings: [talks({ agreements: about })] });
    const { meeting } = await ask('{ meeting(ref: "talks") { agreements { totalCount nodes { slug } } } }');
    expect(meeting.agreements).toEqual({ totalCount: 1, nodes: [{ slug: 'mali-gold-refinery' }] });
  });
});

describe('a record that somebody has changed since', () => {
  const touch = (slug: string) =>
    test.database.write((tx) => tx.run(sql`UPDATE registry SET version = version + 1 WHERE slug = ${slug}`));

  it('is kept as it is, also the next time', async () => {
    await load({ meetings: [talks({ status: 'HELD' })] });
    await touch('talks');
    const before = await dump(test.database);
    for (const status of ['CANCELLED', 'PLANNED'])
      expect(await load({ meetings: [talks({ status })] })).toEqual(report({ kept: 1, unchanged: 1 }));
    expect(difference(before, await dump(test.database))).toEqual({});
  });

  it('is unchanged where the file is', async () => {
    await load({ meetings: [talks()] });
    await touch('talks');
    expect(await load({ meetings: [talks()] })).toEqual(report({ unchanged: 2 }));
  });

  it('is kept where somebody else had made it', async () => {
    await load({ meetings: [talks()] });
    await test.database.write((tx) =>
      tx.run(sql`UPDATE registry SET loaded_version = NULL, loaded_hash = NULL WHERE slug = 'talks'`),
    );
    expect(await load({ meetings: [talks({ status: 'PLANNED' })] })).toEqual(report({ kept: 1, unchanged: 1 }));
  });

  it('does not hold up the others', async () => {
    await load({ meetings: [talks()], people: [person()] });
    await touch('talks');
    const people = [person({ names: [{ text: 'Ada L.' }] })];
    expect(await load({ meetings: [talks({ status: 'PLANNED' })], people })).toEqual(
      report({ kept: 1, updated: 1, unchanged: 1 }),
    );
  });

  it('can still be referred to by its slug', async () => {
    await load({ agreements: [deal()] });
    await touch('deal');
    const about = talks({ agreements: [{ agreement: 'deal', evidence: EVIDENCE }] });
    expect(await load({ agreements: [deal({ status: 'CANCELLED' })], meetings: [about] })).toEqual(
      report({ kept: 1, created: 1, unchanged: 1 }),
    );
    expect(
      (await ask('{ meeting(ref: "talks") { agreements { nodes { slug status } } } }')).meeting.agreements.nodes,
    ).toEqual([{ slug: 'deal', status: 'SIGNED' }]);
  });
});
