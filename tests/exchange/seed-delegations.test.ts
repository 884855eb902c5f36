import { afterEach, beforeEach, expect, it } from 'vitest';
import { sql } from '../../src/database/sql.js';
import { seedDatabase } from '../../src/exchange/seed/seed.js';
import { dataOf } from '../support/ask.js';
import { openTestDatabase, type TestDatabase } from '../support/database.js';
import { type SeedFolder, seedFolder } from '../support/seed-folder.js';
import { EVIDENCE, letter, talks } from './refusals.js';

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

type Plain = Readonly<Record<string, unknown>>;
const guests = (rest: Plain = {}): Plain => ({ slug: 'guests', side: 'VISITOR', evidence: EVIDENCE, ...rest });
const member = (actor: string): Plain => ({ actor, role: 'MEMBER', evidence: EVIDENCE });

async function load(...meetings: readonly Plain[]) {
  await seeds.write({ sources: [letter()], meetings });
  const { created, updated, kept } = await seedDatabase(test.database, seeds);
  return { created, updated, kept };
}

const delegations = async (meeting = 'talks') =>
  (
    await dataOf(
      test.database,
      `{ meeting(ref: "${meeting}") { delegations { slug side status members { actor { ... on Person { slug } } } } } }`,
    )
  ).meeting.delegations.map(
    ({ slug, side, status, members }: { slug: string; side: string; status: string; members: { actor: Plain }[] }) =>
      [slug, side, status, ...members.map(({ actor }) => actor['slug'])].join(' '),
  );

it('a delegation is updated with its meeting', async () => {
  await load(talks({ delegations: [guests()] }));
  expect(await load(talks({ delegations: [guests({ side: 'HOST', members: [member('simyon')] })] }))).toEqual({
    created: 0,
    updated: 2,
    kept: 0,
  });
  expect(await delegations()).toEqual(['guests HOST REPORTED simyon']);
});

it('a delegation that did not change stays untouched when its meeting changes', async () => {
  const same = guests({ members: [member('simyon')] });
  await load(talks({ delegations: [same] }));
  expect(await load(talks({ kind: 'SUMMIT', delegations: [same] }))).toEqual({ created: 0, updated: 1, kept: 0 });
  expect(await delegations()).toEqual(['guests VISITOR REPORTED simyon']);
});

it('delegations stand in the order of the file, also when it changes', async () => {
  await load(talks({ delegations: [guests(), guests({ slug: 'hosts' })] }));
  await load(talks({ delegations: [guests({ slug: 'press' }), guests({ slug: 'hosts' }), guests()] }));
  expect((await delegations()).map((each: string) => each.split(' ')[0])).toEqual(['press', 'hosts', 'guests']);
});

it('delegations are listed by the date of their meeting, also when that changes', async () => {
  const early = talks({ slug: 'early', date: '2019', delegations: [guests({ slug: 'first' })] });
  const late = (date: string) => talks({ date, delegations: [guests()] });
  const first = async () =>
    (await dataOf(test.database, '{ delegations(first: 1, orderBy: { field: DATE }) { nodes { slug } } }')).delegations
      .nodes[0].slug;
  await load(late('2020'), early);
  expect(await first()).toBe('first');
  await load(late('2018'), early);
  expect(await first()).toBe('guests');
});

it('a delegation that the file no longer has is gone', async () => {
  await load(talks({ delegations: [guests({ members: [member('simyon')] })] }));
  await load(talks());
  expect(await delegations()).toEqual([]);
  expect(
    await dataOf(
      test.database,
      '{ delegation(ref: "guests") { slug } person(ref: "simyon") { meetings { nodes { slug } } } }',
    ),
  ).toEqual({
    delegation: null,
    person: { meetings: { nodes: [{ slug: 'koulouba-audience-2025-10-24' }] } },
  });
});

it('a delegation that moves to another meeting keeps its id', async () => {
  const other = talks({ slug: 'other' });
  await load(talks({ delegations: [guests()] }), other);
  const id = async () => (await dataOf(test.database, '{ delegation(ref: "guests") { id } }')).delegation.id;
  const before = await id();
  await load(talks(), { ...other, delegations: [guests({ members: [member('simyon')] })] });
  expect([await delegations(), await delegations('other'), await id()]).toEqual([
    [],
    ['guests VISITOR REPORTED simyon'],
    before,
  ]);
});

it('a delegation that somebody has changed since is kept though its meeting changes', async () => {
  await load(talks({ delegations: [guests()] }));
  await test.database.write(async (tx) => {
    await tx.run(sql`UPDATE delegation SET side = 'THIRD_PARTY'`);
    await tx.run(sql`UPDATE registry SET version = version + 1 WHERE slug = 'guests'`);
  });
  const changed = talks({ kind: 'SUMMIT', delegations: [guests({ side: 'HOST' })] });
  expect(await load(changed)).toEqual({ created: 0, updated: 1, kept: 1 });
  expect(await delegations()).toEqual(['guests THIRD_PARTY REPORTED']);
});

it('a delegation of somebody else stays in the meeting', async () => {
  await load(talks({ delegations: [guests()] }));
  await test.database.write((tx) =>
    tx.run(sql`UPDATE registry SET loaded_version = NULL, loaded_hash = NULL WHERE slug = 'guests'`),
  );
  await load(talks({ kind: 'SUMMIT' }));
  expect(await delegations()).toEqual(['guests VISITOR REPORTED']);
});

it('a delegation of a meeting that somebody has changed since is kept with it, and no new one comes', async () => {
  await load(talks({ delegations: [guests()] }));
  await test.database.write((tx) => tx.run(sql`UPDATE registry SET version = version + 1 WHERE slug = 'talks'`));
  expect(await load(talks({ delegations: [guests({ side: 'HOST' }), guests({ slug: 'press' })] }))).toEqual({
    created: 0,
    updated: 0,
    kept: 3,
  });
  expect(await delegations()).toEqual(['guests VISITOR REPORTED']);
});

it('a delegation that stands in another meeting is not taken from it', async () => {
  await load(talks({ delegations: [guests()] }));
  await expect(load(talks({ slug: 'other', delegations: [guests()] }))).rejects.toThrow(
    /^meetings\.yaml: other: delegations\[0\]\.slug: .*guests.* stands in talks/,
  );
  expect(await delegations()).toEqual(['guests VISITOR REPORTED']);
});
